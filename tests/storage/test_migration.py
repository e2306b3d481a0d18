"""A newer version opens an older inventory: copied aside first, then changed as a whole or not."""

import stat
import sys

import pytest

from app.core.errors import DatabaseNewerError
from app.storage import migrations
from app.storage.database import Database
from tests.stage import names
from tests.storage.hand import dump, plain, told

SECOND = """
CREATE TABLE application (id TEXT PRIMARY KEY) STRICT;
CREATE TRIGGER application_stays BEFORE DELETE ON application
BEGIN SELECT RAISE(ABORT, 'it stays'); END;
"""
BROKEN = SECOND + "INSERT INTO no_such_table VALUES (1);\n"


@pytest.fixture
def steps(monkeypatch):
    """What adds a step to the versions that the program knows."""
    known = migrations.steps()

    def add(script: str) -> None:
        monkeypatch.setattr(migrations, "steps", lambda: [*known, script])

    return add


def test_an_older_inventory_is_copied_aside_and_brought_up_to_date(specimen, reopen, steps):
    before = dump(specimen.place.database)
    steps(SECOND)
    services = reopen()
    assert "Made here 9" in names(services)
    assert told(services) == ""
    services.inventory.close()
    with plain(specimen.place.database) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM application").fetchone() == (0,)
    copy = specimen.folder / "inventory.db.before-version-2"
    assert sorted(dump(copy)) == sorted(before)
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_step_that_fails_leaves_the_inventory_as_it_was(specimen, steps):
    before = dump(specimen.place.database)
    steps(BROKEN)
    with pytest.raises(Exception, match="no_such_table"):
        Database(specimen.place.database)
    assert dump(specimen.place.database) == before
    with plain(specimen.place.database) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_an_inventory_is_migrated_once(specimen, steps):
    steps(SECOND)
    Database(specimen.place.database).close()
    copy = specimen.folder / "inventory.db.before-version-2"
    copy.unlink()
    Database(specimen.place.database).close()
    assert not copy.exists()


def test_the_older_version_refuses_the_newer_inventory_afterwards(specimen, monkeypatch, steps):
    steps(SECOND)
    Database(specimen.place.database).close()
    monkeypatch.undo()
    with pytest.raises(DatabaseNewerError, match="Install the newer version"):
        specimen.door.open()


def test_a_step_that_ends_in_the_middle_is_a_bug(specimen, steps):
    steps("CREATE TABLE application (id TEXT")
    with pytest.raises(ValueError, match="middle of a statement"):
        Database(specimen.place.database)
