"""Replacements: planned, begun, followed place by place, closed, cancelled."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.core.errors import NotFoundError, WrongStateError
from app.core.identity import ApplicationId, ReplacementId
from app.core.replacement import Reason, ReplacementState
from app.services.key_secret import Correction
from tests.services.replacing import (
    application,
    begun,
    course,
    move_all,
    of,
    planned,
    successor,
    users,
)
from tests.services.telling import today
from tests.stage import TESTER, add_key, create_key

DAY = timedelta(days=1)
UNKNOWN = "00000000-0000-4000-8000-000000000000"


# Begun


def test_a_successor_begins_a_replacement_with_a_step_for_each_use(services, clock):
    old, new, one = begun(services, "Koha", "Alma")
    found = course(services, one)
    assert (found.old.id, found.new and found.new.id) == (old.id, new.id)
    assert [step.application.name for step in found.checklist.steps] == ["Alma", "Koha"]
    assert (found.checklist.left, found.checklist.moved) == (2, 0)
    assert (found.state, found.replacement.reason) == (ReplacementState.OPEN, Reason.EXPIRY)
    assert found.replacement.begun_at == found.replacement.created_at == clock.now()
    assert found.replacement.created_by == TESTER
    assert found.days_left == (old.expires_on - today(services)).days


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_is_kept(services, reason):
    successor(services, old := add_key(services), reason=reason)
    assert of(services, old).replacement.reason is reason


def test_a_key_that_is_being_replaced_gets_no_second_successor(services):
    old, _new, one = begun(services, "Koha")
    with pytest.raises(
        WrongStateError, match=r"it is being replaced by “New” \([0-9a-f]{8}\) already"
    ):
        successor(services, old, "Second")
    assert [key.name for key in services.chain.of(old.id)] == ["Old", "New"]
    assert [course.replacement.id for course in services.replacement_list.running()] == [one]


def test_a_corrected_record_gets_no_successor(services):
    old = add_key(services)
    services.secret.correct(old.id, Correction(ending="dddd"))
    with pytest.raises(WrongStateError, match="a corrected record has taken its place"):
        successor(services, old)


def test_a_successor_of_nothing_is_refused(services):
    with pytest.raises(NotFoundError):
        create_key(services, predecessor=UNKNOWN)


def test_what_uses_the_old_key_can_be_said_with_its_successor(services):
    old = add_key(services)
    koha, alma = application(services, "Koha", old), application(services, "Alma")
    primo = application(services, "Primo", old)
    new = successor(services, old, applications=(alma.id, primo.id))
    assert users(services, old) == ["Alma", "Primo"]
    assert users(services, new) == []
    steps = of(services, old).checklist.steps
    assert [step.application.name for step in steps] == ["Alma", "Primo"]
    assert services.uses.of_application(koha.id) == []


def test_no_application_said_leaves_what_was_never_known_unknown(services):
    old = add_key(services)
    successor(services, old, applications=())
    checklist = of(services, old).checklist
    assert (checklist.is_unknown, checklist.is_done) == (True, False)


def test_an_application_that_cannot_be_makes_no_successor(services):
    old = add_key(services)
    with pytest.raises(NotFoundError):
        successor(services, old, applications=(ApplicationId(UNKNOWN),))
    assert services.chain.of(old.id) == [old]


def test_a_removed_key_of_the_portal_can_be_replaced_still(services):
    old = add_key(services)
    koha = application(services, "Koha", old)
    services.change.remove([old.id])
    successor(services, old)
    assert of(services, old).state is ReplacementState.LATE
    services.replacements.move(of(services, old).replacement.id, koha.id)
    assert of(services, old).state is ReplacementState.CLOSED


def test_a_key_of_another_record_than_the_successor_is_no_part_of_it(services):
    other = add_key(services, "Other", ending="dddd")
    begun(services, "Koha")
    assert services.replacement_list.of_key(other.id) == []
    assert services.replacement_list.running_of(other.id) is None


# Planned


def test_a_planned_replacement_has_a_day_and_no_successor(services, clock):
    old = add_key(services)
    one = planned(services, old, today(services) + DAY)
    found = course(services, one)
    assert (found.state, found.new) == (ReplacementState.PLANNED, None)
    clock.turn(days=1)
    assert course(services, one).state is ReplacementState.PLANNED
    clock.turn(days=1)
    assert course(services, one).state is ReplacementState.LATE


def test_a_successor_fills_the_plan(services, clock):
    old = add_key(services)
    application(services, "Koha", old)
    one = planned(services, old, today(services) + DAY)
    clock.turn(days=1)
    new = successor(services, old, reason=Reason.EXPOSED)
    found = course(services, one)
    assert [one.replacement.id for one in services.replacement_list.of_key(old.id)] == [one]
    assert found.new is not None
    assert found.new.id == new.id
    assert found.replacement.reason is Reason.EXPOSED
    assert found.replacement.begun_at == clock.now()
    assert found.replacement.planned_on == today(services)
    assert found.state is ReplacementState.OPEN


def test_what_is_under_way_is_not_planned(services):
    old, _new, _one = begun(services, "Koha")
    free = add_key(services, "Free", ending="dddd")
    day = today(services)
    made = services.replacements.plan(
        [(old.id, day), (free.id, day), (free.id, day)], Reason.LEVEL
    ).planned
    assert [(one.old, one.reason) for one in made] == [(free.id, Reason.LEVEL)]


def test_what_is_out_of_the_list_is_not_planned(services):
    old, gone = add_key(services), create_key(services)
    services.change.remove([gone.id])
    with pytest.raises(WrongStateError, match="it is removed; restore it first"):
        services.replacements.plan([(one.id, date.max) for one in (old, gone)], Reason.EXPIRY)
    assert services.replacement_list.running() == []


def test_plans_are_withdrawn_where_there_is_no_successor_yet(services):
    keys = [add_key(services, f"Key {number}", ending=f"000{number}") for number in range(3)]
    plans = services.replacements.plan([(key.id, date.max) for key in keys], Reason.OTHER)
    successor(services, keys[0])
    services.replacements.cancel(plans.planned[1].id)
    plans.undo()
    states = [course(services, one.id).state for one in plans.planned]
    assert states == [
        ReplacementState.OPEN,
        ReplacementState.CANCELLED,
        ReplacementState.CANCELLED,
    ]


def test_a_plan_for_a_key_that_stops_is_late(services):
    old = add_key(services)
    one = planned(services, old, date(2026, 12, 1))
    services.change.disable([old.id])
    assert course(services, one).state is ReplacementState.LATE


def test_a_plan_has_nothing_to_tick_or_close(services):
    old = add_key(services)
    koha = application(services, "Koha", old)
    one = planned(services, old, date(2026, 12, 1))
    acts: list[Callable[[], object]] = [
        lambda: services.replacements.move(one, koha.id),
        lambda: services.replacements.close(one, disable=True, remove=True),
    ]
    for act in acts:
        with pytest.raises(WrongStateError, match="it has no successor yet"):
            act()
    assert services.keys.get(old.id).removed_at is None


# Place by place


def test_a_tick_gives_the_application_the_new_key(services, clock):
    old, new, one = begun(services, "Koha", "Alma")
    koha = services.applications.find("Koha")
    clock.turn(days=1)
    services.replacements.move(one, koha.id, "done by Bob")
    checklist = course(services, one).checklist
    assert [(step.application.name, step.use.is_open) for step in checklist.steps] == [
        ("Alma", True),
        ("Koha", False),
    ]
    assert checklist.steps[1].use.note == "done by Bob"
    assert (users(services, old), users(services, new)) == (["Alma"], ["Koha"])


def test_a_place_is_ticked_once_and_only_where_there_is_one(services):
    _old, _new, one = begun(services, "Koha")
    koha, other = services.applications.find("Koha"), application(services, "Other")
    services.replacements.move(one, koha.id)
    for done in (koha, other):
        with pytest.raises(WrongStateError, match=f"“{done.name}”.*it has no place to do here"):
            services.replacements.move(one, done.id)


@pytest.mark.parametrize("act", ["disable", "remove", "expire"])
def test_nothing_moves_onto_a_successor_that_does_not_work(services, clock, act):
    old, new, one = begun(services, "Koha")
    if act == "expire":
        clock.moment = clock.moment.replace(year=new.expires_on.year, day=new.expires_on.day)
    else:
        getattr(services.change, act)([new.id])
    with pytest.raises(WrongStateError, match=r"“New”.*(it does not work|it is removed)"):
        services.replacements.move(one, services.applications.find("Koha").id)
    assert users(services, old) == ["Koha"]


def test_a_place_whose_use_just_ended_is_none(services):
    old, _new, one = begun(services, "Koha", "Alma")
    [alma, _koha] = course(services, one).checklist.steps
    services.uses.end(alma.use.id, "switched off")
    checklist = course(services, one).checklist
    assert [step.application.name for step in checklist.steps] == ["Koha"]
    assert not checklist.is_done
    services.replacements.move(one, services.applications.find("Koha").id)
    assert course(services, one).checklist.is_done
    assert services.keys.get(old.id).used_by == 0


def test_a_new_use_of_the_old_key_is_a_place_to_do(services):
    old, _new, one = begun(services, "Koha")
    move_all(services, one)
    late = application(services, "Late", old)
    assert course(services, one).checklist.left == 1
    services.uses.add(services.applications.find("Koha").id, old.id)
    steps = course(services, one).checklist.steps
    assert [(step.application.name, step.use.is_open) for step in steps] == [
        ("Koha", True),
        (late.name, True),
    ]


def test_a_replacement_that_is_not_there_is_not_found(services):
    with pytest.raises(NotFoundError):
        services.replacements.move(ReplacementId(UNKNOWN), ApplicationId(UNKNOWN))
    with pytest.raises(NotFoundError):
        services.replacement_list.find("0000")


# Applications that come and go meanwhile


def test_a_removed_application_is_no_place_and_comes_back_with_its_own(services):
    old, _new, one = begun(services, "Koha", "Alma")
    before = course(services, one)
    removed = services.applications.remove(services.applications.find("Koha").id)
    assert [step.application.name for step in course(services, one).checklist.steps] == ["Alma"]
    move_all(services, one)
    assert course(services, one).checklist.is_done
    services.applications.restore(removed)
    checklist = course(services, one).checklist
    assert (checklist.left, checklist.moved) == (1, 1)
    assert before.checklist.left == 2
    assert services.keys.get(old.id).used_by == 1


def test_an_application_that_moved_is_removed_and_restored_as_moved(services):
    _old, new, one = begun(services, "Koha")
    move_all(services, one)
    before = course(services, one)
    removed = services.applications.remove(services.applications.find("Koha").id)
    assert course(services, one).checklist.moved == 1
    services.applications.restore(removed)
    assert course(services, one) == before
    assert users(services, new) == ["Koha"]
