"""A newer version opens an older inventory: copied aside first, then changed as a whole or not."""

import shutil
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.application import ApplicationDraft
from app.core.errors import DatabaseNewerError, InventoryInUseError
from app.core.notice import NoticeState
from app.core.preference import MAIL_HOST
from app.storage import migrations
from app.storage.database import Database
from tests.stage import Stage, names
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
    stage = Stage(folder=tmp_path / "inventory")
    stage.folder.mkdir()
    shutil.copy(VERSIONS / f"version-{version}.db", stage.place.database)
    services = stage.open()
    assert told(services) == ""
    assert "Made here 9" in names(services)
    organisation = services.organisations.default()
    assert organisation.also_tell == ()
    again = replace(organisation, also_tell=("desk@example.org",))
    services.organisations.edit(organisation.id, again)
    assert services.organisations.default().also_tell == ("desk@example.org",)
    koha = ApplicationDraft(name="Koha", kind="koha", organisation=organisation.id)
    [key, *_others] = services.keys.next_to_expire(None, 1)
    application = services.applications.create(koha, [key.id])
    assert [place.application for place in services.uses.of_key(key.id)] == [application]
    assert key.unused_at is None
    assert told(services) == ""
    services.inventory.close()


def test_a_step_that_ends_in_the_middle_is_a_bug(specimen, steps):
    steps("CREATE TABLE invention (id TEXT")
    with pytest.raises(ValueError, match="middle of a statement"):
        Database(specimen.place.database, upgrade=True)


def test_the_second_version_keeps_its_notices_and_what_was_answered(tmp_path):
    stage = Stage(folder=tmp_path / "inventory")
    stage.folder.mkdir()
    shutil.copy(VERSIONS / "version-2.db", stage.place.database)
    services = stage.open()
    counts = services.notice_list.counts()
    assert counts[NoticeState.ACKNOWLEDGED] == 1
    assert counts[NoticeState.OPEN] > 1
    assert services.settings.load().get(MAIL_HOST) == "mail.example.org"
    services.inventory.close()
