"""How replacements end: closed by hand or by themselves; and opened again."""

from collections.abc import Callable
from datetime import date

import pytest

from app.core import notice_words
from app.core.errors import WrongStateError
from app.core.key import Key
from app.core.notice import Subject
from app.core.replacement import ReplacementState
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.replacing import (
    application,
    begun,
    course,
    move_all,
    of,
    successor,
    use_of,
)
from tests.services.telling import today
from tests.stage import add_key

CLOSED, OPEN, LATE = ReplacementState.CLOSED, ReplacementState.OPEN, ReplacementState.LATE


def told_of(services: Services, key: Key) -> list[Subject]:
    """Return what notices of *key* are about; nothing where it needs none."""
    subjects, _unreadable = services.inventory.notices.subjects(date.max)
    return [one for one in subjects if one.id == key.id]


# Closed by hand


@pytest.mark.parametrize(("disable", "remove"), [(True, False), (False, True), (True, True)])
def test_a_replacement_closes_once_the_old_key_is_made_to_stop(services, clock, disable, remove):
    old, _new, one = begun(services, "Koha")
    move_all(services, one)
    clock.turn(days=1)
    services.replacements.close(one, disable=disable, remove=remove)
    found = course(services, one)
    assert (found.state, found.replacement.closed_at) == (CLOSED, clock.now())
    key = services.keys.get(old.id)
    assert (key.disabled_at is not None, key.removed_at is not None) == (disable, remove)


def test_a_place_that_was_left_without_a_move_says_nothing_of_other_places(services):
    old, _new, one = begun(services, "Koha")
    services.uses.end(use_of(services, services.applications.find("Koha"), old).id)
    assert course(services, one).checklist.is_unknown
    with pytest.raises(WrongStateError, match="confirm that nothing uses it"):
        services.replacements.close(one, disable=True, remove=False)
    assert told_of(services, old)
    services.change.confirm_unused([old.id])
    services.replacements.close(one, disable=True, remove=False)
    assert course(services, one).state is CLOSED


@pytest.mark.parametrize("act", ["disable", "remove"])
def test_a_successor_that_does_not_work_makes_it_late_until_it_does(services, act):
    old, new, one = begun(services, "Koha")
    done = getattr(services.change, act)([new.id])
    assert course(services, one).state is LATE
    [subject] = told_of(services, old)
    assert "Its successor is disabled or removed" in notice_words.what_to_do(
        subject, today(services)
    )
    done.undo()
    assert course(services, one).state is OPEN
    [subject] = told_of(services, old)
    assert "Its successor is there" in notice_words.what_to_do(subject, today(services))


def test_a_key_that_works_still_keeps_its_replacement_open(services):
    _old, _new, one = begun(services, "Koha")
    move_all(services, one)
    with pytest.raises(WrongStateError, match="it still works: disable or remove it first"):
        services.replacements.close(one, disable=False, remove=False)
    assert course(services, one).state is OPEN


def test_a_key_that_has_expired_needs_nothing_more_to_close(services, clock):
    _old, _new, one = begun(services, "Koha")
    move_all(services, one)
    clock.turn(days=300)
    services.replacements.close(one, disable=False, remove=False)
    assert course(services, one).state is CLOSED


def test_places_that_are_left_keep_it_open_and_the_old_key_working(services):
    old, _new, one = begun(services, "Koha", "Alma")
    services.replacements.move(one, services.applications.find("Alma").id)
    with pytest.raises(WrongStateError, match=r"“Old”.*1 of 2 places still use it"):
        services.replacements.close(one, disable=True, remove=True)
    assert services.keys.get(old.id).disabled_at is None


def test_a_key_of_which_nobody_said_where_it_is_used_keeps_it_open(services):
    old, _new, one = begun(services)
    with pytest.raises(WrongStateError, match="confirm that nothing uses it"):
        services.replacements.close(one, disable=True, remove=True)
    assert services.keys.get(old.id).disabled_at is None
    services.change.confirm_unused([old.id])
    services.replacements.close(one, disable=True, remove=False)
    assert course(services, one).state is CLOSED


def test_what_has_ended_is_neither_closed_nor_cancelled_nor_ticked(services):
    _old, _new, one = begun(services, "Koha")
    koha = services.applications.find("Koha")
    move_all(services, one)
    services.replacements.close(one, disable=True, remove=False)
    acts: list[Callable[[], object]] = [
        lambda: services.replacements.close(one, disable=True, remove=True),
        lambda: services.replacements.cancel(one),
        lambda: services.replacements.move(one, koha.id),
    ]
    for act in acts:
        with pytest.raises(WrongStateError, match="its replacement has ended"):
            act()


# By themselves


def test_removing_the_old_key_after_the_last_move_closes_it(services):
    old, _new, one = begun(services, "Koha")
    move_all(services, one)
    services.change.disable([old.id])
    assert course(services, one).state is OPEN
    services.change.remove([old.id])
    assert course(services, one).state is CLOSED


def test_the_last_move_after_the_removal_closes_it(services):
    old, _new, one = begun(services, "Koha", "Alma")
    services.change.remove([old.id])
    assert course(services, one).state is LATE
    services.replacements.move(one, services.applications.find("Koha").id)
    assert course(services, one).state is LATE
    services.uses.end(use_of(services, services.applications.find("Alma"), old).id)
    assert course(services, one).state is CLOSED


def test_confirming_that_nothing_uses_a_removed_key_closes_it(services):
    old, _new, one = begun(services)
    services.change.remove([old.id])
    assert course(services, one).state is LATE
    done = services.change.confirm_unused([old.id])
    assert course(services, one).state is CLOSED
    done.undo()
    assert course(services, one).state is LATE


def test_confirming_that_nothing_uses_a_destroyed_key_is_taken_back_too(services):
    old, _new, one = begun(services)
    services.destruction.destroy(old.id)
    assert course(services, one).state is LATE
    done = services.change.confirm_unused([old.id])
    assert course(services, one).state is CLOSED
    done.undo()
    assert course(services, one).state is LATE


def test_a_successor_of_a_removed_key_that_nothing_uses_has_nothing_to_do(services):
    old = add_key(services)
    services.change.confirm_unused([old.id])
    services.change.remove([old.id])
    successor(services, old)
    assert of(services, old).state is CLOSED


@pytest.fixture
def closed(services: Services) -> Key:
    """A key whose replacement is closed: it was removed, after its one place had moved."""
    old, _new, one = begun(services, "Koha")
    move_all(services, one)
    services.change.remove([old.id])
    assert course(services, one).state is CLOSED
    return services.keys.get(old.id)


def test_a_restored_key_opens_it_again(services, closed):
    services.change.restore([closed.id])
    found = of(services, closed)
    assert (found.state, found.replacement.closed_at) == (OPEN, None)


def test_a_restored_key_that_is_disabled_keeps_it_closed(services):
    old, _new, one = begun(services, "Koha")
    move_all(services, one)
    services.change.disable([old.id])
    services.change.remove([old.id])
    services.change.restore([old.id])
    assert course(services, one).state is CLOSED
    services.change.enable([old.id])
    assert course(services, one).state is OPEN


def test_a_place_taken_back_opens_it_again(services, closed):
    services.uses.take_back(use_of(services, services.applications.find("Koha"), closed).id)
    assert of(services, closed).state is LATE


def test_a_new_use_opens_it_again(services):
    old, _new, one = begun(services, "Koha")
    move_all(services, one)
    services.replacements.close(one, disable=True, remove=False)
    application(services, "Late", old)
    assert course(services, one).state is LATE


def test_a_correction_after_which_the_old_key_works_opens_it_again(services, clock):
    old, _new, one = begun(services, "Koha")
    move_all(services, one)
    clock.turn(days=300)
    services.replacements.close(one, disable=False, remove=False)
    corrected = services.secret.correct(
        old.id, Correction(expires_on=old.expires_on.replace(year=2028))
    )
    found = course(services, one)
    assert (found.state, found.old.id) == (OPEN, corrected.id)


@pytest.mark.parametrize("act", ["restore", "enable"])
def test_taking_back_what_opened_it_closes_it_as_it_was(services, closed, clock, act):
    if act == "enable":
        services.change.restore([closed.id])
        one = of(services, closed).replacement.id
        services.replacements.close(one, disable=True, remove=False)
    before = of(services, closed), services.keys.get(closed.id)
    clock.turn(days=1)
    done = getattr(services.change, act)([closed.id])
    assert of(services, closed).state is OPEN
    done.undo()
    assert of(services, closed).replacement == before[0].replacement
    assert services.keys.get(closed.id) == before[1]


@pytest.mark.parametrize("first", ["disable", None])
def test_taking_back_what_closed_it_opens_it(services, first):
    old, _new, one = begun(services, "Koha")
    move_all(services, one)
    if first:
        services.change.disable([old.id])
    before = course(services, one)
    done = services.change.remove([old.id])
    assert course(services, one).state is CLOSED
    done.undo()
    assert course(services, one) == before


def test_what_opened_it_is_taken_back_after_a_new_use_and_leaves_it_open(services):
    old, _new, one = begun(services, "Koha")
    move_all(services, one)
    services.replacements.close(one, disable=True, remove=False)
    done = services.change.enable([old.id])
    application(services, "Late", old)
    done.undo()
    assert course(services, one).state is LATE
