"""Where keys are used, taken back: after a move, after what came since, and what that clears."""

import pytest

from app.core.errors import WrongStateError
from app.core.key import Key
from app.services.suite import Services
from tests.services.conftest import copied
from tests.services.replacing import application, use_of, users
from tests.stage import TESTER, TickingClock, add_key, create_key


@pytest.fixture
def old(services: Services) -> Key:
    """A key of the portal."""
    return add_key(services, "Old")


@pytest.fixture
def new(services: Services) -> Key:
    """A key that was made here."""
    return create_key(services, "New")


def test_a_move_is_taken_back_as_if_it_had_not_been(services, old, new, clock):
    koha = application(services, "Koha", old)
    before = use_of(services, koha, old)
    clock.turn(days=1)
    services.uses.move(before.id, new.id, "a note")
    clock.turn(days=1)
    assert services.uses.take_back(before.id) == before
    assert services.uses.of_key(new.id, ended=True) == []
    assert users(services, old) == ["Koha"]
    assert services.verify() == []


def test_a_move_is_taken_back_by_a_clock_that_goes_on(empty_original, tmp_path, keyring):
    services = copied(empty_original, tmp_path, TickingClock(), keyring).open()
    old, new = add_key(services, "Old"), create_key(services, "New")
    koha = application(services, "Koha", old)
    before = use_of(services, koha, old)
    services.uses.move(before.id, new.id)
    assert services.uses.take_back(before.id) == before
    assert services.uses.of_key(new.id, ended=True) == []
    services.inventory.close()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_moves_onto_one_key_leave_nothing_once_both_are_taken_back(
    services, old, new, clock, order
):
    koha, other = application(services, "Koha", old), add_key(services, "Other", ending="0001")
    moved = [use_of(services, koha, old), services.uses.add(koha.id, other.id)]
    for use in moved:
        clock.turn(hours=1)
        services.uses.move(use.id, new.id)
    services.uses.take_back(moved[order[0]].id)
    assert users(services, new) == ["Koha"]
    services.uses.take_back(moved[order[1]].id)
    assert services.uses.of_key(new.id, ended=True) == []
    assert services.verify() == []


def test_a_use_that_was_recorded_by_mistake_is_withdrawn(services, old, new):
    koha = application(services, "Koha")
    use = services.uses.add(koha.id, old.id)
    services.uses.withdraw(use.id)
    assert services.uses.of_key(old.id, ended=True) == []
    assert services.keys.get(old.id).use_is_unknown
    first = services.uses.add(koha.id, old.id)
    moved = services.uses.move(first.id, new.id)
    with pytest.raises(WrongStateError, match="it was moved there since"):
        services.uses.withdraw(moved.id)
    with pytest.raises(WrongStateError, match="it has left this key already"):
        services.uses.withdraw(first.id)
    assert services.verify() == []


def test_a_use_that_was_there_before_the_moves_stays(services, old, new, clock):
    koha = application(services, "Koha", old, new)
    clock.turn(hours=1)
    use = use_of(services, koha, old)
    services.uses.move(use.id, new.id)
    services.uses.take_back(use.id)
    assert users(services, new) == ["Koha"]


def test_a_move_is_not_taken_back_once_the_application_has_moved_on(services, old, new):
    koha, newest = application(services, "Koha", old), create_key(services, "Newest")
    first = use_of(services, koha, old)
    services.uses.move(services.uses.move(first.id, new.id).id, newest.id)
    with pytest.raises(WrongStateError, match=r"“Koha”.*it has moved on since"):
        services.uses.take_back(first.id)
    services.uses.take_back(use_of(services, koha, new).id)
    services.uses.take_back(first.id)
    assert users(services, old) == ["Koha"]


def test_a_move_is_not_taken_back_once_the_old_value_is_destroyed(services, old, new):
    koha = application(services, "Koha", old)
    use = use_of(services, koha, old)
    services.uses.move(use.id, new.id)
    services.destruction.destroy(old.id)
    with pytest.raises(WrongStateError, match=r"“Old”.*its value was destroyed"):
        services.uses.take_back(use.id)
    assert users(services, new) == ["Koha"]


def test_a_move_from_a_removed_key_is_taken_back_until_its_value_is_destroyed(services, old, new):
    koha = application(services, "Koha", old)
    use = use_of(services, koha, old)
    services.uses.move(use.id, new.id)
    services.change.remove([old.id])
    services.uses.take_back(use.id)
    assert services.keys.get(old.id).used_by == 1


@pytest.mark.parametrize("back", [(0, 1), (1, 0)])
def test_of_two_moves_onto_one_key_each_is_taken_back_for_itself(services, old, new, clock, back):
    other = add_key(services, "Other", ending="dddd")
    koha = application(services, "Koha", old, other)
    uses = [use_of(services, koha, key) for key in (old, other)]
    for use in uses:
        clock.turn(hours=1)
        services.uses.move(use.id, new.id)
    services.uses.take_back(uses[back[0]].id)
    assert users(services, new) == ["Koha"]
    services.uses.take_back(uses[back[1]].id)
    assert (users(services, old), users(services, other)) == (["Koha"], ["Koha"])
    assert services.verify() == []


# Nothing uses it


def test_a_use_clears_that_nothing_uses_a_key(services, old):
    services.change.confirm_unused([old.id])
    confirmed = services.keys.get(old.id)
    assert (confirmed.unused_at, confirmed.unused_by) == (services.workplace.now(), TESTER)
    application(services, "Koha", old)
    used = services.keys.get(old.id)
    assert (used.unused_at, used.unused_by, used.used_by) == (None, "", 1)


@pytest.mark.parametrize("how", ["move", "take back"])
def test_whatever_brings_a_use_clears_it_too(services, old, new, how):
    koha = application(services, "Koha", old)
    use = use_of(services, koha, old)
    if how == "move":
        services.change.confirm_unused([new.id])
        services.uses.move(use.id, new.id)
        assert services.keys.get(new.id).unused_at is None
    else:
        services.uses.end(use.id)
        services.change.confirm_unused([old.id])
        services.uses.take_back(use.id)
        assert services.keys.get(old.id).unused_at is None


def test_where_an_application_uses_a_key_nobody_confirms_that_nothing_does(services, old):
    application(services, "Koha", old)
    with pytest.raises(WrongStateError, match="an application uses it"):
        services.change.confirm_unused([old.id])


def test_a_confirmation_is_taken_back_and_not_after_a_use(services, old):
    done = services.change.confirm_unused([old.id])
    done.undo()
    assert services.keys.get(old.id) == old
    done = services.change.confirm_unused([old.id])
    koha = application(services, "Koha", old)
    done.undo()
    assert services.keys.get(old.id).unused_at is None
    assert users(services, old) == [koha.name]


def test_confirming_twice_keeps_the_first(services, old, clock):
    services.change.confirm_unused([old.id])
    first = services.keys.get(old.id)
    clock.turn(days=1)
    assert services.change.confirm_unused([old.id]).keys == ()
    assert services.keys.get(old.id) == first
