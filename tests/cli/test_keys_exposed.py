"""keys exposed."""

from datetime import date

import pytest

from app.core.replacement import Reason
from tests.cli.conftest import Keyholder
from tests.stage import add_key, create_key


@pytest.fixture
def made(inventory):
    return create_key(inventory, "made here")


@pytest.fixture
def portal(inventory):
    return add_key(inventory, "portal", permission="full")


def running(inventory) -> dict[str, tuple[Reason, bool]]:
    """Return why each key is being replaced, and whether it has a successor."""
    return {
        one.old.name: (one.replacement.reason, one.new is not None)
        for one in inventory.replacement_list.running()
    }


def test_without_yes_the_keys_are_shown_the_most_powerful_first_and_nothing_is_done(
    keyholder, inventory, made, portal
):
    answer = keyholder("keys", "exposed", made.id, portal.id)
    assert answer.code == 1
    assert answer.told() == (
        "Nothing was changed yet. Successors of keys made here would be made now; those of "
        "portal keys are to be created in the portal today. "
        "Add --yes to begin to replace 2 keys now."
    )
    heading, first, second = answer.lines
    assert heading.split() == [
        *("Key", "Name", "Permission", "Expires", "Outcome", "Successor", "Replacement"),
    ]
    assert first.split() == [portal.id[:8], "portal", "full", "2027-03-01", "-", "-", "-"]
    assert second.split()[:3] == [made.id[:8], "made", "here"]
    assert running(inventory) == {}


def test_with_yes_one_is_made_one_planned_and_one_skipped(keyholder, inventory, made, portal):
    already = add_key(inventory, "already", ending="00ff")
    under_way = create_key(inventory, "new", predecessor=already.id)
    [plan] = [one.replacement for one in inventory.replacement_list.running()]
    answer = keyholder.opened("keys", "exposed", made.id, portal.id, already.id, "--yes", "--json")
    assert answer.code == 0
    courses = {one.old.name: one for one in inventory.replacement_list.running()}
    successor = courses["made here"].new
    assert successor is not None
    assert answer.json == [
        {
            "key": portal.id,
            "key_name": "portal",
            "permission": "full",
            "expires_on": "2027-03-01",
            "outcome": "planned",
            "successor": None,
            "replacement": courses["portal"].replacement.id,
        },
        {
            "key": already.id,
            "key_name": "already",
            "permission": "authentication",
            "expires_on": "2027-03-01",
            "outcome": "skipped",
            "successor": under_way.id,
            "replacement": plan.id,
        },
        {
            "key": made.id,
            "key_name": "made here",
            "permission": "authentication",
            "expires_on": "2027-06-15",
            "outcome": "made",
            "successor": successor.id,
            "replacement": courses["made here"].replacement.id,
        },
    ]
    assert running(inventory) == {
        "made here": (Reason.EXPOSED, True),
        "portal": (Reason.EXPOSED, False),
        "already": (Reason.EXPIRY, True),
    }
    assert courses["portal"].replacement.planned_on == date(2026, 6, 15)


def test_the_table_tells_what_was_done_and_what_is_next(keyholder, inventory, made, portal):
    answer = keyholder.opened("keys", "exposed", made.id[:8], portal.id[:8], "--yes")
    _heading, first, second = answer.lines
    assert first.split()[4:6] == ["planned", "-"]
    assert second.split()[5] == "made"
    to_create, made_here = answer.notes
    assert to_create == (
        "keyholder: Create the planned ones in the portal today, and record each: "
        "keyholder replace KEY --expires DATE"
    )
    assert made_here == "keyholder: Made here, not known to OpenAthens: it opens nothing there."
    again = keyholder.opened("keys", "exposed", made.id, portal.id, "--yes")
    assert [line.split()[-3] for line in again.lines[1:]] == ["planned", "skipped"]
    assert again.code == 0
    assert len(running(inventory)) == 2


def test_keys_are_chosen_by_a_filter(keyholder, inventory, made, portal):
    answer = keyholder.opened("keys", "exposed", "--filter", "permission:full", "--yes", "--json")
    assert [one["key"] for one in answer.json] == [portal.id]
    assert set(running(inventory)) == {"portal"}


def test_removed_keys_are_left_out_and_told_of(keyholder, inventory, made, portal):
    inventory.change.remove([made.id])
    answer = keyholder.opened("keys", "exposed", made.id, portal.id, "--yes")
    assert answer.notes[0] == "keyholder: 1 key was left out: it is removed or superseded."
    assert set(running(inventory)) == {"portal"}
    alone = keyholder.opened("keys", "exposed", made.id, "--yes")
    assert (alone.code, alone.out) == (0, "")
    assert alone.notes[0] == "keyholder: There are no such keys."


def test_a_filter_that_finds_nothing_does_nothing(keyholder, inventory, made):
    answer = keyholder("keys", "exposed", "--filter", "nowhere", "--json")
    assert (answer.code, answer.out, answer.err) == (0, "[]\n", "")


@pytest.mark.parametrize("words", [(), ("KEY", "--filter", "made"), ("--filter", "owner>x")])
def test_neither_both_or_a_bad_filter_is_wrong_usage(keyholder, inventory, made, words):
    given = [made.id if word == "KEY" else word for word in words]
    assert keyholder.opened("keys", "exposed", *given, "--yes").code == 2
    assert running(inventory) == {}


def test_an_unknown_key_is_refused_and_a_locked_vault_cannot_tell(
    keyholder: Keyholder, inventory, made
):
    assert keyholder.opened("keys", "exposed", made.id, "zzz", "--yes").code == 1
    assert keyholder("keys", "exposed", made.id, "--yes").code == 3
    assert running(inventory) == {}
