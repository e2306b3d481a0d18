"""The portal to-dos in SQLite."""

from gettext import gettext as _
from typing import Any

from peewee import SQL

from app.core.errors import NotFoundError
from app.core.identity import KeyId, OrganisationId, TodoId
from app.core.todo import Todo, TodoKind
from app.storage.database import Database
from app.storage.failure import legible
from app.storage.ledger import Ledger
from app.storage.moment import known_moment, moment_of, text_of
from app.storage.prefix import only_match
from app.storage.tables import KeyRow, TodoRow


class SqliteTodoRepository:
    """The portal to-dos of one inventory."""

    def __init__(self, *, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def add(self, todo: Todo) -> None:
        """Store a new to-do."""
        self._ledger.insert(_row(todo))

    def withdraw(self, todo: Todo) -> None:
        """Remove a to-do whose cause was taken back."""
        self._ledger.delete(_row(todo))

    def update(self, todo: Todo) -> None:
        """Store whether, when and by whom it was done."""
        self._ledger.update(_row(todo))

    def find(self, prefix: str) -> Todo:
        """Return the only to-do whose id begins so; raise NotFoundError or AmbiguousIdError."""
        row = only_match(self._database, TodoRow.select(), TodoRow.id, prefix, _("to-do"))
        return self.get(TodoId(row.id))

    def get(self, todo_id: TodoId) -> Todo:
        """Return a to-do; raise NotFoundError."""
        todos = self._todos(TodoRow.id == todo_id)
        if not todos:
            raise NotFoundError(thing=_("to-do"), id=todo_id)
        return todos[0]

    def all(
        self, *, done: bool, organisation: OrganisationId | None = None, limit: int | None = None
    ) -> list[Todo]:
        """Return those to do, oldest first and *limit* at most, or those done, latest first."""
        conditions: list[Any] = [TodoRow.done_at.is_null(not done)]
        if organisation is not None:
            conditions.append(KeyRow.organisation == organisation)
        todos = self._todos(*conditions, limit=None if done else limit)
        if done:
            todos.sort(key=lambda todo: todo.done_at or todo.since, reverse=True)
        return todos

    def of_key(self, key_id: KeyId) -> list[Todo]:
        """Return all of a key's, done or not."""
        return self._todos(TodoRow.key == key_id)

    def count_open(self, organisation: OrganisationId | None = None) -> int:
        """Return how many are to do."""
        query = TodoRow.select(SQL("count(*)")).where(TodoRow.done_at.is_null())
        if organisation is not None:
            joined = query.join(KeyRow, on=(KeyRow.id == TodoRow.key))
            query = joined.where(KeyRow.organisation == organisation)
        return self._database.number(query)

    def _todos(self, *conditions: Any, limit: int | None = None) -> list[Todo]:
        query = (
            TodoRow.select(TodoRow, KeyRow.name.alias("key_name"), KeyRow.organisation)
            .join(KeyRow, on=(KeyRow.id == TodoRow.key))
            .where(*conditions)
            .order_by(TodoRow.since, TodoRow.id)
            .limit(limit)
        )
        return [_to_todo(values) for values in self._database.rows(query.dicts())]


def _row(todo: Todo) -> TodoRow:
    return TodoRow(
        id=todo.id,
        key=todo.key,
        kind=todo.kind.value,
        before=todo.before,
        after=todo.after,
        since=text_of(todo.since),
        done_at=text_of(todo.done_at),
        done_by=todo.done_by,
    )


def _to_todo(values: dict[str, Any]) -> Todo:
    with legible(_("to-do of {key}").format(key=values["key_name"])):
        return Todo(
            id=TodoId(values["id"]),
            key=KeyId(values["key"]),
            kind=TodoKind(values["kind"]),
            before=values["before"],
            after=values["after"],
            since=known_moment(values["since"]),
            done_at=moment_of(values["done_at"]),
            done_by=values["done_by"],
            key_name=values["key_name"],
            organisation=OrganisationId(values["organisation"]),
        )
