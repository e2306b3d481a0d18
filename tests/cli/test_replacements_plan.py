"""replacements plan."""

from datetime import date

import pytest

from app.core.organisation import AccountDraft, OrganisationDraft
from tests.cli.conftest import Keyholder
from tests.stage import add_key, create_key

PLAN = ("replacements", "plan")


@pytest.fixture
def keys(inventory):
    """Two keys of one day, and one of another."""
    return [
        add_key(inventory, "A", expires_on=date(2026, 9, 1)),
        add_key(inventory, "B", expires_on=date(2026, 9, 1)),
        add_key(inventory, "C", expires_on=date(2026, 10, 1), permission="full"),
    ]


def planned(keyholder: Keyholder) -> list[tuple[str, str]]:
    """Return what is stored: the key and its day."""
    found = keyholder("replacements", "list", "--json").json
    return [(one["old_name"], one["planned_on"]) for one in found]


def test_keys_that_expire_in_a_period_get_a_working_day_each(keyholder, keys):
    answer = keyholder.opened(*PLAN, "--until", "2026-09-30", "--start", "2026-06-19", "--json")
    assert [(one["key_name"], one["planned_on"]) for one in answer.json] == [
        ("A", "2026-06-19"),
        ("B", "2026-06-22"),
    ]
    first = answer.json[0]
    assert first == {
        "replacement": first["replacement"],
        "key": keys[0].id,
        "key_name": "A",
        "permission": "authentication",
        "expires_on": "2026-09-01",
        "planned_on": "2026-06-19",
        "successor_expires_on": "2027-06-19",
        "shared": False,
    }
    assert planned(keyholder) == [("A", "2026-06-19"), ("B", "2026-06-22")]
    shown = keyholder("replacements", "show", first["replacement"][:8], "--json").json
    assert (shown["state"], shown["new"]) == ("planned", None)


def test_the_table_is_the_plan_and_says_what_to_do_next(keyholder, keys):
    answer = keyholder.opened(*PLAN, "--from", "2026-10-01", "--until", "2026-10-01")
    heading, row = answer.lines
    [stored] = keyholder("replacements", "list", "--json").json
    assert heading.split()[:3] == ["Day", "Key", "Name"]
    assert row.split() == [
        *("2026-06-15", keys[2].id[:8], "C", "full", "2026-10-01", "2027-06-15"),
        *("-", stored["id"][:8]),
    ]
    assert answer.told() == "Begin each on its day: keyholder replace KEY"


def test_a_dry_run_stores_nothing_and_needs_no_open_vault(keyholder, keys):
    answer = keyholder(*PLAN, "--until", "2026-12-31", "--dry-run", "--json")
    assert [one["key_name"] for one in answer.json] == ["A", "B", "C"]
    assert {one["replacement"] for one in answer.json} == {None}
    assert answer.told() == "This is how it would be: nothing was stored."
    assert planned(keyholder) == []


def test_a_filter_chooses_and_all_at_once_begins_with_the_most_powerful(keyholder, inventory, keys):
    home = inventory.organisations.default().id
    smith = inventory.accounts.create(AccountDraft(name="Smith", organisation=home))
    inventory.change.set_owner([keys[0].id, keys[2].id], smith.id)
    answer = keyholder.opened(
        *PLAN, "--filter", "owner:smith", "--reason", "person_left", "--at-once", "--json"
    )
    assert [(one["key_name"], one["planned_on"]) for one in answer.json] == [
        ("C", "2026-06-15"),
        ("A", "2026-06-15"),
    ]
    reasons = {one["reason"] for one in keyholder("replacements", "list", "--json").json}
    assert reasons == {"person_left"}


def test_one_organisation_alone(keyholder, inventory, keys):
    campus = inventory.organisations.create(OrganisationDraft(name="Campus")).id
    add_key(inventory, "D", organisation=campus, expires_on=date(2026, 9, 1))
    keyholder.opened(*PLAN, "--until", "2026-12-31", "--organisation", "campus")
    assert planned(keyholder) == [("D", "2026-06-15")]


def test_keys_being_replaced_are_left_out_and_that_is_said(keyholder, keys):
    keyholder.opened(*PLAN, "--filter", "A")
    answer = keyholder.opened(*PLAN, "--until", "2026-09-30", "--json")
    assert [one["key_name"] for one in answer.json] == ["B"]
    assert answer.notes[0] == (
        "keyholder: 1 key was left out: it is being replaced already, or is not in use."
    )


def test_nothing_to_plan_is_told_beside_the_output(keyholder, inventory):
    create_key(inventory, "Next year")
    answer = keyholder.opened(*PLAN, "--until", "2026-12-31")
    assert (answer.code, answer.out) == (0, "")
    assert answer.told() == "There is nothing to plan."
    assert keyholder.opened(*PLAN, "--until", "2026-12-31", "--json").out == "[]\n"


def test_too_few_days_are_shared_and_said_so(keyholder, inventory):
    for name in ("A", "B"):
        add_key(inventory, name, expires_on=date(2026, 6, 16))
    [_first, second] = keyholder(*PLAN, "--until", "2026-06-30", "--dry-run", "--json").json
    assert (second["planned_on"], second["shared"]) == ("2026-06-15", True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Give either --until or --filter."),
        (("--until", "2026-12-31", "--filter", "A"), "Give either --until or --filter."),
        (("--filter", "A", "--from", "2026-12-31"), "Give --from beside --until alone."),
        (("--until", "soon"), "is not a date"),
        (("--filter", "nonsense:1"), "The filter knows no “nonsense:”"),
        (
            ("--until", "2026-12-31", "--start", "2026-06-14"),
            "Invalid value for '--start': A plan cannot begin in the past.",
        ),
    ],
)
def test_what_cannot_be_planned_is_wrong_usage(keyholder, keys, words, said):
    answer = keyholder.opened(*PLAN, *words)
    assert answer.code == 2
    assert said in answer.told()
    assert planned(keyholder) == []


def test_a_locked_vault_cannot_store_a_plan(keyholder, keys):
    assert keyholder(*PLAN, "--until", "2026-12-31").code == 3
