"""Portal to-dos: what each change leaves to be done in the portal, until somebody ticks it."""

from dataclasses import replace

import pytest

from app.core.errors import AmbiguousIdError, NotFoundError, WrongStateError
from app.core.identity import TodoId
from app.core.key import Key
from app.core.organisation import OrganisationDraft
from app.services.key_change import KeyEdit
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.stage import NOON, TESTER, VALUE, add_key, create_key


@pytest.fixture
def key(services: Services) -> Key:
    """A key of the portal."""
    return add_key(services, "Koha", value=VALUE)


def told(services: Services, key: Key) -> list[str]:
    """Return what is to do for *key*."""
    return [services.todos.told(todo) for todo in services.todos.open_of(key.id)]


def tick_all(services: Services) -> None:
    for todo in services.todos.all():
        services.todos.tick(todo.id)


CHANGES = {
    "rename": (
        lambda services, key: services.change.edit(key.id, KeyEdit(name="Alma")),
        "Rename “Koha” to “Alma” in the portal.",
    ),
    "another level": (
        lambda services, key: services.change.set_permission([key.id], "full"),
        "Change the permission of “Koha” from Authentication API to Full access in the portal.",
    ),
    "disable": (
        lambda services, key: services.change.disable([key.id]),
        "Disable “Koha” in the portal; if it cannot be, remove it there.",
    ),
    "remove": (
        lambda services, key: services.change.remove([key.id]),
        "Remove “Koha” in the portal.",
    ),
    "remove for good": (
        lambda services, key: services.destruction.destroy(key.id),
        "Remove “Koha” in the portal.",
    ),
}
SILENT = {
    "notes": lambda services, key: services.change.edit(key.id, KeyEdit(notes="Rack 4")),
    "owner": lambda services, key: services.change.set_owner([key.id], services.accounts.mine()),
    "compared": lambda services, key: services.change.compared([key.id]),
    "correct": lambda services, key: services.secret.correct(key.id, Correction(ending="c15b")),
}


@pytest.mark.parametrize(("change", "sentence"), CHANGES.values(), ids=CHANGES)
def test_a_change_leaves_what_is_to_do(services, key, change, sentence):
    change(services, key)
    assert told(services, key) == [sentence]
    [todo] = services.todos.all()
    assert (todo.key, todo.since, todo.done_at) == (key.id, NOON, None)


@pytest.mark.parametrize(("change", "sentence"), CHANGES.values(), ids=CHANGES)
def test_a_key_that_is_made_here_leaves_nothing(services, change, sentence):
    change(services, create_key(services))
    assert services.todos.count_open() == 0


@pytest.mark.parametrize("change", SILENT.values(), ids=SILENT)
def test_what_the_portal_does_not_know_leaves_nothing(services, key, change):
    change(services, key)
    assert services.todos.count_open() == 0


def test_one_edit_leaves_as_many_as_it_changes(services, key):
    services.change.edit(key.id, KeyEdit(name="Alma", permission="full"))
    assert len(told(services, key)) == 2


def test_two_renames_are_one_to_do(services, key):
    services.change.edit(key.id, KeyEdit(name="Alma"))
    services.change.edit(key.id, KeyEdit(name="Primo"))
    assert told(services, key) == ["Rename “Koha” to “Primo” in the portal."]


def test_a_rename_there_and_back_is_nothing_to_do(services, key):
    services.change.edit(key.id, KeyEdit(name="Alma"))
    services.change.edit(key.id, KeyEdit(name="Koha"))
    assert told(services, key) == []


def test_a_rename_after_one_that_was_done_begins_from_there(services, key):
    services.change.edit(key.id, KeyEdit(name="Alma"))
    tick_all(services)
    services.change.edit(key.id, KeyEdit(name="Primo"))
    assert told(services, key) == ["Rename “Alma” to “Primo” in the portal."]


def test_undo_takes_each_to_do_back_with_it(services, key):
    first = services.change.edit(key.id, KeyEdit(name="Alma"))
    second = services.change.edit(key.id, KeyEdit(name="Primo", permission="full"))
    second.undo()
    assert told(services, key) == ["Rename “Koha” to “Alma” in the portal."]
    first.undo()
    assert told(services, key) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("disable", "Check in the portal that “Koha” works again."),
        (
            "remove",
            "Check in the portal that “Koha” still exists: it was ticked as removed.",
        ),
    ],
)
def test_undoing_what_was_done_there_is_to_be_done_there(services, key, change, sentence):
    done = getattr(services.change, change)([key.id])
    tick_all(services)
    done.undo()
    assert told(services, key) == [sentence]


def test_removing_again_what_was_removed_there_is_nothing_to_do(services, key):
    services.change.remove([key.id])
    tick_all(services)
    services.change.restore([key.id])
    services.change.remove([key.id])
    assert told(services, key) == []


def test_a_tick_tells_who_did_it_when(services, key, clock):
    services.change.disable([key.id])
    [todo] = services.todos.all()
    clock.turn(hours=2)
    services.todos.tick(todo.id)
    assert services.todos.all() == []
    assert services.todos.all(done=True) == [replace(todo, done_at=clock.now(), done_by=TESTER)]


def test_a_tick_can_be_taken_back(services, key):
    services.change.disable([key.id])
    [todo] = services.todos.all()
    services.todos.tick(todo.id)
    services.todos.untick(todo.id)
    assert services.todos.all() == [todo]
    assert services.todos.all(done=True) == []


@pytest.mark.parametrize(
    ("change", "beyond"),
    [
        (CHANGES["remove"][0], lambda services, key: services.change.restore([key.id])),
        (CHANGES["disable"][0], lambda services, key: services.change.enable([key.id])),
        (
            CHANGES["rename"][0],
            lambda services, key: services.change.edit(key.id, KeyEdit(name="Primo")),
        ),
        (
            CHANGES["another level"][0],
            lambda services, key: services.change.set_permission([key.id], "reports"),
        ),
        (CHANGES["rename"][0], SILENT["correct"]),
    ],
)
def test_a_tick_that_a_later_change_went_beyond_is_not_taken_back(services, key, change, beyond):
    change(services, key)
    [todo] = services.todos.all()
    services.todos.tick(todo.id)
    beyond(services, key)
    left = services.todos.all()
    with pytest.raises(WrongStateError, match="changed again since"):
        services.todos.untick(todo.id)
    assert services.todos.all() == left


def test_a_tick_is_not_taken_back_where_the_same_is_to_do_already(services, key):
    for act in (services.change.disable, services.change.enable, services.change.disable):
        act([key.id])
        tick_all(services)
    oldest, *_rest = sorted(services.todos.all(done=True), key=lambda todo: todo.kind)
    services.change.enable([key.id])
    tick_all(services)
    services.change.disable([key.id])
    with pytest.raises(WrongStateError):
        services.todos.untick(oldest.id)
    assert len(services.todos.all()) == 1


def test_todos_to_do_are_listed_oldest_first_and_done_ones_latest_first(services, clock):
    for name in ("a", "b", "c"):
        services.change.disable([add_key(services, name).id])
        clock.turn(hours=1)
    todos = services.todos.all()
    assert [todo.key_name for todo in todos] == ["a", "b", "c"]
    for todo in todos:
        services.todos.tick(todo.id)
        clock.turn(hours=1)
    assert [todo.key_name for todo in services.todos.all(done=True)] == ["c", "b", "a"]


def test_todos_can_be_those_of_one_organisation(services, key):
    college = services.organisations.create(OrganisationDraft(name="College"))
    other = add_key(services, "Alma", organisation=college.id)
    services.change.disable([key.id, other.id])
    assert [todo.key_name for todo in services.todos.all(organisation=college.id)] == ["Alma"]
    assert services.todos.count_open(college.id) == 1
    assert services.todos.count_open() == 2


def test_a_to_do_is_found_by_the_beginning_of_its_id(services, key):
    services.change.edit(key.id, KeyEdit(name="Alma", permission="full"))
    todo = services.todos.all()[0]
    assert services.todos.find(todo.id[:8]) == todo
    with pytest.raises(NotFoundError):
        services.todos.find("zzz")
    with pytest.raises(NotFoundError):
        services.todos.tick(TodoId("zzz"))
    services.change.disable([add_key(services, str(number)).id for number in range(20)])
    ids = [one.id for one in services.todos.all()]
    shared = next(one[0] for one in ids if sum(other[0] == one[0] for other in ids) > 1)
    with pytest.raises(AmbiguousIdError):
        services.todos.find(shared)
