"""Who else is told, and what a key replaces: options of keys and organisations."""

import pytest

from app.core.key import Key
from app.services.suite import Services
from tests.stage import add_key, listed

CREATE = ("keys", "create", "--name", "Koha", "--permission", "full", "--json")
ADD = (
    *("keys", "add", "--name", "Koha", "--permission", "full"),
    *("--expires", "2027-03-01", "--ending", "4f2e", "--json"),
)
TWO = "desk@example.org, it@example.org"


@pytest.fixture
def key(inventory: Services) -> Key:
    return add_key(inventory, "Evergreen", also_tell=("desk@example.org",))


@pytest.mark.parametrize("verb", [CREATE, ADD])
@pytest.mark.parametrize("given", [TWO, "desk@example.org it@example.org", f" {TWO} , "])
def test_a_new_key_tells_others_too(keyholder, inventory, verb, given):
    answer = keyholder.opened(*verb, "--also-tell", given)
    assert answer.code == 0
    assert answer.json["also_tell"] == ["desk@example.org", "it@example.org"]
    [key] = listed(inventory)
    assert inventory.keys.people().told(key) == (
        *("ada@example.org", "desk@example.org", "it@example.org"),
    ), "its owner first"


@pytest.mark.parametrize("verb", [CREATE, ADD])
def test_a_new_key_tells_nobody_else_unless_that_is_said(keyholder, inventory, verb):
    made = keyholder.opened(*verb).json
    assert (made["also_tell"], made["predecessor"]) == ([], None)


@pytest.mark.parametrize("verb", [CREATE, ADD])
def test_what_is_no_address_is_wrong_usage_and_makes_nothing(keyholder, inventory, verb):
    answer = keyholder.opened(*verb, "--also-tell", "desk@example.org, the desk")
    assert answer.code == 2
    assert "Invalid value for '--also-tell'" in answer.told()
    assert not listed(inventory)


def test_the_page_of_a_key_names_who_is_told(keyholder, inventory, key):
    answer = keyholder("keys", "show", key.id)
    [line] = [one for one in answer.lines if one.startswith("Told by e-mail")]
    assert line.endswith("desk@example.org, ada@example.org")


def test_addresses_are_changed_and_emptied(keyholder, inventory, key):
    answer = keyholder.opened("keys", "edit", key.id, "--also-tell", TWO)
    assert (answer.code, answer.out) == (0, "Changed “Evergreen”.\n")
    assert inventory.keys.get(key.id).also_tell == ("desk@example.org", "it@example.org")
    answer = keyholder.opened("keys", "edit", key.id, "--also-tell", "")
    assert (answer.code, inventory.keys.get(key.id).also_tell) == (0, ())


def test_other_edits_leave_the_addresses(keyholder, inventory, key):
    keyholder.opened("keys", "edit", key.id, "--notes", "rack 4")
    assert inventory.keys.get(key.id).also_tell == ("desk@example.org",)


def test_a_wrong_address_in_an_edit_is_wrong_usage(keyholder, inventory, key):
    answer = keyholder.opened("keys", "edit", key.id, "--also-tell", "the desk")
    assert answer.code == 2
    assert inventory.keys.get(key.id).also_tell == ("desk@example.org",)


def test_keys_of_which_nobody_is_told_are_found(keyholder, inventory, key):
    keyholder.opened("accounts", "edit", "Ada Tester", "--email", "")
    add_key(inventory, "Untold", ending="88aa")

    def found(text: str) -> list[str]:
        answer = keyholder("keys", "list", "--filter", text, "--json")
        return [one["name"] for one in answer.json]

    assert found("told:none") == ["Untold"]
    assert found("-told:none") == ["Evergreen"]
    assert keyholder("keys", "list", "--filter", "told:ada").code == 2
    [untold] = listed(inventory, filter="told:none")
    [line] = [
        one
        for one in keyholder("keys", "show", untold.id).lines
        if one.startswith("Told by e-mail")
    ]
    assert line.endswith("nobody")


def test_an_organisation_tells_others_of_all_its_keys(keyholder, inventory, key):
    home = inventory.organisations.default().id
    answer = keyholder.opened("organisations", "edit", home, "--also-tell", TWO)
    assert (answer.code, answer.out) == (0, "Changed “Example University”.\n")
    [found] = keyholder("organisations", "list", "--json").json
    assert found["also_tell"] == ["desk@example.org", "it@example.org"]
    assert "it@example.org" in inventory.keys.people().told(inventory.keys.get(key.id))
    keyholder.opened("organisations", "edit", home, "--also-tell", "")
    assert inventory.organisations.default().also_tell == ()


def test_a_new_organisation_tells_others_too(keyholder, inventory):
    answer = keyholder.opened(
        "organisations", "create", "--name", "Campus", "--also-tell", "desk@example.org"
    )
    assert answer.code == 0
    assert inventory.organisations.find("Campus").also_tell == ("desk@example.org",)


@pytest.mark.parametrize("verb", [["create", "--name", "Campus"], ["edit", "Example University"]])
def test_a_wrong_address_of_an_organisation_is_wrong_usage(keyholder, inventory, verb):
    answer = keyholder.opened("organisations", *verb, "--also-tell", "the desk")
    assert answer.code == 2
    assert "Invalid value for '--also-tell'" in answer.told()
    assert [one.also_tell for one in inventory.organisations.all()] == [()]


@pytest.mark.parametrize("verb", [CREATE, ADD])
def test_a_successor_knows_what_it_takes_the_place_of(keyholder, inventory, key, verb):
    answer = keyholder.opened(*verb, "--replaces", key.id[:8])
    assert answer.json["predecessor"] == key.id
    page = keyholder("keys", "show", answer.json["id"])
    [line] = [one for one in page.lines if one.startswith("Predecessor")]
    assert line.split(maxsplit=1)[1] == f"{key.id}  Evergreen"
    assert inventory.keys.get(key.id).predecessor is None


@pytest.mark.parametrize("verb", [CREATE, ADD])
def test_a_successor_of_nothing_is_refused(keyholder, inventory, verb):
    answer = keyholder.opened(*verb, "--replaces", "zzz")
    assert answer.code == 1
    assert answer.told().startswith("There is no key zzz.")
    assert not listed(inventory)
