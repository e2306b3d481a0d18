"""keys show, and ids that are shortened."""

import pytest

from app.core.audit import Act
from tests.cli.test_keys_list import FIELDS
from tests.stage import VALUE, add_key, create_key, listed


@pytest.fixture
def key(inventory):
    return add_key(inventory, "Koha", value=VALUE, notes="Rack 4\nSecond floor")


def test_everything_known_is_shown_and_no_value(keyholder, key):
    answer = keyholder("keys", "show", key.id)
    facts = dict(line.split("  ", 1) for line in answer.lines if not line.startswith(" "))
    assert {name: text.strip() for name, text in facts.items()} == {
        "Id": key.id,
        "Name": "Koha",
        "Permission": "authentication",
        "Key": "••••44aa",
        "Origin": "From the portal",
        "Organisation": "Example University",
        "Owner": "-",
        "State": "active, 259 days left",
        "Created": "2026-06-15T12:00:00+00:00",
        "Expires": "2027-03-01",
        "Last working day": "2027-02-28",
        "Told by e-mail": "ada@example.org",
        "Notes": "Rack 4",
        "Used by": "not recorded",
    }
    assert answer.lines[-2].strip() == "Second floor"


STORY = ["uses", "successor", "chain", "replacement"]


def test_json_has_the_fields_of_a_list_and_what_hangs_on_the_key(keyholder, key):
    assert list(keyholder("keys", "show", key.id, "--json").json) == [*FIELDS, *STORY]


def test_json_has_the_value_only_when_revealed(keyholder, inventory, key):
    revealed = keyholder.opened("keys", "show", key.id, "--reveal", "--json").json
    assert list(revealed) == [*FIELDS, "value", *STORY]
    assert revealed["value"] == VALUE.reveal()
    assert inventory.inventory.audit.latest(1)[0].act is Act.REVEALED


def test_a_value_that_is_not_there_cannot_be_revealed(keyholder, inventory):
    key = add_key(inventory)
    answer = keyholder.opened("keys", "show", key.id, "--reveal")
    assert answer.code == 1
    assert "it has no value yet" in answer.told()


def test_a_removed_key_keeps_its_value_to_itself(keyholder, inventory, key):
    inventory.change.remove([key.id])
    shown = keyholder("keys", "show", key.id)
    assert "Removed           2026-06-15T12:00:00+00:00" in shown.out
    assert keyholder.opened("keys", "show", key.id, "--reveal").code == 1


def test_an_id_may_be_shortened_and_typed_in_capitals(keyholder, key):
    for typed in (key.id, key.id[:8], key.id[:13].upper()):
        assert keyholder("keys", "show", typed, "--json").json["id"] == key.id


def test_an_id_that_fits_several_keys_is_refused(keyholder, inventory):
    for number in range(17):  # one hexadecimal digit cannot tell as many apart
        create_key(inventory, f"Key {number}")
    digits = [key.id[0] for key in listed(inventory)]
    digit = next(one for one in digits if digits.count(one) > 1)
    answer = keyholder("keys", "show", digit)
    assert answer.code == 1
    assert (
        answer.told() == f"More than one key has an id that begins with {digit}. Give more of it."
    )


def test_an_id_that_is_nobodys_is_refused(keyholder, key):
    answer = keyholder("keys", "show", "zzz")
    assert answer.code == 1
    assert answer.told() == "There is no key zzz. List them to see their names and ids."


def test_what_is_to_do_in_the_portal_is_told_beside_the_page(keyholder, inventory, key):
    inventory.change.disable([key.id])
    answer = keyholder("keys", "show", key.id)
    assert "To do in the portal: Disable “Koha” in the portal" in answer.told()
