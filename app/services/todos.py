"""Portal to-dos: what is left to do in the portal, ticked when done."""

from collections.abc import Callable
from dataclasses import replace
from gettext import gettext as _

from app.core import todo as todos
from app.core.audit import Act, Thing
from app.core.errors import WrongStateError
from app.core.identity import KeyId, OrganisationId, TodoId
from app.core.todo import Todo
from app.services.workplace import Workplace


class Todos:
    """The portal to-dos."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def all(self, *, done: bool = False, organisation: OrganisationId | None = None) -> list[Todo]:
        """Return those to do, oldest first, or those done, latest first."""
        return self._workplace.inventory.todos.all(done=done, organisation=organisation)

    def oldest(self, limit: int, organisation: OrganisationId | None = None) -> list[Todo]:
        """Return those that were to do first, *limit* at most."""
        return self._workplace.inventory.todos.all(
            done=False, organisation=organisation, limit=limit
        )

    def open_of(self, key_id: KeyId) -> list[Todo]:
        """Return what is to do for one key."""
        return [one for one in self._workplace.inventory.todos.of_key(key_id) if not one.done_at]

    def count_open(self, organisation: OrganisationId | None = None) -> int:
        """Return how many are to do."""
        return self._workplace.inventory.todos.count_open(organisation)

    def find(self, prefix: str) -> Todo:
        """Return the only to-do whose id begins so; raise NotFoundError or AmbiguousIdError."""
        return self._workplace.inventory.todos.find(prefix)

    def told(self, todo: Todo) -> str:
        """Say what is to be done."""
        return todo.told(self._workplace.levels)

    def tick(self, todo_id: TodoId) -> None:
        """Note that it was done in the portal, now and by this person."""
        now, actor = self._workplace.now(), self._workplace.actor
        self._put(todo_id, Act.TICKED, lambda todo: replace(todo, done_at=now, done_by=actor))

    def untick(self, todo_id: TodoId) -> None:
        """Take a tick back; raise WrongStateError if the key has changed beyond it since."""
        self._put(todo_id, Act.UNTICKED, self._unticked)

    def _unticked(self, todo: Todo) -> Todo:
        key = self._workplace.inventory.keys.get(todo.key)
        if todo.done_at and not todos.stands(todo, key, self.open_of(todo.key)):
            raise WrongStateError(name=key.name, reason=_("it was changed again since"))
        return replace(todo, done_at=None, done_by="")

    def _put(self, todo_id: TodoId, act: Act, change: Callable[[Todo], Todo]) -> None:
        with self._workplace.change():
            before = self._workplace.inventory.todos.get(todo_id)
            after = change(before)
            if (before.done_at is None) != (after.done_at is None):
                self._workplace.inventory.todos.update(after)
                self._workplace.record(
                    act, Thing.TODO, todo_id, after={"key": after.key, "kind": after.kind.value}
                )
