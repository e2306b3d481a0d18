"""Restoring: on this computer and on a new one, whole or not at all."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core.access import WayKind
from app.core.audit import Act, Thing
from app.core.backup import Why
from app.core.errors import (
    AppError,
    BackupDamagedError,
    DatabaseNewerError,
    NotABackupError,
    RestoreInUseError,
    WrongSecretError,
)
from app.core.restore_port import ChangedKey, Offer
from app.core.secret import Secret
from app.services.key_change import KeyEdit
from app.services.suite import Services
from app.storage import migrations
from tests.stage import (
    PASSPHRASE,
    RECOVERY_CODE,
    FakeClock,
    MemoryKeyring,
    Stage,
    create_key,
    names,
)

VERSIONS = Path(__file__).parent.parent / "storage" / "versions"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def saved(stage: Stage, stick: Path) -> Path:
    """A backup of two keys; then one was changed, one removed for a third, and all was closed."""
    services = stage.make(keyring=True)
    changed = create_key(services, "Changed later")
    create_key(services, "The same")
    made = services.backups.make_file(str(stick / "saved.db"))
    services.change.edit(changed.id, KeyEdit(notes="other"))
    create_key(services, "Made later")
    services.inventory.close()
    return Path(made.path)


_TO_CLOSE: list[Any] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    while _TO_CLOSE:
        _TO_CLOSE.pop()()


def opened(stage: Stage, *, locked: bool = False) -> Services:
    services = stage.open(locked=locked)
    _TO_CLOSE.append(services.inventory.close)
    return services


def examined(stage: Stage, path: Path | str) -> Offer:
    restoring = stage.door.restore()
    _TO_CLOSE.append(restoring.abandon)
    return restoring.examine(str(path))


def restored(
    stage: Stage, path: Path, secret: Secret = RECOVERY_CODE, present: Services | None = None
) -> Services:
    restoring = stage.door.restore()
    _TO_CLOSE.append(restoring.abandon)
    offer = restoring.examine(str(path))
    restoring.prove(secret)
    inventory = restoring.finish(offer, None if present is None else present.workplace)
    _TO_CLOSE.append(inventory.close)
    return stage.door.services(inventory)


def left(stage: Stage) -> set[str]:
    return {path.name for path in stage.folder.iterdir() if not path.name.endswith(".lock")}


def elsewhere(tmp_path: Path, *, keyring: MemoryKeyring | None = None) -> Stage:
    """Another computer: an empty folder and an empty keyring."""
    return Stage(folder=tmp_path / "elsewhere" / "inventory", clock=FakeClock(), keyring=keyring)


class TestTheOffer:
    def test_it_names_what_would_change(self, stage, saved):
        offer = examined(stage, str(saved))
        assert offer.differences is not None
        assert offer.differences.added == ()
        assert offer.differences.gone == ("Made later",)
        assert offer.differences.changed == (ChangedKey("Changed later", ("notes",)),)
        assert offer.differences.same == 1
        assert not offer.differences.other_inventory

    def test_it_tells_which_ways_in_the_backup_knows(self, stage, saved):
        offer: Offer = examined(stage, str(saved))
        assert {way.kind for way in offer.ways} == set(WayKind)
        assert offer.keys == 2

    def test_looking_changes_nothing(self, stage, saved):
        before = stage.place.database.read_bytes()
        restoring = stage.door.restore()
        restoring.examine(str(saved))
        restoring.abandon()
        assert stage.place.database.read_bytes() == before
        assert left(stage) == {"inventory.db", "inventory.db-journal", "inventory.seen"}

    def test_a_backup_of_another_inventory_is_told(self, stage, saved, tmp_path):
        other = Stage(folder=tmp_path / "other").make()
        made = other.backups.make_file(str(tmp_path / "other.db"))
        other.inventory.close()
        differences = examined(stage, made.path).differences
        assert differences is not None
        assert differences.other_inventory


class TestRestoring:
    def test_what_was_backed_up_is_back(self, stage, saved):
        services = restored(stage, saved)
        assert sorted(names(services)) == ["Changed later", "The same"]
        assert services.verify() == []
        services.inventory.close()
        assert sorted(names(opened(stage))) == ["Changed later", "The same"]

    def test_the_present_state_is_kept_beside_it(self, stage, saved):
        present = opened(stage)
        before = sorted(names(present))
        present.inventory.close()
        restored(stage, saved).inventory.close()
        (kept,) = stage.folder.glob("inventory.before-restore-*.db")
        back = restored(stage, kept)
        assert sorted(names(back)) == before

    def test_it_goes_to_the_chosen_folder_instead(self, stage, saved, stick):
        present = opened(stage)
        present.backups.choose(str(stick))
        services = restored(stage, saved, present=present)
        (kept,) = (path for path in stick.glob("keyholder-*.db"))
        assert not list(stage.folder.glob("inventory.before-restore-*"))
        (made,) = services.backups._store.shelf(str(stick)).backups
        assert (made.why, made.keys, made.path) == (Why.RESTORE, 3, str(kept))

    def test_the_trail_tells_of_it_and_of_both_heads(self, stage, saved):
        present = opened(stage)
        inventory: Any = present.inventory
        number, head = inventory._ledger.chain.head()
        present.inventory.close()
        services = restored(stage, saved)
        last = services.inventory.audit.latest(1)[0]
        assert (last.act, last.thing, last.actor) == (Act.RESTORED, Thing.INVENTORY, "tester")
        assert last.before == {"entries": number, "head": head}
        assert last.after["file"] == "saved.db"

    def test_a_wrong_secret_changes_nothing(self, stage, saved):
        before = stage.place.database.read_bytes()
        restoring = stage.door.restore()
        restoring.examine(str(saved))
        with pytest.raises(WrongSecretError):
            restoring.prove(Secret("another passphrase of somebody"))
        restoring.abandon()
        assert stage.place.database.read_bytes() == before

    def test_the_passphrase_of_the_backup_counts(self, stage, saved):
        services = opened(stage)
        services.ways.set_passphrase(Secret("a later passphrase for tests"))
        services.inventory.close()
        restored(stage, saved, PASSPHRASE).inventory.close()
        services = opened(stage, locked=True)
        services.access.unlock(PASSPHRASE)

    def test_another_program_keeps_it_away(self, stage, saved):
        other = opened(stage)
        with pytest.raises(RestoreInUseError):
            restored(stage, saved)
        assert "Made later" in names(other)
        other.inventory.close()

    def test_a_hot_journal_of_the_present_inventory_is_not_rolled_into_the_backup(
        self, stage, saved
    ):
        services = opened(stage)
        inventory: Any = services.inventory
        database = inventory._database
        database._peewee.begin("IMMEDIATE")
        database.sql("PRAGMA cache_spill = 1")
        database.sql("UPDATE key SET notes = 'half' WHERE removed_at IS NULL")
        database.sql("PRAGMA cache_size = 1")
        shutil.copytree(stage.folder, stage.folder.parent / "torn")
        database._peewee.rollback()
        services.inventory.close()
        torn = replace(stage, folder=stage.folder.parent / "torn")
        back = restored(torn, saved)
        assert back.verify() == []
        assert sorted(names(back)) == ["Changed later", "The same"]


class TestANewComputer:
    def test_the_recovery_code_alone_is_enough(self, saved, tmp_path):
        stage = elsewhere(tmp_path)
        services = restored(stage, saved)
        assert sorted(names(services)) == ["Changed later", "The same"]
        assert left(stage) - {"inventory.db-journal", "inventory.seen"} == {"inventory.db"}

    def test_a_keyring_there_is_becomes_a_way_in(self, saved, tmp_path):
        stage = elsewhere(tmp_path, keyring=MemoryKeyring())
        restored(stage, saved).inventory.close()
        services = opened(stage, locked=True)
        assert services.access.open_at_start()

    def test_without_a_keyring_that_way_is_dropped(self, saved, tmp_path):
        services = restored(elsewhere(tmp_path), saved)
        assert {way.kind for way in services.ways.all()} == {
            WayKind.PASSPHRASE,
            WayKind.RECOVERY_CODE,
        }
        assert services.verify() == []

    def test_the_keyring_of_this_computer_stays(self, stage, saved):
        restored(stage, saved).inventory.close()
        services = opened(stage, locked=True)
        assert services.access.open_at_start()


class TestWhatIsRefused:
    def test_a_backup_of_an_older_version_is_brought_up(self, stage, saved):
        services = restored(stage, VERSIONS / "version-1.db")
        assert services.verify() == []

    def test_a_newer_one_is_refused(self, stage, saved, monkeypatch):
        known = migrations.steps()
        monkeypatch.setattr(migrations, "steps", lambda: known[:-1])
        with pytest.raises(DatabaseNewerError):
            examined(stage, str(saved))

    @pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + b"\0" * 5_000])
    def test_another_file_is_refused(self, stage, saved, tmp_path, content):
        (tmp_path / "file.db").write_bytes(content)
        with pytest.raises(NotABackupError):
            examined(stage, str(tmp_path / "file.db"))

    def test_the_inventory_itself_is_refused(self, stage, saved):
        with pytest.raises(NotABackupError):
            examined(stage, str(stage.place.database))

    @pytest.mark.parametrize("what", ["nothing", "a folder", "a pipe"])
    def test_no_file_is_refused(self, stage, saved, tmp_path, what):
        path = tmp_path / "there"
        if what == "a folder":
            path.mkdir()
        elif what == "a pipe":
            os.mkfifo(path)
        with pytest.raises(NotABackupError):
            examined(stage, str(path))

    @pytest.mark.parametrize(
        "statement",
        [
            "CREATE TRIGGER more AFTER INSERT ON audit BEGIN DELETE FROM way; END",
            "UPDATE key SET expires_on = '2099-01-01' WHERE 0; DELETE FROM todo; DROP TABLE todo",
            "DELETE FROM state",
            "UPDATE state SET counts = 'x'",
            "UPDATE way SET parameters = '{}'",
        ],
    )
    def test_a_file_with_a_surprise_in_it_is_refused(self, stage, saved, statement):
        with closing(sqlite3.connect(saved)) as connection:
            connection.executescript(statement)
        saved.with_name("saved.db.json").unlink()
        before = stage.place.database.read_bytes()
        with pytest.raises(AppError):
            restored(stage, saved)
        while _TO_CLOSE:
            _TO_CLOSE.pop()()
        assert stage.place.database.read_bytes() == before
        assert left(stage) == {"inventory.db", "inventory.db-journal", "inventory.seen"}

    def test_a_cut_file_is_refused(self, stage, saved):
        saved.write_bytes(saved.read_bytes()[:-4096])
        with pytest.raises(BackupDamagedError):
            examined(stage, str(saved))
