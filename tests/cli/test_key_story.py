"""What keys list and keys show tell of uses, replacements and history."""

from datetime import date

import pytest

from tests.cli.conftest import Keyholder
from tests.cli.places import add_application, running
from tests.stage import add_key, create_key


@pytest.fixture
def key(inventory):
    return create_key(inventory, "Koha")


def used_by(keyholder: Keyholder) -> str:
    """Return what stands in the column of the one key that is listed."""
    heading, row = keyholder("keys", "list").lines
    at = heading.index("Used by")
    return row[at : heading.index("Expires")].strip()


def test_the_list_counts_what_uses_a_key_and_tells_nothing_from_unknown(keyholder, inventory, key):
    assert used_by(keyholder) == "?"
    keyholder.opened("uses", "none", key.id)
    assert used_by(keyholder) == "nothing"
    add_application(inventory, "Koha main", key)
    add_application(inventory, "Moodle", key)
    assert used_by(keyholder) == "2"
    [listed] = keyholder("keys", "list", "--json").json
    assert (listed["used_by"], listed["unused_confirmed_at"]) == (2, None)


def test_a_key_shows_where_it_is_and_whom_to_call(keyholder, inventory, key):
    koha = add_application(
        inventory, "Koha main", key, place="oaapikey", contact_email="grace@example.org"
    )
    assert "Used by           Koha main; in oaapikey; call grace@example.org" in (
        keyholder("keys", "show", key.id).lines
    )
    [use] = keyholder("keys", "show", key.id, "--json").json["uses"]
    assert (use["application"], use["place"], use["contact_email"]) == (
        *(koha.id, "oaapikey", "grace@example.org"),
    )


def test_a_key_shows_who_confirmed_that_nothing_uses_it(keyholder, key):
    keyholder.opened("uses", "none", key.id)
    assert "Used by           nothing, as tester confirmed on 2026-06-15" in (
        keyholder("keys", "show", key.id).lines
    )


def test_a_key_shows_what_it_replaced_and_what_replaces_it(keyholder, inventory, key):
    add_application(inventory, "Koha main", key)
    second = keyholder.opened("replace", key.id, "--name", "Second", "--json").json["key"]["id"]
    third = keyholder.opened("replace", second, "--name", "Third", "--json").json["key"]["id"]
    page = keyholder("keys", "show", second).lines
    assert f"Predecessor       {key.id}  Koha" in page
    assert f"Successor         {third}  Third" in page
    shown = keyholder("keys", "show", second, "--json").json
    assert shown["successor"] == third
    assert [one["name"] for one in shown["chain"]] == ["Koha", "Second", "Third"]


def test_a_key_shows_how_far_its_replacement_is(keyholder, inventory, key):
    add_application(inventory, "Koha main", key)
    add_application(inventory, "Moodle", key)
    keyholder.opened("replace", key.id)
    replacement = running(inventory)
    keyholder.opened("replacements", "step", replacement, "Moodle")
    assert f"Replacement       {replacement}  open, 1 of 2 places still to do" in (
        keyholder("keys", "show", key.id).lines
    )
    shown = keyholder("keys", "show", key.id, "--json").json["replacement"]
    assert (shown["id"], shown["places"], shown["left"]) == (replacement, 2, 1)


def test_a_key_tells_its_history_when_asked(keyholder, inventory, clock):
    key = add_key(inventory, "Koha", expires_on=date(2027, 3, 1))
    clock.turn(days=1)
    keyholder.opened("keys", "edit", key.id, "--name", "Koha, north")
    page = keyholder("keys", "show", key.id, "--history").lines
    assert page[-2:] == [
        (
            "History           2026-06-16T12:00:00+00:00  tester  "
            "Changed: name was “Koha”, is “Koha, north”"
        ),
        "                  2026-06-15T12:00:00+00:00  tester  Added, as the portal shows it",
    ]
    shown = keyholder("keys", "show", key.id, "--history", "--json").json["history"]
    assert [(one["act"], one["actor"]) for one in shown] == [
        ("edited", "tester"),
        ("added", "tester"),
    ]
    assert "history" not in keyholder("keys", "show", key.id, "--json").json
