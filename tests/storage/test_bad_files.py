"""Files that are no inventory, or not one for us: each is told in a sentence and left as it is."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.errors import (
    AppError,
    DatabaseBusyError,
    DatabaseDamagedError,
    DatabaseForeignError,
    DatabaseNewerError,
    NotSetUpError,
    StorageFailedError,
)
from app.storage import migrations
from app.storage.place import journal_of
from tests.stage import RECOVERY_CODE, Stage, create_key, names
from tests.storage.hand import dump, plain, told
from tests.storage.processes import holding


def pragma(statement: str) -> Callable[[Path], None]:
    def set_it(database: Path) -> None:
        with plain(database) as connection:
            connection.execute(f"PRAGMA {statement}")

    return set_it


def cut(part: float) -> Callable[[Path], None]:
    def cut_it(database: Path) -> None:
        whole = database.read_bytes()
        database.write_bytes(whole[: int(len(whole) * part)])

    return cut_it


def another_program(database: Path) -> None:
    database.unlink()
    with plain(database) as connection:
        connection.execute("CREATE TABLE contacts (name TEXT)")


def without_a_table(database: Path) -> None:
    with plain(database) as connection:
        connection.execute("DROP TABLE todo")


def with_another_column(database: Path) -> None:
    with plain(database) as connection:
        connection.execute("ALTER TABLE key RENAME COLUMN notes TO remarks")


def without_a_state(database: Path) -> None:
    with plain(database) as connection:
        connection.execute("DELETE FROM state")


def damaged_page(table: str) -> Callable[[Path], None]:
    def damage(database: Path) -> None:
        with plain(database) as connection:
            size = connection.execute("PRAGMA page_size").fetchone()[0]
            (page,) = connection.execute(
                "SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)
            ).fetchone()
        whole = bytearray(database.read_bytes())
        whole[(page - 1) * size : page * size] = b"\xa5" * size
        database.write_bytes(whole)

    return damage


NEWER, FOREIGN, DAMAGED = DatabaseNewerError, DatabaseForeignError, DatabaseDamagedError
BAD: dict[str, tuple[Callable[[Path], object], type[AppError], str]] = {
    "written by a newer version": (
        pragma(f"user_version = {len(migrations.steps()) + 1}"),
        NEWER,
        "Install the newer version",
    ),
    "without a version": (pragma("user_version = 0"), DAMAGED, "Restore your latest backup"),
    "of another program": (another_program, FOREIGN, "is not a Keyholder inventory"),
    "with another program's mark": (pragma("application_id = 1"), FOREIGN, "Choose another folder"),
    "a text": (lambda path: path.write_text("my keys\n" * 999), FOREIGN, "Choose another folder"),
    "a picture": (lambda path: path.write_bytes(b"\x89PNG\r\n" * 999), FOREIGN, "Choose another"),
    "empty": (lambda path: path.write_bytes(b""), FOREIGN, "is not a Keyholder inventory"),
    "cut after a few bytes": (cut(0.0005), DAMAGED, "Restore your latest backup"),
    "cut in the middle": (cut(0.5), DAMAGED, "Restore your latest backup"),
    "cut at the end": (cut(0.97), DAMAGED, "Restore your latest backup"),
    "without a table": (without_a_table, DAMAGED, "Restore your latest backup"),
    "with another column": (with_another_column, DAMAGED, "Restore your latest backup"),
    "without its state": (without_a_state, DAMAGED, "Restore your latest backup"),
    "with a damaged first page": (damaged_page("state"), DAMAGED, "Restore your latest backup"),
}


@pytest.mark.parametrize(("spoil", "kind", "sentence"), BAD.values(), ids=BAD.keys())
def test_a_file_that_is_none_for_us_is_refused_and_left_as_it_is(specimen, spoil, kind, sentence):
    spoil(specimen.place.database)
    before = specimen.place.database.read_bytes()
    with pytest.raises(kind) as caught:
        look_through(specimen)
    assert sentence in str(caught.value)
    assert caught.value.then()
    assert specimen.place.database.read_bytes() == before


def look_through(specimen: Stage) -> None:
    services = specimen.door.open()
    try:
        told(services)
    finally:
        services.inventory.close()


@pytest.mark.parametrize("table", ["key", "organisation", "audit", "way", "key_by_expiry"])
def test_a_damaged_page_is_told_by_the_check(specimen, table):
    damaged_page(table)(specimen.place.database)
    before = specimen.place.database.read_bytes()
    services = specimen.door.open()
    try:
        services.access.unlock(RECOVERY_CODE)
        said = told(services)
    except DatabaseDamagedError as error:
        said = str(error)
    assert "damaged" in said
    assert "restore your latest backup" in said.lower()
    services.inventory.close()
    assert specimen.place.database.read_bytes() == before


def test_a_folder_without_an_inventory_is_told_so(stage):
    with pytest.raises(NotSetUpError, match="keyholder init"):
        stage.door.open()
    assert not stage.door.exists()
    assert not stage.place.database.exists()


def test_a_folder_that_is_a_file_is_told_so(tmp_path):
    (tmp_path / "file").write_text("something")
    with pytest.raises(StorageFailedError, match="File exists"):
        Stage(folder=tmp_path / "file").door.open()
    with pytest.raises(AppError):
        Stage(folder=tmp_path / "file" / "inside").make()
    assert (tmp_path / "file").read_text() == "something"


def test_a_database_that_another_program_holds_is_waited_for_and_then_told(specimen):
    before = specimen.place.database.read_bytes()
    waited = pytest.raises(DatabaseBusyError, match="Wait until it has finished")
    with holding(specimen.place.database), waited as caught:
        specimen.door.open()
    assert "Nothing was changed" in str(caught.value)
    assert specimen.place.database.read_bytes() == before
    specimen.open().inventory.close()


def test_a_change_that_another_program_holds_up_is_told_and_can_be_made_later(specimen, reopen):
    services = reopen()
    services.inventory._database.sql("PRAGMA busy_timeout = 50")
    before = specimen.place.database.read_bytes()
    with holding(specimen.place.database, "BEGIN IMMEDIATE"):
        assert "Made here 9" in names(services)
        with pytest.raises(DatabaseBusyError):
            create_key(services, "Held up")
        with pytest.raises(DatabaseBusyError):
            services.verify()
    assert specimen.place.database.read_bytes() == before
    create_key(services, "Held up")
    services.inventory._database.sql("PRAGMA busy_timeout = 5000")
    assert told(services) == ""


def test_a_reader_beside_does_not_disturb_the_check(specimen, reopen):
    with holding(specimen.place.database, "BEGIN"):
        assert told(reopen()) == ""


def test_a_database_without_room_says_so_and_loses_nothing(specimen, reopen):
    """What a full disk says, on any computer: SQLite's own limit of pages."""
    services = reopen()
    database = services.inventory._database
    database.sql(f"PRAGMA max_page_count = {database.sql('PRAGMA page_count')[0][0] + 4}")
    stored = names(services)
    with pytest.raises(AppError, match="The disk is full") as caught:  # noqa: PT012 - soon
        for number in range(500):
            create_key(services, f"Until it is full {number}", notes="note " * 1_000)
            stored.append(f"Until it is full {number}")
    assert f"Make room in {specimen.folder}" in caught.value.then()
    assert sorted(names(services)) == sorted(stored)
    database.sql("PRAGMA max_page_count = 1000000")
    create_key(services, "After making room")
    assert told(services) == ""


def leave_a_journal(database: Path) -> None:
    """Leave the file torn, and its journal beside it, as a crash in the middle of a change does."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE key SET notes = notes || hex(randomblob(2000))")
    torn, journal = database.read_bytes(), journal_of(database).read_bytes()
    connection.execute("ROLLBACK")
    connection.close()
    database.write_bytes(torn)
    journal_of(database).write_bytes(journal)


def test_a_change_that_a_crash_tore_is_taken_back_at_the_next_start(specimen, reopen):
    whole = dump(specimen.place.database)
    leave_a_journal(specimen.place.database)
    assert told(reopen()) == ""
    assert dump(specimen.place.database) == whole


def test_a_new_inventory_is_not_spoilt_by_the_journal_of_the_one_before(specimen):
    leave_a_journal(specimen.place.database)
    specimen.place.database.unlink()
    services = specimen.make()
    key = create_key(services)
    assert told(services) == ""
    services.inventory.close()
    again = specimen.open()
    assert names(again) == [key.name]
    assert told(again) == ""
    again.inventory.close()
