"""organisations list, create, edit, remove."""

import pytest

from app.core.organisation import OrganisationDraft
from tests.cli.conftest import Keyholder
from tests.cli.places import add_application
from tests.stage import create_key


@pytest.fixture
def campus(inventory):
    parent = inventory.organisations.default().id
    return inventory.organisations.create(
        OrganisationDraft(name="North campus", time_zone="Europe/Berlin", parent=parent)
    )


def of(keyholder: Keyholder, name: str) -> dict[str, object]:
    """Return the organisation called *name* as JSON shows it."""
    found: dict[str, object]
    (found,) = [
        one for one in keyholder("organisations", "list", "--json").json if one["name"] == name
    ]
    return found


def test_json_has_every_field(keyholder, campus):
    assert of(keyholder, "North campus") == {
        "id": campus.id,
        "name": "North campus",
        "domain": "",
        "organisation_id": "",
        "time_zone": "Europe/Berlin",
        "reports_api": False,
        "lifetime_months": 12,
        "parent": "Example University",
        "also_tell": [],
        "created_at": "2026-06-15T12:00:00+00:00",
    }


def test_the_table_names_them(keyholder, campus):
    _heading, first, second = keyholder("organisations", "list").lines
    assert first.split()[1:] == [
        *("Example", "University", "example.org", "-", "Europe/London", "12", "yes", "-"),
    ]
    assert second.split()[:3] == [campus.id[:8], "North", "campus"]
    assert second.endswith("Example University")


def test_an_organisation_is_created(keyholder, inventory):
    answer = keyholder.opened(
        *("organisations", "create", "--name", "Library", "--parent", "Example University"),
        *("--domain", "lib.example.org", "--organisation-id", "77", "--reports-api"),
        *("--time-zone", "UTC", "--lifetime-months", "3"),
    )
    made = of(keyholder, "Library")
    assert answer.out == f"Created “Library” with the id {made['id']}.\n"
    assert made["parent"] == "Example University"
    assert (made["domain"], made["organisation_id"]) == ("lib.example.org", "77")
    assert (made["reports_api"], made["lifetime_months"]) == (True, 3)


def test_its_new_keys_live_as_long_as_it_says(keyholder, inventory):
    keyholder.opened("organisations", "create", "--name", "Library", "--lifetime-months", "1")
    key = keyholder.opened(
        *("keys", "create", "--name", "Koha", "--permission", "full"),
        *("--organisation", "Library", "--json"),
    ).json
    assert key["expires_on"] == "2026-07-15"


def test_an_organisation_is_changed_where_it_is_said(keyholder, campus):
    answer = keyholder.opened(
        *("organisations", "edit", "north campus", "--name", "Campus", "--reports-api"),
        "--no-parent",
    )
    after = of(keyholder, "Campus")
    assert answer.out == "Changed “Campus”.\n"
    assert (after["parent"], after["reports_api"]) == (None, True)
    assert (after["time_zone"], after["lifetime_months"]) == ("Europe/Berlin", 12)
    keyholder.opened("organisations", "edit", campus.id[:8], "--no-reports-api")
    assert of(keyholder, "Campus")["reports_api"] is False


@pytest.mark.parametrize("words", [[], ["--parent", "Example University", "--no-parent"]])
def test_an_edit_of_nothing_or_of_both_is_wrong_usage(keyholder, campus, words):
    answer = keyholder.opened("organisations", "edit", campus.id, *words)
    assert answer.code == 2
    assert answer.told()


def test_a_circle_is_wrong_usage(keyholder, campus):
    answer = keyholder.opened(
        "organisations", "edit", "Example University", "--parent", "North campus"
    )
    assert answer.code == 2
    assert "its own sub-organisation" in answer.told()


def test_a_name_twice_is_wrong_usage(keyholder, campus):
    answer = keyholder.opened("organisations", "create", "--name", "NORTH campus")
    assert answer.code == 2
    assert "Invalid value for '--name'" in answer.told()


def test_an_unused_organisation_is_removed(keyholder, campus):
    assert keyholder.opened("organisations", "remove", "North campus").out == (
        "Removed “North campus”.\n"
    )
    assert len(keyholder("organisations", "list", "--json").json) == 1


def test_an_organisation_with_a_key_is_kept(keyholder, inventory, campus):
    create_key(inventory, organisation=campus.id)
    answer = keyholder.opened("organisations", "remove", "North campus")
    assert answer.code == 1
    assert "1 key belongs to it" in answer.told()


def test_an_unknown_organisation_is_refused(keyholder, services):
    assert keyholder.opened("organisations", "remove", "Nowhere").code == 1


def test_an_organisation_is_shown_with_its_keys_by_state_and_its_applications(
    keyholder, inventory, campus
):
    key = create_key(inventory, organisation=campus.id)
    inventory.change.remove([create_key(inventory, "Gone", organisation=campus.id).id])
    create_key(inventory, "Elsewhere")
    koha = add_application(inventory, "Koha main", key, organisation=campus.id)
    shown = keyholder("organisations", "show", "north campus", "--json").json
    assert shown["keys"] == {
        **dict.fromkeys(("expired", "expiring", "disabled", "superseded"), 0),
        "active": 1,
        "removed": 1,
    }
    assert shown["applications"] == [{"id": koha.id, "name": "Koha main", "keys_used": 1}]
    assert {name: shown[name] for name in of(keyholder, "North campus")} == of(
        keyholder, "North campus"
    )
    page = keyholder("organisations", "show", campus.id[:8]).lines
    assert "Keys                 active 1, removed 1" in page
    assert f"Applications         {koha.id[:8]}  Koha main  1 key" in page


def test_an_organisation_with_an_application_is_kept(keyholder, inventory, campus):
    add_application(inventory, "Koha main", organisation=campus.id)
    answer = keyholder.opened("organisations", "remove", "North campus")
    assert answer.code == 1
    assert "1 application belongs to it" in answer.told()
    assert keyholder("organisations", "show", "Nowhere").code == 1
