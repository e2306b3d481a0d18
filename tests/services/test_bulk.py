"""Many keys at once: all or nothing, with progress, and to be cancelled."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core.errors import CancelledError, FieldError, NotFoundError, WrongStateError
from app.core.identity import KeyId
from app.core.organisation import OrganisationDraft
from app.core.progress import Progress
from app.services.suite import Services
from tests.services.scene import entries, everything, watched
from tests.stage import FakeClock, Stage, add_key, create_key

MANY, SOME = 1_000, 40


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """An inventory with many keys, every second one of the portal."""
    folder: Path = tmp_path_factory.mktemp("crowd") / "inventory"
    services = Stage(folder=folder, clock=FakeClock()).make()
    with services.workplace.change():
        for number in range(MANY // 2):
            create_key(services, f"made here {number:03}")
            add_key(services, f"portal {number:03}", ending=f"{number:04}")
    yield services
    services.inventory.close()


def ids(services: Services) -> list[KeyId]:
    return [key.id for key in everything(services)]


ACTS: dict[str, Callable[..., object]] = {
    "disable": lambda services, *progress: services.change.disable(ids(services), *progress),
    "remove": lambda services, *progress: services.change.remove(ids(services), *progress),
    "set permission": lambda services, *progress: services.change.set_permission(
        ids(services), "full", *progress
    ),
    "set owner": lambda services, *progress: services.change.set_owner(
        ids(services), services.accounts.mine(), *progress
    ),
}
EACH = pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)


def test_a_thousand_keys_are_changed_and_put_back(crowd):
    before = everything(crowd), crowd.todos.count_open()
    told: list[tuple[int, int]] = []
    with watched(crowd) as added:
        done = crowd.change.remove(ids(crowd), lambda *progress: told.append(progress))
    assert len(done.keys) == len(added) == MANY
    assert told == [(number, MANY) for number in range(MANY)]
    assert not set(everything(crowd)) & set(before[0])
    assert crowd.todos.count_open() == len({todo.key for todo in crowd.todos.all()}) == MANY // 2
    done.undo()
    assert (everything(crowd), crowd.todos.count_open()) == before
    assert crowd.verify() == []


@pytest.mark.parametrize("when", [0, MANY // 2])
def test_a_change_of_a_thousand_keys_that_is_cancelled_changes_nothing(crowd, when):
    before = everything(crowd), crowd.todos.all(), entries(crowd)
    with pytest.raises(CancelledError, match="Nothing was changed"):
        crowd.change.disable(ids(crowd), cancelled_at(when))
    assert (everything(crowd), crowd.todos.all(), entries(crowd)) == before


def cancelled_at(when: int) -> Progress:
    def progress(done: int, _total: int, /) -> None:
        if done == when:
            raise CancelledError

    return progress


@pytest.fixture
def some(services: Services) -> Services:
    """An inventory with a few keys."""
    with services.workplace.change():
        for number in range(SOME // 2):
            create_key(services, f"made here {number:02}")
            add_key(services, f"portal {number:02}", ending=f"{number:04}")
    return services


@EACH
def test_some_keys_are_changed_and_put_back(some, act):
    before = everything(some), some.todos.count_open()
    done = act(some)
    assert len(done.keys) == SOME
    assert not set(everything(some)) & set(before[0])
    done.undo()
    assert (everything(some), some.todos.count_open()) == before


@EACH
def test_a_change_that_is_cancelled_at_the_last_key_changes_nothing(some, act):
    before = everything(some), some.todos.all(), entries(some)
    with pytest.raises(CancelledError):
        act(some, cancelled_at(SOME - 1))
    assert (everything(some), some.todos.all(), entries(some)) == before


def test_a_level_that_one_organisation_does_not_offer_changes_no_key(services):
    college = services.organisations.create(OrganisationDraft(name="Plain College"))
    keys = [create_key(services, f"Koha {number}") for number in range(3)]
    plain = create_key(services, "Moodle", organisation=college.id)
    before = everything(services)
    with watched(services) as added, pytest.raises(FieldError) as caught:
        services.change.set_permission([*(key.id for key in keys), plain.id], "reports")
    assert "Moodle" in str(caught.value)
    assert "Reports API needs the reports API, which is not enabled" in str(caught.value)
    assert everything(services) == before
    assert added == []


def test_a_key_that_does_not_exist_stops_the_whole_change(services):
    key = create_key(services)
    with pytest.raises(NotFoundError):
        services.change.disable([key.id, KeyId("missing")])
    assert services.keys.get(key.id) == key


def test_among_several_those_that_cannot_be_changed_are_left_out(services):
    kept, removed = create_key(services, "kept"), create_key(services, "removed")
    services.change.remove([removed.id])
    done = services.change.disable([kept.id, removed.id])
    assert [key.name for key in done.keys] == ["kept"]
    assert services.keys.get(removed.id).disabled_at is None
    with pytest.raises(WrongStateError, match="“removed”"):
        services.change.disable([removed.id])


def test_a_key_that_is_named_twice_is_changed_once(services):
    key = create_key(services)
    with watched(services) as added:
        services.change.disable([key.id, key.id]).undo()
    assert len(added) == 2
    assert services.keys.get(key.id) == key


def test_no_keys_at_all_are_no_change(services):
    with watched(services) as added:
        assert services.change.disable([]).keys == ()
    assert added == []


def test_a_bulk_change_is_undone_whole_or_not_at_all(services):
    keys = [create_key(services, f"Koha {number}") for number in range(3)]
    done = services.change.remove([key.id for key in keys])
    services.destruction.destroy(keys[2].id)
    before = everything(services)
    with pytest.raises(WrongStateError, match="its value was destroyed"):
        done.undo()
    assert everything(services) == before
