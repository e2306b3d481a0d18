"""The SQLite file: how it is opened, checked and changed."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peewee import SQL, Model, Query, SqliteDatabase, fn

from app.core.errors import (
    DatabaseDamagedError,
    DatabaseForeignError,
    DatabaseNewerError,
    NotSetUpError,
)
from app.storage import migrations
from app.storage.failure import explained

APPLICATION_ID = 0x4B486C64  # "KHld"
BUSY_MS = 5_000

# What each must read back as; why each: the safety notes on durability and on edits from outside
_PRAGMAS: dict[str, tuple[str | int, str | int]] = {
    "busy_timeout": (BUSY_MS, BUSY_MS),
    "journal_mode": ("TRUNCATE", "truncate"),
    "synchronous": ("EXTRA", 3),
    "foreign_keys": (1, 1),
    "secure_delete": (1, 1),
    "recursive_triggers": (1, 1),
    "trusted_schema": (0, 0),
    "cell_size_check": (1, 1),
    "temp_store": ("MEMORY", 2),
    "cache_size": (-65_536, -65_536),
}


class Database:
    """An open inventory file; used from one thread."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open *path*; raise a StorageError if it cannot be used."""
        self.path = path
        if not create and not path.exists():
            raise NotSetUpError(folder=path.parent)
        mode = "rwc" if create else "rw"
        self._peewee = SqliteDatabase(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_MS / 1000
        )
        self._after: list[Callable[[], None]] = []
        try:
            with explained(path):
                self._open(create=create)
        except BaseException:
            self._peewee.close()
            raise

    def _open(self, *, create: bool) -> None:
        self._peewee.connect()
        if not create:
            self._require_ours()
        self.set_pragmas()
        if create:
            self._pragma("application_id", APPLICATION_ID)
        self._migrate()

    def _require_ours(self) -> None:
        if self._pragma("application_id") != APPLICATION_ID:
            raise DatabaseForeignError(path=self.path)
        version = self._pragma("user_version")
        if version > len(migrations.steps()):
            raise DatabaseNewerError
        if version < 1:
            raise DatabaseDamagedError(path=self.path)

    def set_pragmas(self) -> None:
        """Set each pragma, where that is not so already."""
        for name, (wanted, reads) in _PRAGMAS.items():
            if self._pragma(name) != reads:
                self._pragma(name, wanted)

    def wrong_pragmas(self) -> list[str]:
        """Return the pragmas that do not read back as they must."""
        return [name for name, (_, reads) in _PRAGMAS.items() if self._pragma(name) != reads]

    def _pragma(self, name: str, value: str | int | None = None) -> Any:
        suffix = "" if value is None else f" = {value}"
        row = self._peewee.execute_sql(f"PRAGMA {name}{suffix}").fetchone()
        return row[0] if row else None

    def _migrate(self) -> None:
        steps = migrations.steps()
        version = self._pragma("user_version")
        if version == len(steps):
            return
        if version:
            self._copy_aside(version)
        with self._peewee.atomic("IMMEDIATE"):
            for script in steps[version:]:
                for statement in _statements(script):
                    self._peewee.execute_sql(statement)
            self._pragma("user_version", len(steps))

    def _copy_aside(self, version: int) -> None:
        aside = self.path.with_name(f"{self.path.name}.before-version-{version + 1}")
        aside.unlink(missing_ok=True)
        aside.touch(mode=0o600)
        self._peewee.execute_sql("VACUUM INTO ?", (str(aside),))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run what is inside as one change: all of it is stored, or nothing."""
        if self._peewee.in_transaction():
            yield
            return
        self._after.clear()
        with explained(self.path), self._peewee.atomic("IMMEDIATE"):
            yield
        for tidy in self._after:
            tidy()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read what is inside from one moment's state."""
        with explained(self.path), self._peewee.atomic():
            yield

    @property
    def in_transaction(self) -> bool:
        """Whether a change is running."""
        return bool(self._peewee.in_transaction())

    def after_commit(self, tidy: Callable[[], None]) -> None:
        """Call *tidy* once the running transaction is stored."""
        self._after.append(tidy)

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

    def sql(self, statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run a statement that peewee has no words for, and return its rows."""
        with explained(self.path):
            return list(self._peewee.execute_sql(statement, parameters).fetchall())

    def size_of(self, table: type[Model]) -> int:
        """Return how many rows *table* has."""
        return self.number(table.select(fn.COUNT(SQL("*"))))

    def close(self) -> None:
        """Close the file."""
        self._peewee.close()


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of *script*, triggers whole."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError("a migration ends in the middle of a statement")
