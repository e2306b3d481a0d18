"""A newer version opens an older inventory: copied aside first, then changed as a whole or not."""

import shutil
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import DatabaseNewerError, InventoryInUseError
from app.core.notice import NoticeState
from app.core.preference import LOCK_MINUTES, MAIL_HOST
from app.storage import migrations
from app.storage.database import Database
from tests.services.replacing import application, of, successor
from tests.stage import FakeClock, Stage, listed, names
from tests.storage.hand import dump, plain, told

VERSIONS = Path(__file__).parent / "versions"
NEXT = len(migrations.steps()) + 1
ANOTHER = """
CREATE TABLE invention (id TEXT PRIMARY KEY) STRICT;
CREATE TRIGGER invention_stays BEFORE DELETE ON invention
BEGIN SELECT RAISE(ABORT, 'it stays'); END;
"""
BROKEN = ANOTHER + "INSERT INTO no_such_table VALUES (1);\n"


@pytest.fixture
def steps(monkeypatch):
    """What adds a step to the versions that the program knows."""
    known = migrations.steps()

    def add(script: str) -> None:
        monkeypatch.setattr(migrations, "steps", lambda: [*known, script])

    return add


def test_an_older_inventory_is_copied_aside_and_brought_up_to_date(specimen, reopen, steps):
    before = dump(specimen.place.database)
    steps(ANOTHER)
    services = reopen()
    assert "Made here 9" in names(services)
    assert told(services) == ""
    services.inventory.close()
    with plain(specimen.place.database) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT,)
        assert connection.execute("SELECT count(*) FROM invention").fetchone() == (0,)
    copy = specimen.folder / f"inventory.db.before-version-{NEXT}"
    assert sorted(dump(copy)) == sorted(before)
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_step_that_fails_leaves_the_inventory_as_it_was(specimen, steps):
    before = dump(specimen.place.database)
    steps(BROKEN)
    with pytest.raises(Exception, match="no_such_table"):
        Database(specimen.place.database, upgrade=True)
    assert dump(specimen.place.database) == before
    with plain(specimen.place.database) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT - 1,)


def test_an_inventory_is_migrated_once(specimen, steps):
    steps(ANOTHER)
    Database(specimen.place.database, upgrade=True).close()
    copy = specimen.folder / f"inventory.db.before-version-{NEXT}"
    copy.unlink()
    Database(specimen.place.database, upgrade=True).close()
    assert not copy.exists()


def test_the_older_version_refuses_the_newer_inventory_afterwards(specimen, monkeypatch, steps):
    steps(ANOTHER)
    Database(specimen.place.database, upgrade=True).close()
    monkeypatch.undo()
    with pytest.raises(DatabaseNewerError, match="Install the newer version"):
        specimen.door.open()


def test_an_older_inventory_that_another_program_uses_is_left_alone(specimen, steps):
    services = specimen.open()
    steps(ANOTHER)
    with pytest.raises(InventoryInUseError, match="Close every Keyholder"):
        specimen.door.open()
    services.inventory.close()
    specimen.door.open().inventory.close()


@pytest.mark.parametrize("version", range(1, len(migrations.steps())))
def test_each_version_there_was_is_brought_up_to_date_and_keeps_everything(tmp_path, version):
    """The stored inventories were written by the versions of their time."""
    services = stored(tmp_path, version).open()
    assert told(services) == ""
    assert "Made here 9" in names(services)
    organisation = services.organisations.default()
    assert organisation.also_tell == ()
    again = replace(organisation, also_tell=("desk@example.org",))
    services.organisations.edit(organisation.id, again)
    assert services.organisations.default().also_tell == ("desk@example.org",)
    assert told(services) == ""
    services.inventory.close()


def stored(tmp_path: Path, version: int) -> Stage:
    """Return a stage with the stored inventory of an older version."""
    stage = Stage(folder=tmp_path / "inventory")
    stage.folder.mkdir()
    shutil.copy(VERSIONS / f"version-{version}.db", stage.place.database)
    return stage


def rows_of(database: Path, table: str) -> list[tuple[object, ...]]:
    with plain(database) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()


@pytest.mark.parametrize("version", [1, 2])
def test_each_version_without_them_gets_applications_and_replacements(tmp_path, version):
    services = stored(tmp_path, version).open()
    old = next(key for key in listed(services) if key.name == "Of the portal 22")
    assert (old.unused_at, old.used_by) == (None, 0)
    koha = application(services, "Koha", old)
    new = successor(services, old)
    services.replacements.move(of(services, new).replacement.id, koha.id)
    services.change.confirm_unused([old.id])
    services.replacements.close(of(services, new).replacement.id, disable=True, remove=True)
    assert [key.id for key in listed(services, filter="used:one")] == [new.id]
    assert len(services.replacement_list.ended()) == 1
    services.change.restore([old.id])
    application(services, "Alma", services.keys.get(old.id))
    assert services.keys.get(old.id).unused_at is None
    assert told(services) == ""
    services.inventory.close()


@pytest.mark.parametrize("table", ["notice", "delivery", "delivery_notice", "preference"])
def test_the_second_version_keeps_its_notices_and_settings(tmp_path, table):
    stage = stored(tmp_path, 2)
    before = rows_of(stage.place.database, table)
    assert before
    services = stage.open()
    assert rows_of(stage.place.database, table) == before
    assert rows_of(stage.folder / "inventory.db.before-version-3", table) == before
    assert services.settings.load().get(LOCK_MINUTES) == 30
    assert services.settings.load().get(MAIL_HOST) == "mail.example.org"
    counts = services.notice_list.counts()
    assert counts[NoticeState.ACKNOWLEDGED] == 1
    assert counts[NoticeState.OPEN] > 1
    assert services.notices.look().raised == ()
    assert told(services) == ""
    services.inventory.close()


@pytest.mark.parametrize("table", ["application", "use", "replacement", "audit"])
def test_the_third_version_keeps_its_applications_and_its_trail(tmp_path, table):
    clock = FakeClock()
    stage = replace(stored(tmp_path, 3), clock=clock)
    before = rows_of(stage.place.database, table)
    assert before
    services = stage.open()
    assert rows_of(stage.place.database, table) == before
    clock.turn(days=365 * 12)
    made = services.archives.make(str(tmp_path / "archive.jsonl"), 2)
    assert made.last == len(rows_of(stage.folder / "inventory.db.before-version-4", "audit"))
    assert told(services) == ""
    services.inventory.close()


def test_a_step_that_ends_in_the_middle_is_a_bug(specimen, steps):
    steps("CREATE TABLE invention (id TEXT")
    with pytest.raises(ValueError, match="middle of a statement"):
        Database(specimen.place.database, upgrade=True)
