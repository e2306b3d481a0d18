"""Hands on the file: SQLite itself, past the program, as somebody with an editor has it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.services.suite import Services


@contextmanager
def plain(database: Path) -> Iterator[sqlite3.Connection]:
    """Open the file as any program would; changes are stored at the end."""
    with closing(sqlite3.connect(database)) as connection, connection:
        yield connection


@contextmanager
def attacking(database: Path) -> Iterator[sqlite3.Connection]:
    """Open the file without its guards, and put them back at the end: nothing is missing then."""
    with plain(database) as connection:
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, statement in guards:
            connection.execute(statement)


def dump(database: Path) -> list[str]:
    """Return everything in the file, as SQL."""
    with plain(database) as connection:
        return list(connection.iterdump())


def told(services: Services) -> str:
    """Return what verify says, one finding a line."""
    return "\n".join(finding.told for finding in services.verify())
