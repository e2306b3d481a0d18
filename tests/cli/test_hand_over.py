"""accounts show, accounts hand-over."""

import pytest

from app.core.key import KeyState
from tests.cli.conftest import Keyholder
from tests.stage import create_key


@pytest.fixture
def keys(inventory, grace):
    """Keys that Grace owns: one in use, one removed."""
    kept, removed = (create_key(inventory, name, owner=grace.id) for name in ("Koha", "Former"))
    inventory.change.remove([removed.id])
    return kept, removed


def owned(keyholder: Keyholder, account: str) -> list[tuple[str, str]]:
    found = keyholder("accounts", "show", account, "--json").json["keys"]
    return sorted((one["name"], one["state"]) for one in found)


def test_an_account_is_shown_with_all_the_keys_that_it_owns(keyholder, grace, keys):
    shown = keyholder("accounts", "show", "grace", "--json").json
    [listed] = [
        one for one in keyholder("accounts", "list", "--json").json if one["name"] == "Grace"
    ]
    assert {name: shown[name] for name in listed} == listed
    assert owned(keyholder, "grace") == [("Former", "removed"), ("Koha", "active")]
    page = keyholder("accounts", "show", grace.id[:8]).out
    assert "Expires          2026-06-22" in page
    assert "Owns             1" in page
    assert "Told of          0" in page
    assert f"Keys             {keys[0].id[:8]}  Koha  active, 365 days left\n" in page
    assert f"Out of the list  {keys[1].id[:8]}  Former  removed\n" in page


def test_an_account_without_a_removed_key_has_no_line_for_them(keyholder, inventory, grace):
    page = keyholder("accounts", "show", "Grace").out
    assert page.splitlines()[-1] == "Keys          -"
    create_key(inventory, "Koha", owner=grace.id)
    assert "Out of the list" not in keyholder("accounts", "show", "Grace").out


def test_all_keys_are_handed_over_removed_ones_too(keyholder, grace, keys):
    answer = keyholder.opened("accounts", "hand-over", "Grace", "Ada Tester")
    assert answer.out == "Handed 2 keys over from “Grace” to “Ada Tester”.\n"
    assert owned(keyholder, "Grace") == []
    assert owned(keyholder, "Ada Tester") == [("Former", "removed"), ("Koha", "active")]
    assert keyholder.opened("accounts", "remove", "Grace").code == 0


def test_keys_are_handed_to_nobody_and_listed_as_json(keyholder, inventory, keys):
    answer = keyholder.opened("accounts", "hand-over", "Grace", "--nobody", "--json")
    assert {one["id"]: one["owner"] for one in answer.json} == {key.id: None for key in keys}
    assert inventory.keys.get(keys[1].id).state_on(keys[1].expires_on) is KeyState.REMOVED


@pytest.mark.parametrize("words", [(), ("Ada Tester", "--nobody")])
def test_to_whom_is_said_once(keyholder, keys, words):
    answer = keyholder.opened("accounts", "hand-over", "Grace", *words)
    assert answer.code == 2
    assert "Give either another account or --nobody." in answer.told()


def test_nothing_to_hand_over_is_told_beside_the_output(keyholder, grace, keys):
    answer = keyholder.opened("accounts", "hand-over", "Ada Tester", "Grace")
    assert (answer.code, answer.out) == (0, "")
    assert answer.told() == "There was nothing to hand over."


def test_nobody_hands_over_to_themselves(keyholder, grace, keys):
    answer = keyholder.opened("accounts", "hand-over", "Grace", "Grace")
    assert answer.code == 2
    assert "These are one and the same account." in answer.told()


def test_unknown_accounts_are_refused_and_a_locked_vault_cannot_tell(keyholder, keys):
    assert keyholder("accounts", "show", "Nobody").code == 1
    assert keyholder.opened("accounts", "hand-over", "Grace", "Nobody").code == 1
    assert keyholder("accounts", "hand-over", "Grace", "Ada Tester").code == 3
    assert owned(keyholder, "Ada Tester") == []


def test_a_name_that_two_accounts_have_is_refused(keyholder, inventory, grace):
    twin = inventory.accounts.create(grace)
    answer = keyholder("accounts", "show", "Grace")
    assert answer.code == 1
    assert answer.told().startswith("More than one account is called “Grace”.")
    assert keyholder("accounts", "show", twin.id, "--json").json["id"] == twin.id
