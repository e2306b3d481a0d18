"""Replacements that are cancelled, follow one another, or whose keys are corrected meanwhile."""

import pytest

from app.core.errors import WrongStateError
from app.core.replacement import ReplacementState
from app.services.key_secret import Correction
from tests.services.replacing import (
    application,
    begun,
    course,
    move_all,
    of,
    successor,
    use_of,
    users,
)
from tests.stage import add_key, create_key

CLOSED, OPEN = ReplacementState.CLOSED, ReplacementState.OPEN
CANCELLED = ReplacementState.CANCELLED

# Cancelled


def test_a_cancelled_replacement_leaves_what_has_moved_where_it_is(services, clock):
    old, new, one = begun(services, "Koha", "Alma")
    services.replacements.move(one, services.applications.find("Koha").id)
    before = course(services, one)
    clock.turn(days=1)
    undo = services.replacements.cancel(one)
    assert course(services, one).state is CANCELLED
    assert course(services, one).replacement.cancelled_at == clock.now()
    assert (users(services, old), users(services, new)) == (["Alma"], ["Koha"])
    assert services.replacement_list.running_of(old.id) is None
    undo()
    assert course(services, one).replacement == before.replacement
    undo()
    assert course(services, one).replacement == before.replacement


def test_after_a_cancelled_replacement_the_key_can_be_replaced_anew(services, clock):
    old, new, one = begun(services, "Koha")
    undo = services.replacements.cancel(one)
    clock.turn(days=1)
    second = successor(services, old, "Second")
    assert of(services, old).new is not None
    assert [key.name for key in services.chain.of(old.id)] == ["Old", "Second"]
    assert services.chain.of(new.id) == [new]
    with pytest.raises(WrongStateError, match="it is being replaced again"):
        undo()
    assert course(services, one).state is CANCELLED
    assert of(services, old).new == services.keys.get(second.id)


def test_a_replacement_is_cancelled_once(services):
    old = add_key(services)
    successor(services, old)
    services.replacements.cancel(of(services, old).replacement.id)
    with pytest.raises(WrongStateError):
        services.replacements.cancel(of(services, old).replacement.id)
    assert services.replacement_list.running() == []


def test_a_cancelled_replacement_that_came_to_its_end_meanwhile_closes(services):
    old, new, one = begun(services, "Koha")
    undo = services.replacements.cancel(one)
    services.uses.move(use_of(services, services.applications.find("Koha"), old).id, new.id)
    services.change.remove([old.id])
    assert course(services, one).state is CANCELLED
    undo()
    assert course(services, one).state is CLOSED


def test_one_that_was_cancelled_before_runs_again(services, clock):
    _old, _new, one = begun(services, "Koha", "Alma")
    before = course(services, one).replacement
    with pytest.raises(WrongStateError, match="its replacement is not cancelled"):
        services.replacements.uncancel(one)
    services.replacements.cancel(one)
    clock.turn(days=1)
    services.replacements.uncancel(one)
    assert course(services, one).replacement == before
    assert services.verify() == []


def test_one_whose_key_is_replaced_anew_stays_cancelled(services):
    old, _new, one = begun(services, "Koha")
    services.replacements.cancel(one)
    successor(services, old, "Second")
    with pytest.raises(WrongStateError, match="it is being replaced again"):
        services.replacements.uncancel(one)
    assert course(services, one).state is CANCELLED


# Two of one key


def test_of_two_that_are_closed_the_latest_opens_again(services, clock):
    old, _new, first = begun(services, "Koha")
    move_all(services, first)
    services.replacements.close(first, disable=True, remove=False)
    clock.turn(days=1)
    successor(services, old, "Second")
    second = of(services, old).replacement.id
    services.replacements.close(second, disable=False, remove=False)
    services.change.enable([old.id])
    assert (course(services, first).state, course(services, second).state) == (CLOSED, OPEN)


def test_an_earlier_one_opens_again_where_the_later_is_cancelled_and_back(services, clock):
    old, _new, first = begun(services, "Koha")
    move_all(services, first)
    services.replacements.close(first, disable=True, remove=False)
    clock.turn(days=1)
    successor(services, old, "Second")
    second = of(services, old).replacement.id
    services.change.enable([old.id])
    before = course(services, first), course(services, second)
    clock.turn(days=1)
    undo = services.replacements.cancel(second)
    assert (course(services, first).state, course(services, second).state) == (OPEN, CANCELLED)
    undo()
    assert course(services, first).replacement == before[0].replacement
    assert course(services, second).replacement == before[1].replacement


# Corrected meanwhile


def test_a_corrected_old_key_hands_its_places_and_its_replacement_over(services):
    old, new, one = begun(services, "Koha", "Alma")
    services.replacements.move(one, services.applications.find("Koha").id)
    corrected = services.secret.correct(old.id, Correction(ending="dddd"))
    found = course(services, one)
    assert found.old == corrected
    assert (found.checklist.left, found.checklist.moved) == (1, 1)
    assert services.uses.of_key(old.id, ended=True) == []
    assert [key.id for key in services.chain.of(new.id)] == [corrected.id, new.id]
    services.uses.take_back(use_of(services, services.applications.find("Koha"), corrected).id)
    assert users(services, corrected) == ["Alma", "Koha"]


def test_a_corrected_new_key_hands_its_places_and_its_replacement_over(services):
    old = add_key(services, "Old")
    application(services, "Koha", old)
    new = add_key(services, "New", ending="dddd", predecessor=old.id)
    one = of(services, old).replacement.id
    move_all(services, one)
    corrected = services.secret.correct(new.id, Correction(ending="eeee"))
    found = course(services, one)
    assert found.new == corrected
    assert (users(services, new), users(services, corrected)) == ([], ["Koha"])
    services.uses.take_back(use_of(services, services.applications.find("Koha"), old).id)
    assert users(services, corrected) == []
    assert [key.id for key in services.chain.of(old.id)] == [old.id, corrected.id]


# Values that are destroyed


def test_a_value_waits_for_the_last_place_and_is_destroyed_then(services, clock):
    old, _new, one = begun(services, "Koha")
    services.change.remove([old.id])
    clock.turn(days=40)
    assert services.destruction.destroy_due() == 0
    move_all(services, one)
    assert services.destruction.destroy_due() == 1
    assert services.keys.get(old.id).destroyed_at == clock.now()


def test_a_key_made_here_is_replaced_like_any_other(services):
    old = create_key(services, "Old")
    application(services, "Koha", old)
    successor(services, old)
    move_all(services, of(services, old).replacement.id)
    services.change.remove([old.id])
    assert of(services, old).state is CLOSED
    assert services.todos.count_open() == 0
