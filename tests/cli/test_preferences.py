"""preferences list, get, set."""

import pytest


def test_json_has_values_as_they_are(keyholder, services):
    found = {one["name"]: one for one in keyholder("preferences", "list", "--json").json}
    assert found["lock-minutes"] == {"name": "lock-minutes", "value": 15, "default": 15}
    assert found["row-buttons-always"]["value"] is False
    assert found["appearance"]["value"] == "system"


def test_the_table_says_what_each_may_be(keyholder, services):
    answer = keyholder("preferences", "list")
    (line,) = [one for one in answer.lines if one.startswith("lock-minutes")]
    assert line.split()[1] == "15"
    assert "a whole number from 0 to 480" in line


def test_a_preference_is_set_and_read(keyholder, services):
    answer = keyholder.opened("preferences", "set", "lock-minutes", "5")
    assert (answer.code, answer.out) == (0, "lock-minutes is 5 now.\n")
    assert keyholder("preferences", "get", "lock-minutes").out == "5\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["set", "lock-minutes", "soon"], "lock-minutes cannot be “soon”"),
        (["set", "nonsense", "1"], "There is no preference “nonsense”."),
        (["get", "nonsense"], "There is no preference “nonsense”."),
    ],
)
def test_what_cannot_be_is_wrong_usage(keyholder, services, words, said):
    answer = keyholder.opened("preferences", *words)
    assert answer.code == 2
    assert said in answer.told()
