"""accounts list, create, edit, remove, mine."""

from datetime import date

import pytest

from app.core.organisation import AccountDraft, OrganisationDraft
from tests.cli.conftest import Keyholder
from tests.stage import create_key


@pytest.fixture
def ben(inventory):
    return inventory.accounts.create(
        AccountDraft(
            name="Ben",
            email="ben@example.org",
            organisation=inventory.organisations.default().id,
            expires_on=date(2027, 1, 1),
        )
    )


def of(keyholder: Keyholder, name: str) -> dict[str, object]:
    """Return the account of *name* as JSON shows it."""
    found: dict[str, object]
    (found,) = [one for one in keyholder("accounts", "list", "--json").json if one["name"] == name]
    return found


def test_json_has_every_field(keyholder, inventory, ben):
    create_key(inventory, owner=ben.id)
    assert of(keyholder, "Ben") == {
        "id": ben.id,
        "name": "Ben",
        "email": "ben@example.org",
        "organisation": "Example University",
        "expires_on": "2027-01-01",
        "keys_owned": 1,
        "keys_told": 1,
        "mine": False,
        "created_at": "2026-06-15T12:00:00+00:00",
    }


def test_yours_has_a_star(keyholder, ben):
    _heading, ada, other = keyholder("accounts", "list").lines
    assert ada.split()[1:3] == ["Ada", "Tester"]
    assert ada.endswith("*")
    assert not other.endswith("*")


def test_an_account_is_created(keyholder, inventory):
    inventory.organisations.create(OrganisationDraft(name="Campus"))
    answer = keyholder.opened(
        *("accounts", "create", "--name", "Cem", "--email", "cem@example.org"),
        *("--organisation", "Campus", "--expires", "2027-02-01"),
    )
    made = of(keyholder, "Cem")
    assert answer.out == f"Created “Cem” with the id {made['id']}.\n"
    assert (made["organisation"], made["expires_on"]) == ("Campus", "2027-02-01")


def test_it_belongs_to_your_organisation_unless_said(keyholder, inventory):
    keyholder.opened("accounts", "create", "--name", "Cem")
    made = of(keyholder, "Cem")
    assert (made["organisation"], made["email"]) == ("Example University", "")
    assert made["expires_on"] is None


def test_an_account_is_changed_where_it_is_said(keyholder, inventory, ben):
    inventory.organisations.create(OrganisationDraft(name="Campus"))
    answer = keyholder.opened(
        *("accounts", "edit", "ben@example.org", "--name", "Benno", "--organisation", "Campus"),
        "--no-expiry",
    )
    after = of(keyholder, "Benno")
    assert answer.out == "Changed “Benno”.\n"
    assert (after["organisation"], after["expires_on"]) == ("Campus", None)
    assert after["email"] == "ben@example.org"
    keyholder.opened("accounts", "edit", ben.id[:8], "--email", "", "--expires", "2028-01-01")
    after = of(keyholder, "Benno")
    assert (after["email"], after["expires_on"]) == ("", "2028-01-01")


@pytest.mark.parametrize("words", [[], ["--expires", "2027-01-01", "--no-expiry"]])
def test_an_edit_of_nothing_or_of_both_is_wrong_usage(keyholder, ben, words):
    assert keyholder.opened("accounts", "edit", "Ben", *words).code == 2


def test_a_bad_address_is_wrong_usage(keyholder, ben):
    answer = keyholder.opened("accounts", "edit", "Ben", "--email", "nowhere")
    assert answer.code == 2
    assert "Invalid value for '--email'" in answer.told()


def test_another_account_becomes_yours(keyholder, inventory, ben):
    answer = keyholder.opened("accounts", "mine", "Ben")
    assert answer.out == "Your account is “Ben”.\n"
    assert of(keyholder, "Ben")["mine"] is True
    assert of(keyholder, "Ada Tester")["mine"] is False
    key = keyholder.opened("keys", "create", "--name", "X", "--permission", "full", "--json").json
    assert key["owner"] == "Ben"


def test_an_account_without_keys_is_removed(keyholder, ben):
    assert keyholder.opened("accounts", "remove", ben.id[:8]).out == "Removed “Ben”.\n"
    assert len(keyholder("accounts", "list", "--json").json) == 1


def test_when_all_are_removed_that_is_told(keyholder, services):
    keyholder.opened("accounts", "remove", "Ada Tester")
    answer = keyholder("accounts", "list")
    assert (answer.out, answer.told()) == ("", "There are no accounts.")
    created = keyholder.opened("keys", "create", "--name", "Koha", "--permission", "full", "--json")
    assert created.json["owner"] is None


def test_an_account_that_owns_a_key_is_kept(keyholder, inventory, ben):
    create_key(inventory, owner=ben.id)
    answer = keyholder.opened("accounts", "remove", "Ben")
    assert answer.code == 1
    assert "1 key is owned by this account" in answer.told()
