"""What is long, in parts: a statement takes only so many parameters, the memory so many rows."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from peewee import SQL, Model

from app.core.progress import Progress
from app.storage.database import Database
from app.storage.tables import key_of

_MANY = 500
_BATCH = 2_000

T = TypeVar("T")


def in_parts(things: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield *things* in parts that a statement takes as parameters."""
    for start in range(0, len(things), _MANY):
        yield things[start : start + _MANY]


def size_of(database: Database, table: type[Model]) -> int:
    """Return how many rows *table* has."""
    return database.number(table.select(SQL("count(*)")))


def batches(database: Database, table: type[Model]) -> Iterator[list[Any]]:
    """Yield the rows of *table* in the order of its key, some at a time."""
    key = key_of(table)
    last = None
    while True:
        query = table.select().order_by(key).limit(_BATCH)
        rows = database.rows(query if last is None else query.where(key > last))
        if not rows:
            return
        last = rows[-1].__data__[key.name]
        yield rows


def half(progress: Progress, number: int) -> Progress:
    """Return what reports to *progress* on the half of a work with that number, 0 or 1."""
    return lambda done, total: progress(number * total + done, 2 * total)
