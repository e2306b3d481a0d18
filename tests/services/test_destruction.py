"""Values are destroyed 30 days after a key was removed, or when it is removed for good."""

from datetime import UTC, datetime

import pytest

from app.core.errors import WrongStateError
from app.core.key import KeyState
from app.services.suite import Services
from tests.services.scene import watched
from tests.stage import VALUE, add_key, create_key, listed


def test_a_value_is_destroyed_after_exactly_30_days(services, clock):
    key = add_key(services, value=VALUE)
    clock.turn(seconds=1)
    services.change.remove([key.id])
    clock.turn(days=30, seconds=-1)
    assert services.destruction.destroy_due() == 0
    assert services.keys.get(key.id).has_value
    clock.turn(seconds=1)
    assert services.destruction.destroy_due() == 1
    kept = services.keys.get(key.id)
    assert (kept.has_value, kept.destroyed_at) == (False, clock.now())
    assert services.destruction.destroy_due() == 0


@pytest.mark.parametrize("microsecond", [0, 1, 500_000, 999_999])
def test_the_30_days_are_exact_to_the_microsecond(services, clock, microsecond):
    clock.moment = datetime(2026, 3, 28, 23, 59, 59, microsecond, tzinfo=UTC)
    services.change.remove([create_key(services).id])
    clock.turn(days=30, microseconds=-1)
    assert services.destruction.destroy_due() == 0
    clock.turn(microseconds=1)
    assert services.destruction.destroy_due() == 1


def test_only_those_that_are_due_are_destroyed(services, clock):
    first, second, listed_key = (create_key(services, name) for name in "abc")
    services.change.remove([first.id])
    clock.turn(days=10)
    services.change.remove([second.id])
    clock.turn(days=20)
    with watched(services) as added:
        assert services.destruction.destroy_due() == 1
    assert [entry.thing_id for entry in added] == [first.id]
    assert services.keys.get(second.id).has_value
    assert services.secret.copy(listed_key.id)


def test_a_restored_key_keeps_its_value(services, clock):
    key = create_key(services)
    services.change.remove([key.id])
    clock.turn(days=29)
    services.change.restore([key.id])
    clock.turn(days=365)
    assert services.destruction.destroy_due() == 0
    assert services.secret.copy(key.id)


@pytest.fixture
def destroyed(services: Services):
    """A key that was removed for good."""
    key = add_key(services, "Koha", value=VALUE, notes="Rack 4")
    services.destruction.destroy(key.id)
    return services.keys.get(key.id)


def test_remove_for_good_destroys_at_once_and_keeps_the_record(services, destroyed):
    assert not destroyed.has_value
    assert destroyed.removed_at == destroyed.destroyed_at == services.workplace.now()
    assert (destroyed.name, destroyed.ending, destroyed.notes) == ("Koha", "44aa", "Rack 4")
    assert listed(services, state=KeyState.REMOVED) == [destroyed]
    assert services.verify() == []


def test_remove_for_good_leaves_what_is_to_do_in_the_portal(services, destroyed):
    [todo] = services.todos.open_of(destroyed.id)
    assert services.todos.told(todo) == "Remove “Koha” in the portal."


def test_a_destroyed_key_is_not_restored_nor_changed(services, destroyed):
    with pytest.raises(WrongStateError, match="its value was destroyed"):
        services.change.restore([destroyed.id])
    for act in (services.change.disable, services.change.enable, services.change.compared):
        with pytest.raises(WrongStateError):
            act([destroyed.id])
    with pytest.raises(WrongStateError):
        services.secret.copy(destroyed.id)
    assert services.keys.get(destroyed.id) == destroyed


def test_the_removal_of_a_destroyed_key_is_not_undone(services, clock):
    key = create_key(services)
    done = services.change.remove([key.id])
    clock.turn(days=30)
    services.destruction.destroy_due()
    with pytest.raises(WrongStateError, match="its value was destroyed"):
        done.undo()
    assert services.keys.get(key.id).removed_at is not None


def test_destroying_twice_is_destroying_once(services, destroyed):
    with watched(services) as added:
        services.destruction.destroy(destroyed.id)
    assert added == []
    assert services.keys.get(destroyed.id) == destroyed


def test_a_destroyed_value_can_be_added_again(services, destroyed):
    again = add_key(services, "Koha again", value=VALUE)
    assert services.secret.copy(again.id) == VALUE
    assert services.verify() == []


def test_a_key_without_a_value_is_removed_for_good_too(services):
    key = add_key(services, ending="c15b")
    services.destruction.destroy(key.id)
    assert services.keys.get(key.id).destroyed_at is not None
