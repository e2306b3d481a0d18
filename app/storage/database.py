"""The SQLite file: how it is opened, read and changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peewee import Query, SqliteDatabase

from app.core import text
from app.core.errors import NotSetUpError
from app.storage import schema
from app.storage.failure import explained

Parameters = Sequence[object] | Mapping[str, object]


class Database:
    """An open inventory file; used from one thread."""

    def __init__(
        self, path: Path, *, create: bool = False, upgrade: bool = False, aside: bool = True
    ) -> None:
        """Open *path*; raise a StorageError if it cannot be used.

        An older version is refused without *upgrade*, which nobody else may see; a copy of it is
        kept *aside*.
        """
        self.path = path
        if not create and not path.exists():
            raise NotSetUpError(folder=path.parent)
        mode = "rwc" if create else "rw"
        self._peewee = SqliteDatabase(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=schema.BUSY_MS / 1000
        )
        self._peewee.register_function(_folded, "folded", 1, deterministic=True)
        self._stored: list[Callable[[], None]] = []
        self._failed: list[Callable[[], None]] = []
        self._aside = 0
        try:
            with explained(path):
                self._open(create=create, upgrade=upgrade, aside=aside)
        except BaseException:
            self._peewee.close()
            raise

    def _open(self, *, create: bool, upgrade: bool, aside: bool) -> None:
        self._peewee.connect()
        if not create:
            schema.require_ours(self._peewee, self.path)
        schema.set_pragmas(self._peewee)
        if create:
            schema.pragma(self._peewee, "application_id", schema.APPLICATION_ID)
        if create or upgrade:
            schema.migrate(self._peewee, self.path, aside=aside)
        else:
            schema.require_current(self._peewee)
        schema.require_tables(self._peewee, self.path)

    def differences(self) -> schema.Differences:
        """Return how the file differs from what it must be."""
        with explained(self.path):
            return schema.differences(self._peewee)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run what is inside as one change: all of it is stored, or nothing."""
        if self._peewee.in_transaction():
            yield
            return
        self._stored.clear()
        self._failed.clear()
        try:
            with explained(self.path), self._peewee.atomic("IMMEDIATE"):
                yield
        except BaseException:
            for tidy in self._failed:
                tidy()
            raise
        for tidy in self._stored:
            tidy()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read what is inside from one moment's state."""
        with explained(self.path), self._peewee.atomic():
            yield

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Run what is inside as a change, or a part of the running one, and take it back."""
        if self.in_transaction:
            with explained(self.path), self._peewee.savepoint() as part:
                try:
                    yield
                finally:
                    part.rollback()
            return
        with explained(self.path):
            self._peewee.begin("IMMEDIATE")
            try:
                yield
            finally:
                self._peewee.rollback()

    @property
    def in_transaction(self) -> bool:
        """Whether a change is running."""
        return bool(self._peewee.in_transaction())

    def version(self) -> object:
        """Return what stays equal for as long as neither this nor another program changes anything.

        While a change runs, nothing does: it may be taken back.
        """
        if self.in_transaction:
            return object()
        changes = self._peewee.connection().total_changes - self._aside
        return self.sql("PRAGMA data_version")[0][0], changes

    def aside(self, statement: str, parameters: Sequence[object] = ()) -> None:
        """Run a statement on a table that only this connection sees."""
        connection = self._peewee.connection()
        before = connection.total_changes
        self.sql(statement, parameters)
        self._aside += connection.total_changes - before

    def afterwards(self, tidy: Callable[[], None], *, failed: bool = False) -> None:
        """Call *tidy* once the running transaction is stored, or should it have *failed*."""
        (self._failed if failed else self._stored).append(tidy)

    def run(self, query: Query) -> Any:
        """Run *query* and return what peewee returns for it."""
        with explained(self.path):
            return query.execute(self._peewee)

    def rows(self, query: Query) -> list[Any]:
        """Return all the rows of *query*."""
        with explained(self.path):
            return list(query.execute(self._peewee))

    def first(self, query: Query) -> Any:
        """Return the first row of *query*, or None."""
        with explained(self.path):
            return next(iter(query.execute(self._peewee)), None)

    def number(self, query: Any) -> int:
        """Return the one number that *query* asks for."""
        with explained(self.path):
            return int(query.scalar(self._peewee) or 0)

    def sql(self, statement: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """Run a statement that peewee has no words for, and return its rows."""
        with explained(self.path):
            return list(self._peewee.execute_sql(statement, parameters).fetchall())

    def close(self) -> None:
        """Close the file."""
        self._peewee.close()


def _folded(value: object) -> object:
    """Return a text without case for SQL; what is none, in a damaged file, as it is."""
    return text.address_form(value) if isinstance(value, str) else value
