"""Portal to-dos: what a change here leaves to be done in the portal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from gettext import gettext as _

from app.core.identity import KeyId, OrganisationId, TodoId
from app.core.key import Key, Origin
from app.core.permission import PermissionLevels


class TodoKind(StrEnum):
    """What is to be done in the portal."""

    RENAME = "rename"
    PERMISSION = "permission"
    DISABLE = "disable"
    ENABLE = "enable"
    REMOVE = "remove"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One thing to do in the portal, until someone ticks it."""

    id: TodoId
    key: KeyId
    kind: TodoKind
    before: str = ""
    after: str = ""
    since: datetime
    done_at: datetime | None = None
    done_by: str = ""
    key_name: str = ""
    organisation: OrganisationId | None = None

    def told(self, levels: PermissionLevels) -> str:
        """Say what to do, for a person who has the portal open."""
        changed = (self.before, self.after)
        if self.kind is TodoKind.PERMISSION:
            changed = (levels.label(self.before), levels.label(self.after))
        sentences = {
            TodoKind.RENAME: _("Rename “{before}” to “{after}” in the portal."),
            TodoKind.PERMISSION: _(
                "Change the permission of “{name}” from {before} to {after} in the portal."
            ),
            TodoKind.DISABLE: _(
                "Disable “{name}” in the portal; if it cannot be, remove it there."
            ),
            TodoKind.ENABLE: _("Check in the portal that “{name}” works again."),
            TodoKind.REMOVE: _("Remove “{name}” in the portal."),
            TodoKind.CHECK: _(
                "Check in the portal that “{name}” still exists: it was ticked as removed."
            ),
        }
        return sentences[self.kind].format(name=self.key_name, before=changed[0], after=changed[1])


@dataclass(frozen=True, slots=True)
class Wanted:
    """A to-do that a change calls for."""

    kind: TodoKind
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class TodoPlan:
    """What a change does to a key's open to-dos."""

    withdraw: tuple[Todo, ...] = ()
    add: tuple[Wanted, ...] = ()


_OPPOSITE = {
    TodoKind.DISABLE: TodoKind.ENABLE,
    TodoKind.ENABLE: TodoKind.DISABLE,
    TodoKind.REMOVE: TodoKind.CHECK,
    TodoKind.CHECK: TodoKind.REMOVE,
}


def plan(before: Key, after: Key, todos: Iterable[Todo]) -> TodoPlan:
    """Return what changing *before* to *after* asks of the portal, given the key's *todos*.

    A change that takes back one not yet made in the portal only withdraws its to-do: so an
    undo takes the to-do back with it.
    """
    if before.origin is not Origin.PORTAL:
        return TodoPlan()
    known = list(todos)
    open_ones = {todo.kind: todo for todo in known if todo.done_at is None}
    withdraw: list[Todo] = []
    add: list[Wanted] = []
    for wanted in _wanted(before, after, known):
        replaced = open_ones.get(wanted.kind)
        if replaced is not None:
            withdraw.append(replaced)
            wanted = Wanted(wanted.kind, replaced.before, wanted.after)  # noqa: PLW2901 - merged
        undone = open_ones.get(_OPPOSITE.get(wanted.kind, wanted.kind))
        if undone is not None and undone.kind is not wanted.kind:
            withdraw.append(undone)
        elif not wanted.before or wanted.before != wanted.after:
            add.append(wanted)
    return TodoPlan(tuple(withdraw), tuple(add))


def _wanted(before: Key, after: Key, todos: list[Todo]) -> Iterable[Wanted]:
    if before.name != after.name:
        yield Wanted(TodoKind.RENAME, before.name, after.name)
    if before.permission != after.permission:
        yield Wanted(TodoKind.PERMISSION, before.permission, after.permission)
    if before.disabled_at is None and after.disabled_at is not None:
        yield Wanted(TodoKind.DISABLE)
    if before.disabled_at is not None and after.disabled_at is None:
        yield Wanted(TodoKind.ENABLE)
    if before.removed_at is None and after.removed_at is not None:
        yield Wanted(TodoKind.REMOVE)
    if before.removed_at is not None and after.removed_at is None and _was_removed_there(todos):
        yield Wanted(TodoKind.CHECK)


def _was_removed_there(todos: list[Todo]) -> bool:
    """Tell whether the removal was ticked as done, or is still to do and to be withdrawn."""
    return any(todo.kind is TodoKind.REMOVE for todo in todos)


def stands(todo: Todo, key: Key, open_ones: Iterable[Todo]) -> bool:
    """Tell whether *todo*, which was ticked, would be to do: nothing has gone beyond it since."""
    kinds = {one.kind for one in open_ones}
    if key.superseded_at is not None or kinds & {todo.kind, _OPPOSITE.get(todo.kind)}:
        return False
    return {
        TodoKind.RENAME: key.name == todo.after,
        TodoKind.PERMISSION: key.permission == todo.after,
        TodoKind.DISABLE: key.disabled_at is not None,
        TodoKind.ENABLE: key.disabled_at is None,
        TodoKind.REMOVE: key.removed_at is not None,
        TodoKind.CHECK: key.removed_at is None,
    }[todo.kind]
