from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.key import Key, Origin
from app.core.permission import PermissionLevel, PermissionLevels
from app.core.todo import Todo, TodoKind, TodoPlan, Wanted, plan
from tests.core.rule import RULE
from tests.core.sample import KEY, MOMENT, key, todo

CHANGES = {
    "renamed": ({"name": "Koha 2"}, Wanted(TodoKind.RENAME, "Koha", "Koha 2")),
    "given another level": (
        {"permission": "full"},
        Wanted(TodoKind.PERMISSION, "authentication", "full"),
    ),
    "disabled": ({"disabled_at": MOMENT}, Wanted(TodoKind.DISABLE)),
    "removed": ({"removed_at": MOMENT}, Wanted(TodoKind.REMOVE)),
}
EACH_CHANGE = pytest.mark.parametrize(
    ("fields", "wanted"), CHANGES.values(), ids=[f"a key {change}" for change in CHANGES]
)


def follow(before: Key, after: Key, todos: Iterable[Todo]) -> list[Todo]:
    """Return the to-dos after the plan for a change was followed."""
    known = list(todos)
    planned = plan(before, after, known)
    kept = [one for one in known if one not in planned.withdraw]
    return kept + [todo(want.kind, want.before, want.after) for want in planned.add]


@EACH_CHANGE
def test_a_change_leaves_its_todo(fields, wanted):
    assert plan(KEY, key(**fields), []) == TodoPlan(add=(wanted,))


@EACH_CHANGE
def test_a_change_taken_back_leaves_nothing(fields, wanted):
    changed = key(**fields)
    assert follow(changed, KEY, follow(KEY, changed, [])) == []


@EACH_CHANGE
def test_a_change_taken_back_after_it_was_made_there_is_to_be_taken_back_there(fields, wanted):
    changed = key(**fields)
    done = [replace(one, done_at=MOMENT) for one in follow(KEY, changed, [])]
    (left,) = [one for one in follow(changed, KEY, done) if one.done_at is None]
    expected = {
        TodoKind.RENAME: ("rename", "Koha 2", "Koha"),
        TodoKind.PERMISSION: ("permission", "full", "authentication"),
        TodoKind.DISABLE: ("enable", "", ""),
        TodoKind.REMOVE: ("check", "", ""),
    }
    assert (left.kind.value, left.before, left.after) == expected[wanted.kind]


@EACH_CHANGE
def test_a_change_of_a_key_made_here_asks_nothing_of_the_portal(fields, wanted):
    mine = key(origin=Origin.MADE_HERE)
    assert plan(mine, replace(mine, **fields), []) == TodoPlan()


@pytest.mark.parametrize(
    "fields", [{}, {"notes": "more"}, {"also_tell": ("a@b",)}, {"compared_at": MOMENT}]
)
def test_what_the_portal_does_not_know_of_leaves_nothing(fields):
    assert plan(KEY, key(**fields), []) == TodoPlan()


def test_a_key_renamed_twice_is_to_be_renamed_once():
    second, third = key(name="Koha 2"), key(name="Koha 3")
    (left,) = follow(second, third, follow(KEY, second, []))
    assert (left.before, left.after) == ("Koha", "Koha 3")


def test_a_key_changed_in_several_ways_leaves_a_todo_for_each():
    changed = key(name="Koha 2", permission="full", disabled_at=MOMENT, removed_at=MOMENT)
    assert {one.kind for one in follow(KEY, changed, [])} == {
        TodoKind.RENAME,
        TodoKind.PERMISSION,
        TodoKind.DISABLE,
        TodoKind.REMOVE,
    }


def test_a_key_disabled_and_enabled_there_can_be_disabled_again():
    disabled = key(disabled_at=MOMENT)
    done = [replace(one, done_at=MOMENT) for one in follow(KEY, disabled, [])]
    enabling = follow(disabled, KEY, done)
    assert [one for one in follow(KEY, disabled, enabling) if one.done_at is None] == []


NAMES = st.sampled_from(["Koha", "Koha 2", "Koha 3"])
LEVELS = st.sampled_from(["authentication", "reports", "full"])
MOMENTS = st.sampled_from([None, MOMENT])
KEYS = st.builds(key, name=NAMES, permission=LEVELS, disabled_at=MOMENTS, removed_at=MOMENTS)


@RULE
@given(st.lists(KEYS, max_size=6))
def test_however_a_key_changes_what_is_left_to_do_is_how_it_differs_from_the_portal(states):
    todos: list[Todo] = []
    before = KEY
    for after in states:
        todos = follow(before, after, todos)
        before = after
    left = {one.kind: (one.before, one.after) for one in todos}
    assert len(left) == len(todos)
    assert (TodoKind.DISABLE in left) == (before.disabled_at is not None)
    assert (TodoKind.REMOVE in left) == (before.removed_at is not None)
    assert not {TodoKind.ENABLE, TodoKind.CHECK} & left.keys()
    renaming, levelling = left.get(TodoKind.RENAME), left.get(TodoKind.PERMISSION)
    assert renaming == (None if before.name == KEY.name else (KEY.name, before.name))
    assert levelling == (
        None if before.permission == KEY.permission else (KEY.permission, before.permission)
    )


@pytest.mark.parametrize("kind", TodoKind)
def test_each_todo_says_what_to_do_in_the_portal(kind):
    levels = PermissionLevels(
        [PermissionLevel(id="full", label="Full access", can=("all",), cannot=())]
    )
    told = todo(kind, "full" if kind is TodoKind.PERMISSION else "Koha", "x").told(levels)
    assert "Koha" in told
    assert "portal" in told
    assert "{" not in told
    assert ("Full access" in told) == (kind is TodoKind.PERMISSION)
