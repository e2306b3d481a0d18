"""What a database file must be: ours, of this version, with its settings and guards in force."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from peewee import SqliteDatabase

from app.core.errors import (
    DatabaseDamagedError,
    DatabaseForeignError,
    DatabaseNewerError,
    InventoryInUseError,
)
from app.storage import migrations

APPLICATION_ID = 0x4B486C64  # "KHld"
BUSY_MS = 5_000
_HEADER = 100

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
# The index of words keeps tables of its own, as SQLite's version likes them
_PARTS = (
    "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema"
    " WHERE NOT (name GLOB 'key_search_*' OR name GLOB 'sqlite_stat*')"
)


def require_ours(database: SqliteDatabase, path: Path) -> None:
    """Raise a StorageError unless the file is an inventory that this version can open."""
    if pragma(database, "application_id") != APPLICATION_ID:
        raise DatabaseForeignError(path=path)
    version = pragma(database, "user_version")
    if version > len(migrations.steps()):
        raise DatabaseNewerError
    if version < 1:
        raise DatabaseDamagedError(path=path)


def require_current(database: SqliteDatabase) -> None:
    """Raise InventoryInUseError where the file is of an older version still."""
    if pragma(database, "user_version") < len(migrations.steps()):
        raise InventoryInUseError


def is_older(path: Path) -> bool:
    """Tell whether the file at *path* is an inventory of an older version."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError:
        return False  # whoever opens it is told
    ours = header[68:72] == APPLICATION_ID.to_bytes(4, "big")
    return ours and int.from_bytes(header[60:64], "big") in range(1, len(migrations.steps()))


def set_pragmas(database: SqliteDatabase) -> None:
    """Set each pragma, where that is not so already."""
    for name, (wanted, reads) in _PRAGMAS.items():
        if pragma(database, name) != reads:
            pragma(database, name, wanted)


@dataclass(frozen=True, slots=True)
class Differences:
    """The pragmas that do not read back as they must, and the parts that were changed.

    Parts are tables, indexes and triggers.
    """

    pragmas: list[str]
    parts: list[str]


def differences(database: SqliteDatabase) -> Differences:
    """Return how the file differs from what it must be."""
    wrong = [name for name, (_, reads) in _PRAGMAS.items() if pragma(database, name) != reads]
    return Differences(wrong, _changed_parts(database))


def pragma(database: SqliteDatabase, name: str, value: str | int | None = None) -> Any:
    """Return a pragma, after setting it to *value* if one is given."""
    suffix = "" if value is None else f" = {value}"
    row = database.execute_sql(f"PRAGMA {name}{suffix}").fetchone()
    return row[0] if row else None


def migrate(database: SqliteDatabase, path: Path, *, aside: bool) -> None:
    """Bring the file to this version, in one transaction; a copy of it is kept *aside*."""
    steps = migrations.steps()
    version = pragma(database, "user_version")
    if version == len(steps):
        return
    if version and aside:
        _copy_aside(database, path.with_name(f"{path.name}.before-version-{version + 1}"))
    with database.atomic("IMMEDIATE"):
        for script in steps[version:]:
            for statement in _statements(script):
                database.execute_sql(statement)
        pragma(database, "user_version", len(steps))


def _copy_aside(database: SqliteDatabase, aside: Path) -> None:
    aside.unlink(missing_ok=True)
    aside.touch(mode=0o600)
    database.execute_sql("VACUUM INTO ?", (str(aside),))


def require_tables(database: SqliteDatabase, path: Path) -> None:
    """Raise DatabaseDamagedError unless tables and indexes are as the migrations made them."""
    made = _made(*migrations.steps())
    for part in _changed_parts(database):
        if part in made and not part.startswith("trigger "):
            raise DatabaseDamagedError(path=path)


def _changed_parts(database: SqliteDatabase) -> list[str]:
    found = dict(database.execute_sql(_PARTS).fetchall())
    made = _made(*migrations.steps())
    return sorted(name for name in found | made if found.get(name) != made.get(name))


@cache
def _made(*steps: str) -> dict[str, str]:
    with closing(sqlite3.connect(":memory:")) as model:
        for script in steps:
            model.executescript(script)
        return dict(model.execute(_PARTS).fetchall())


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
