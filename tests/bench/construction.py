"""Makes the bench's inventory: rows sealed as storage seals them, stored by the thousand."""

import hashlib
import itertools
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.core.identity import TodoId
from app.core.key import Key
from app.core.secret import Secret
from app.core.todo import Todo, plan
from app.services.suite import Services
from app.storage import migrations, todo_repository
from app.storage.database import Database
from app.storage.inventory import SqliteInventory
from app.storage.ledger import row_bytes
from app.storage.tables import KeyRow, SealedRow, TodoRow, columns_of, name_of
from tests.bench import population
from tests.stage import FakeClock, Stage

_BATCH = 20_000


def stage(parent: Path, count: int) -> Stage:
    """Return the stage with *count* keys, made now unless it is there and fits."""
    made_of = f"{count} {migrations.steps()} {Path(population.__file__).read_text('utf-8')}"
    name = f"{count}-keys-{hashlib.sha256(made_of.encode()).hexdigest()[:12]}"
    found = Stage(folder=parent / name, clock=FakeClock(population.NOW))
    if not found.place.database.exists():
        for former in (*parent.glob(f"{count}-keys-*"), parent / "unfinished"):
            shutil.rmtree(former, ignore_errors=True)
        _make(parent, name, count)
    return found


def _make(parent: Path, name: str, count: int) -> None:
    start = time.perf_counter()
    unfinished = Stage(folder=parent / "unfinished", clock=FakeClock(population.NOW))
    services = unfinished.make()
    fill(services, count)
    services.inventory.close()
    unfinished.folder.rename(parent / name)
    print(f"{count:,} keys made in {time.perf_counter() - start:.0f} s")  # noqa: T201 - its answer


def fill(services: Services, count: int) -> None:
    """Store *count* keys."""
    inventory = services.inventory
    assert isinstance(inventory, SqliteInventory)
    owned = population.owners(services)
    database, ledger = inventory._database, inventory._ledger
    todos: list[TodoRow] = []
    with inventory.transaction(), _no_indexes(database):
        _store(inventory, _key_rows(inventory, population.keys(count, owned), todos))
        _store(inventory, todos)
        database.sql("INSERT INTO key_search (key_search) VALUES ('rebuild')")
        ledger._changes.update(key=count, todo=len(todos))
        ledger._touched = True


@contextmanager
def _no_indexes(database: Database) -> Iterator[None]:
    """Take the table's indexes and triggers away, and put them back over all the rows at once."""
    found = database.sql(
        "SELECT type, name, sql FROM sqlite_master"
        " WHERE tbl_name = 'key' AND type IN ('index', 'trigger') AND sql IS NOT NULL"
    )
    for kind, name, _sql in found:
        database.sql(f"DROP {kind} {name}")
    yield
    for _kind, _name, sql in found:
        database.sql(sql)


def _store(inventory: SqliteInventory, rows: Iterable[SealedRow]) -> None:
    """Seal *rows*, which are of one table, and store them."""
    cursor = inventory._database._peewee.cursor()
    waiting = iter(rows)
    while batch := list(itertools.islice(waiting, _BATCH)):
        table = type(batch[0])
        columns = [name for name in columns_of(table) if name != "number"]
        for row in batch:
            row.mac = inventory._vault.mac(row_bytes(row))
        cursor.executemany(
            f"INSERT INTO {name_of(table)} ({', '.join(columns)})"
            f" VALUES ({', '.join('?' for _ in columns)})",
            [[row.__data__.get(name) for name in columns] for row in batch],
        )


def _key_rows(
    inventory: SqliteInventory, keys: Iterable[tuple[Key, Secret | None]], todos: list[TodoRow]
) -> Iterator[KeyRow]:
    """Yield each key's row; add to *todos* what its removal or disabling leaves."""
    for key, value in keys:
        yield inventory.keys._new_row(key, value)
        for wanted in plan(replace(key, disabled_at=None, removed_at=None), key, []).add:
            todo = Todo(
                id=TodoId(f"{key.id[:-2]}{len(todos) % 90 + 10}"),
                key=key.id,
                kind=wanted.kind,
                since=key.created_at,
            )
            todos.append(todo_repository._row(todo))
