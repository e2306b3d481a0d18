"""replacements list, show, step, close, cancel."""

from datetime import date

import pytest

from app.core.organisation import OrganisationDraft
from app.core.replacement import Reason
from app.services import replacement_list
from tests.cli.conftest import Keyholder
from tests.cli.places import add_application, running, users
from tests.stage import add_key, create_key

SUCCESSOR = ("--expires", "2027-06-01", "--ending", "77aa", "--name", "New")


@pytest.fixture
def old(inventory):
    key = add_key(inventory, "Old", expires_on=date(2026, 7, 10))
    add_application(inventory, "Koha main", key, place="oaapikey", contact_name="Grace")
    add_application(inventory, "Moodle", key, kind="other")
    return key


@pytest.fixture
def begun(keyholder, inventory, old):
    """The id of a replacement with two places to do."""
    keyholder.opened("replace", old.id, *SUCCESSOR)
    return running(inventory)


def shown(keyholder: Keyholder, replacement: str) -> dict[str, object]:
    found: dict[str, object] = keyholder("replacements", "show", replacement, "--json").json
    return found


def test_json_has_every_field(keyholder, inventory, old, begun):
    [course] = inventory.replacement_list.running()
    assert course.new is not None
    assert keyholder("replacements", "list", "--json").json == [
        {
            "id": begun,
            "state": "open",
            "reason": "expiry",
            "old": old.id,
            "old_name": "Old",
            "new": course.new.id,
            "new_name": "New",
            "planned_on": None,
            "days_left": 25,
            "places": 2,
            "left": 2,
            "places_known": True,
            "created_at": "2026-06-15T12:00:00+00:00",
            "created_by": "tester",
            "begun_at": "2026-06-15T12:00:00+00:00",
            "closed_at": None,
            "cancelled_at": None,
        }
    ]


def test_the_table_has_the_most_urgent_first(keyholder, inventory, old, begun):
    planned = create_key(inventory, "Later")
    inventory.replacements.plan([(planned.id, date(2026, 8, 3))], Reason.EXPIRY)
    heading, first, second = keyholder("replacements", "list").lines
    assert heading.split()[:4] == ["Id", "State", "Key", "Name"]
    assert first.split()[:4] == [begun[:8], "open", old.id[:8], "Old"]
    assert first.endswith("2 of 2 places still to do")
    assert second.split()[1:] == [
        *("planned", planned.id[:8], "Later", "-", "expiry", "2026-08-03", "365"),
        *("nobody", "said", "where", "it", "is", "used"),
    ]


def test_the_list_has_one_state_or_one_organisation_alone(keyholder, inventory, begun):
    inventory.organisations.create(OrganisationDraft(name="Campus"))

    def ids(*words: str) -> list[str]:
        return [one["id"] for one in keyholder("replacements", "list", *words, "--json").json]

    assert ids("--state", "open") == ids("--organisation", "Example University") == [begun]
    assert ids("--state", "late") == ids("--organisation", "Campus") == []
    keyholder.opened("replacements", "cancel", begun)
    assert (ids(), ids("--state", "closed"), ids("--state", "cancelled")) == ([], [], [begun])


def test_a_long_list_of_one_state_is_cut_after_the_state_was_chosen(
    keyholder, inventory, monkeypatch
):
    monkeypatch.setattr(replacement_list, "MOST", 2)
    for number in range(5):
        key = create_key(inventory, f"Key {number}")
        plans = inventory.replacements.plan([(key.id, date(2026, 7, 1))], Reason.EXPIRY)
        inventory.replacements.cancel(plans.planned[0].id)
        successor = create_key(inventory, "New", predecessor=key.id)
        [*_, begun] = inventory.replacement_list.of_key(successor.id)
        inventory.change.confirm_unused([key.id])
        inventory.replacements.close(begun.replacement.id, disable=True, remove=False)
        if number == 1:
            whole = keyholder("replacements", "list", "--state", "cancelled", "--json")
            assert (len(whole.json), whole.err) == (2, "")
    for state in ("closed", "cancelled"):
        cut = keyholder("replacements", "list", "--state", state, "--json")
        assert [one["state"] for one in cut.json] == [state, state]
        assert cut.told() == "The latest 2 of 5 alone are listed."
        assert len(keyholder("replacements", "list", "--state", state).lines) == 3


def test_an_empty_list_is_told_beside_the_output(keyholder, services):
    answer = keyholder("replacements", "list")
    assert (answer.code, answer.out) == (0, "")
    assert answer.told() == "There are no such replacements."
    assert keyholder("replacements", "list", "--state", "closed", "--json").out == "[]\n"


def test_a_step_is_done_with_a_note_and_the_checklist_tells(keyholder, inventory, old, begun):
    answer = keyholder.opened(
        "replacements", "step", begun[:8], "koha MAIN", "--note", "Restarted it"
    )
    assert answer.out == "“Koha main” has the new key: done. 1 of 2 places still to do.\n"
    assert users(inventory, old) == ["Moodle"]
    page = keyholder("replacements", "show", begun).lines
    assert page[-2:] == [
        "Checklist  to do  Moodle; no contact recorded",
        "           done   Koha main; moved on 2026-06-15 by tester (Restarted it)",
    ]
    [koha, moodle] = keyholder("replacements", "show", begun, "--json").json["steps"]
    assert (koha["application_name"], koha["place"]) == ("Koha main", "oaapikey")
    assert (koha["done"], koha["done_by"], koha["note"]) == (True, "tester", "Restarted it")
    assert koha["done_at"] == "2026-06-15T12:00:00+00:00"
    assert (moodle["done"], moodle["done_at"], moodle["done_by"]) == (False, None, None)


def test_a_step_is_taken_back(keyholder, inventory, old, begun):
    keyholder.opened("replacements", "step", begun, "Koha main")
    answer = keyholder.opened("replacements", "step", begun, "Koha main", "--undo")
    assert answer.out == (
        "“Koha main” has the old key again: it is to do. 2 of 2 places still to do.\n"
    )
    assert users(inventory, old) == ["Koha main", "Moodle"]
    again = keyholder.opened("replacements", "step", begun, "Koha main", "--undo")
    assert again.code == 1
    assert "it was not moved here" in again.told()


@pytest.mark.parametrize("words", [("Koha main",), ("Elsewhere",), ("Nowhere",)])
def test_a_step_that_is_none_is_refused(keyholder, inventory, begun, words):
    add_application(inventory, "Elsewhere")
    keyholder.opened("replacements", "step", begun, "Koha main")
    assert keyholder.opened("replacements", "step", begun, *words).code == 1


def test_a_note_beside_an_undo_is_wrong_usage(keyholder, begun):
    words = ("replacements", "step", begun, "Koha main", "--undo", "--note", "x")
    assert keyholder.opened(*words).code == 2


def test_after_the_last_step_it_is_said_how_to_close(keyholder, begun):
    keyholder.opened("replacements", "step", begun, "Koha main")
    answer = keyholder.opened("replacements", "step", begun, "Moodle")
    assert answer.out == "“Moodle” has the new key: done. All 2 places moved.\n"
    assert answer.told() == (
        f"Nothing uses the old key any more: keyholder replacements close {begun[:8]}"
    )


def test_a_replacement_with_places_left_is_not_closed(keyholder, inventory, old, begun):
    answer = keyholder.opened("replacements", "close", begun, "--disable")
    assert answer.code == 1
    assert "2 of 2 places still use it" in answer.told()
    assert inventory.keys.get(old.id).disabled_at is None


@pytest.fixture
def moved(keyholder, begun):
    for name in ("Koha main", "Moodle"):
        keyholder.opened("replacements", "step", begun, name)
    return begun


def test_an_old_key_that_works_is_to_be_stopped(keyholder, moved):
    answer = keyholder.opened("replacements", "close", moved)
    assert answer.code == 1
    assert "it still works" in answer.told()


@pytest.mark.parametrize(("option", "state"), [("--disable", "disabled"), ("--remove", "removed")])
def test_closing_stops_the_old_key_and_leaves_a_to_do(keyholder, old, moved, option, state):
    answer = keyholder.opened("replacements", "close", moved[:8], option)
    assert answer.out == "Closed the replacement of “Old”.\n"
    assert answer.told().startswith("To do in the portal:")
    assert keyholder("keys", "show", old.id, "--json").json["state"] == state
    assert shown(keyholder, moved)["state"] == "closed"


def test_a_cancelled_replacement_leaves_what_has_moved(keyholder, inventory, old, begun):
    keyholder.opened("replacements", "step", begun, "Koha main")
    answer = keyholder.opened("replacements", "cancel", begun[:8])
    assert answer.out == "Cancelled the replacement of “Old”.\n"
    assert shown(keyholder, begun)["state"] == "cancelled"
    assert users(inventory, old) == ["Moodle"]
    assert keyholder.opened("replacements", "cancel", begun).code == 1


def test_a_cancelled_replacement_goes_on_where_it_was(keyholder, inventory, begun):
    keyholder.opened("replacements", "step", begun, "Koha main")
    before = shown(keyholder, begun)
    keyholder.opened("replacements", "cancel", begun)
    answer = keyholder.opened("replacements", "reopen", begun[:8])
    assert answer.out == "The replacement of “Old” goes on.\n"
    assert shown(keyholder, begun) == before
    again = keyholder.opened("replacements", "reopen", begun)
    assert again.code == 1
    assert again.told() == ("“Old” cannot be changed like this: its replacement is not cancelled.")


def test_one_that_was_done_meanwhile_is_closed_and_that_is_told(keyholder, inventory, old, begun):
    keyholder.opened("replacements", "cancel", begun)
    for name in ("Koha main", "Moodle"):
        keyholder.opened("uses", "remove", old.id, name)
    inventory.change.confirm_unused([old.id])
    inventory.change.remove([old.id])
    answer = keyholder.opened("replacements", "reopen", begun)
    assert answer.out == "The replacement of “Old” is closed: nothing was left to do.\n"
    assert shown(keyholder, begun)["state"] == "closed"


def test_a_key_that_is_replaced_anew_keeps_the_former_one_cancelled(keyholder, old, begun):
    keyholder.opened("replacements", "cancel", begun)
    keyholder.opened("replace", old.id, *SUCCESSOR[:2], "--ending", "99bb", "--name", "Newer")
    answer = keyholder.opened("replacements", "reopen", begun)
    assert answer.code == 1
    assert "it is being replaced again" in answer.told()
    assert shown(keyholder, begun)["state"] == "cancelled"


def test_both_keys_work_from_the_successors_day_until_the_old_one_stops(
    keyholder, inventory, old, begun
):
    assert shown(keyholder, begun)["overlap"] == {"from": "2026-06-15", "through": "2026-07-09"}
    inventory.change.disable([old.id])
    assert shown(keyholder, begun)["overlap"] is None


def test_a_plan_and_an_expired_key_have_no_overlap(keyholder, inventory):
    planned, stopped = (
        create_key(inventory, "A"),
        add_key(inventory, "B", expires_on=date(2026, 6, 10)),
    )
    [plan] = inventory.replacements.plan([(planned.id, date(2026, 7, 1))], Reason.EXPIRY).planned
    assert shown(keyholder, plan.id)["overlap"] is None
    late = keyholder.opened("replace", stopped.id, *SUCCESSOR, "--json").json["replacement"]
    assert (late["overlap"], late["state"]) == (None, "late")


def test_an_unknown_or_ambiguous_id_is_refused(keyholder, inventory):
    for number in range(17):
        key = create_key(inventory, f"Key {number}")
        inventory.replacements.plan([(key.id, date(2026, 7, 1))], Reason.EXPIRY)
    assert keyholder("replacements", "show", "zzz").told().startswith("There is no replacement zzz")
    digits = [one.replacement.id[0] for one in inventory.replacement_list.running()]
    digit = next(one for one in digits if digits.count(one) > 1)
    answer = keyholder("replacements", "show", digit)
    assert answer.code == 1
    assert "More than one replacement" in answer.told()


@pytest.mark.parametrize(
    "verb", [("step", "ID", "Koha main"), ("close", "ID"), ("cancel", "ID"), ("reopen", "ID")]
)
def test_nothing_changes_while_the_vault_is_locked(keyholder, begun, verb):
    words = [begun if word == "ID" else word for word in verb]
    assert keyholder("replacements", *words).code == 3
    assert shown(keyholder, begun)["left"] == 2
