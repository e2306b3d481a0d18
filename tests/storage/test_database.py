"""The database itself refuses what must never happen, whoever asks."""

import sqlite3
import stat
import sys
from collections.abc import Iterator

import pytest

from app.core.errors import ImmutableError
from app.services.key_change import KeyEdit
from app.storage import migrations, schema
from app.storage.database import Database
from tests.stage import Stage, create_key
from tests.storage.hand import dump, plain

PRAGMAS = {
    "journal_mode": "truncate",
    "synchronous": 3,  # EXTRA
    "foreign_keys": 1,
    "secure_delete": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 5000,
    "temp_store": 2,  # MEMORY
    "application_id": 0x4B486C64,
    "user_version": len(migrations.steps()),
}


OTHERS = (
    "id, name, name_sort, look, permission, organisation, origin, ending, generation, created_at,"
    " notes, also_tell, compared_by, mac"
)


@pytest.fixture
def kept(specimen: Stage) -> Iterator[sqlite3.Connection]:
    """A plain connection to an inventory with keys of each kind."""
    connection = sqlite3.connect(specimen.place.database, isolation_level=None)
    connection.execute("PRAGMA recursive_triggers = 1")
    yield connection
    connection.close()


@pytest.mark.parametrize(("name", "reads"), PRAGMAS.items())
def test_each_setting_reads_back_as_it_must(stage, services, name, reads):
    services.inventory.close()
    database = Database(stage.place.database)
    assert database.sql(f"PRAGMA {name}") == [(reads,)]
    database.close()


def test_every_table_is_strict(services):
    tables = services.inventory._database.sql("PRAGMA table_list")
    ours = {name: strict for schema, name, kind, _, _, strict in tables if kind == "table"}
    assert {name for name, strict in ours.items() if not strict} <= {"sqlite_schema"} | {
        name for name in ours if name.startswith("sqlite_")
    }
    assert ours["key"] == ours["audit"] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_files_and_folder_are_for_this_user_alone(stage, services):
    create_key(services)
    assert stat.S_IMODE(stage.folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in stage.folder.iterdir()}
    assert modes["inventory.db"] == 0o600
    assert set(modes.values()) == {0o600}, modes


@pytest.mark.parametrize(
    "change",
    [
        "expires_on = '2099-01-01'",
        "expires_on = date(expires_on, '+1 day')",
        "created_at = '2020-01-01T00:00:00+00:00'",
        "origin = CASE origin WHEN 'portal' THEN 'made_here' ELSE 'portal' END",
        "ending = 'zzzz'",
        "organisation = 'another'",
        "id = 'another'",
        "number = number + 1000",
        "predecessor = id",
    ],
)
def test_what_a_key_is_never_changes(kept, change):
    before = list(kept.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match="an expiry date never changes"):
        kept.execute(f"UPDATE key SET {change}")
    assert list(kept.iterdump()) == before


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("value = x'00'", "Made here 9"),
        ("value = x'00'", "Of the portal 9"),
        ("fingerprint = x'00'", "Made here 9"),
        ("value = NULL, fingerprint = NULL", "Made here 9"),
        ("value = NULL, fingerprint = NULL, removed_at = 'now'", "Made here 9"),
        ("value = x'00', fingerprint = x'00', generation = generation", "Made here 9"),
        ("value = x'00', fingerprint = x'00', generation = generation - 1", "Made here 9"),
        ("value = x'00', fingerprint = x'00'", "Made here 0"),
    ],
)
def test_a_value_never_changes(kept, change, name):
    before = list(kept.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match="a value never changes"):
        kept.execute(f"UPDATE key SET {change} WHERE name = ?", (name,))
    assert list(kept.iterdump()) == before


def test_a_value_is_filled_in_once(kept):
    fill = "UPDATE key SET value = x'01', fingerprint = x'01' WHERE name = 'By its ending 0'"
    kept.execute(fill)
    with pytest.raises(sqlite3.IntegrityError, match="a value never changes"):
        kept.execute(fill.replace("x'01'", "x'02'"))


def test_a_rotation_may_seal_a_value_anew(kept):
    kept.execute(
        "UPDATE key SET value = x'01', generation = generation + 1 WHERE name = 'Made here 9'"
    )


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM key",
        "DELETE FROM key WHERE removed_at IS NOT NULL",
        "INSERT OR REPLACE INTO key SELECT * FROM key",
        "INSERT OR REPLACE INTO key SELECT * FROM key WHERE name = 'Made here 9'",
        f"REPLACE INTO key (number, expires_on, {OTHERS}) SELECT 99, '2099', {OTHERS} FROM key",
        "UPDATE OR REPLACE key SET number = 1",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)",
        "UPDATE audit SET actor = 'nobody'",
        "UPDATE audit SET number = number + 1 WHERE number = (SELECT max(number) FROM audit)",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
        "REPLACE INTO audit SELECT * FROM audit WHERE number = 1",
    ],
)
def test_no_key_and_no_entry_of_the_trail_is_deleted_or_replaced(kept, statement):
    before = list(kept.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match=r"never|appended only"):
        kept.execute(statement)
    assert list(kept.iterdump()) == before


def test_even_a_program_that_forgot_its_settings_deletes_nothing(specimen):
    with plain(specimen.place.database) as careless, pytest.raises(sqlite3.IntegrityError):
        careless.execute("DELETE FROM key")
    with plain(specimen.place.database) as careless, pytest.raises(sqlite3.IntegrityError):
        careless.execute("INSERT OR REPLACE INTO key SELECT * FROM key")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE key SET organisation = 'nowhere'",
        "DELETE FROM organisation",
        "UPDATE key SET owner = 'nobody'",
    ],
)
def test_what_a_key_belongs_to_is_there(kept, statement):
    kept.execute("PRAGMA foreign_keys = 1")
    with pytest.raises(sqlite3.IntegrityError):
        kept.execute(statement)


@pytest.mark.parametrize("column", ["name", "expires_on", "mac", "notes", "created_at"])
def test_columns_hold_what_they_are_for(kept, column):
    with pytest.raises(sqlite3.IntegrityError, match=r"cannot store|NOT NULL"):
        kept.execute(f"INSERT INTO key (id, {column}) VALUES ('x', 1.5)")
    with pytest.raises(sqlite3.IntegrityError, match="cannot store"):
        kept.execute("UPDATE key SET notes = x'00'")


def test_the_program_tells_of_the_refusal_in_a_sentence(services):
    key = create_key(services)
    with pytest.raises(ImmutableError, match="its expiry date never change"):
        services.inventory._database.sql("UPDATE key SET expires_on = '2099-01-01'")
    assert services.keys.get(key.id) == key


def test_a_failed_change_leaves_no_trace(stage, services):
    key = create_key(services)
    before = dump(stage.place.database)
    with pytest.raises(ZeroDivisionError), services.workplace.change():  # noqa: PT012 - it fails late
        services.change.edit(key.id, KeyEdit(name="Another", notes="words to find"))
        services.change.remove([key.id])
        create_key(services, "A second")
        raise ZeroDivisionError
    assert dump(stage.place.database) == before
    assert services.verify() == []


def test_the_file_knows_which_of_its_parts_were_changed(stage, services):
    services.inventory.close()
    with plain(stage.place.database) as connection:
        connection.execute("DROP TRIGGER key_is_never_deleted")
        connection.execute("CREATE INDEX extra ON key (notes)")
    database = Database(stage.place.database)
    assert database.differences().parts == ["index extra", "trigger key_is_never_deleted"]
    assert database.differences().pragmas == []
    database.close()


def test_the_model_of_the_file_is_whole():
    made = schema._made(*migrations.steps())
    assert len(made) > 25
    assert all(made[part] for part in made if part.startswith(("table ", "trigger ")))
