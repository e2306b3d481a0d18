"""Backups as a person meets them: made, kept, verified, drilled, and told of when they fail."""

import json
import stat
from pathlib import Path

import pytest

from app.core.audit import Act
from app.core.backup import Standing, Trouble, Why
from app.core.errors import (
    CancelledError,
    FieldError,
    NoBackupFolderError,
    VaultLockedError,
    WrongSecretError,
)
from app.services.suite import Services
from app.storage import migrations
from tests.stage import RECOVERY_CODE, Stage, create_key, listed
from tests.storage.backup_acts import restored


@pytest.fixture
def folder(services: Services, tmp_path: Path) -> Path:
    """A chosen folder."""
    chosen = tmp_path / "stick"
    chosen.mkdir()
    services.backups.choose(str(chosen))
    return chosen


def acts(services: Services) -> list[Act]:
    return [one.act for one in services.inventory.audit.latest(1_000)]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class TestMaking:
    def test_a_backup_is_a_whole_copy_with_a_signed_manifest(self, services, folder):
        create_key(services)
        made = services.backups.make()
        assert services.backups.verify(made.path) == []
        (listed_one,) = services.backups.shelf().backups
        assert listed_one == made
        assert (made.standing, made.keys, made.why) == (Standing.GOOD, 1, Why.ASKED)
        short = json.loads(Path(made.path + ".json").read_text())["vault"][:8]
        assert names(folder) == [
            f"keyholder-{short}-20260615T120000Z.db",
            f"keyholder-{short}-20260615T120000Z.db.json",
        ]

    def test_it_is_made_and_restored_from_a_folder_named_briefly(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        brief = Stage(folder=Path("brief")).make()
        (tmp_path / "stick").mkdir()
        brief.backups.choose(str(tmp_path / "stick"))
        made = brief.backups.make()
        brief.inventory.close()
        restored(Stage(folder=Path("elsewhere")), made.path).inventory.close()
        assert (tmp_path / "elsewhere" / "inventory.db").exists()

    def test_somebody_who_cancels_leaves_nothing(self, services, folder, stage):
        def cancel(_done: int, _total: int) -> None:
            raise CancelledError

        with pytest.raises(CancelledError):
            services.backups.make(progress=cancel)
        with pytest.raises(CancelledError):
            services.backups.before(Why.IMPORT, cancel)
        assert names(folder) == []
        assert not list(stage.folder.glob("*copy*"))

    def test_its_files_are_for_this_user_alone(self, services, folder):
        services.backups.make()
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}

    def test_it_is_told_in_the_trail_with_the_head_that_it_holds(self, services, folder):
        made = services.backups.make()
        last = services.inventory.audit.latest(1)[0]
        assert (last.act, last.thing_id) == (Act.BACKED_UP, made.name)
        assert last.after["head"] == made.head
        assert services.verify() == []

    def test_two_of_one_second_are_two(self, services, folder):
        services.backups.make()
        services.backups.make()
        assert len(services.backups.shelf().backups) == 2

    def test_nothing_is_left_beside_the_inventory(self, services, folder, stage):
        before = set(names(stage.folder))
        services.backups.make()
        assert set(names(stage.folder)) - before == {"backup.lock"}

    def test_a_file_anywhere_may_be_one(self, services, tmp_path):
        made = services.backups.make_file(str(tmp_path / "mine.db"))
        assert services.backups.verify(made.path) == []

    def test_a_locked_vault_makes_them_too(self, services, folder):
        services.access.lock()
        assert services.backups.make().standing is Standing.GOOD

    def test_a_shut_vault_makes_none(self, services, folder, stage):
        shut = stage.open(locked=True)
        with pytest.raises(VaultLockedError):
            shut.backups.make()
        shut.inventory.close()

    def test_without_a_folder_none_is_made(self, services):
        with pytest.raises(NoBackupFolderError):
            services.backups.make()

    def test_what_is_not_whole_becomes_no_backup(self, services, folder):
        create_key(services)
        services.inventory._database.sql("UPDATE account SET email = 'eve@example.org'")
        with pytest.raises(Exception, match="not whole"):
            services.backups.make()
        assert names(folder) == []


class TestTheFolder:
    @pytest.mark.parametrize("inside", [".", "sub"])
    def test_the_inventorys_own_is_refused(self, services, stage, inside):
        (stage.folder / "sub").mkdir()
        with pytest.raises(FieldError, match="inside the inventory's own folder"):
            services.backups.choose(str(stage.folder / inside))
        with pytest.raises(FieldError, match="inside the inventory's own folder"):
            services.settings.set_text("backup-folder", str(stage.folder / inside))

    def test_one_that_is_not_there_is_refused(self, services, tmp_path):
        with pytest.raises(FieldError, match="There is no folder"):
            services.backups.choose(str(tmp_path / "nowhere"))

    def test_one_that_is_synchronised_is_elsewhere(self, services, tmp_path, stage):
        (tmp_path / "Nextcloud").mkdir()
        services.backups.choose(str(tmp_path / "Nextcloud"))
        state = services.backups.glance().state()
        assert state.shelf is not None
        assert state.shelf.same_device
        assert Trouble.SAME_DEVICE not in state.troubles(stage.clock.now())

    def test_another_inventory_may_use_it_too(self, services, folder, tmp_path):
        other = Stage(folder=tmp_path / "other").make()
        other.backups.choose(str(folder))
        mine, its = services.backups.make(), other.backups.make()
        assert services.backups.shelf().backups == (mine,)
        assert other.backups.shelf().backups == (its,)
        other.inventory.close()


class TestBefore:
    def test_nothing_is_done_within_a_change(self, services, folder):
        with services.workplace.change():
            assert services.backups.before(Why.IMPORT) is None
            create_key(services)
        assert services.backups.shelf().backups == ()

    def test_nothing_is_done_where_no_folder_is_chosen(self, services):
        assert services.backups.before(Why.IMPORT) is None
        assert Act.BACKUP_FAILED not in acts(services)

    def test_a_bulk_change_comes_after_a_backup(self, services, folder):
        keys = [create_key(services, f"Key {number}") for number in range(10)]
        services.change.disable([one.id for one in keys[:9]])
        assert services.backups.shelf().backups == ()
        services.change.enable([one.id for one in keys])
        (made,) = services.backups.shelf().backups
        assert made.why is Why.BULK

    def test_a_change_goes_on_where_the_folder_is_gone(self, services, folder):
        keys = [create_key(services, f"Key {number}") for number in range(10)]
        folder.rmdir()
        services.change.disable([one.id for one in keys])
        assert all(one.disabled_at for one in listed(services))
        services.change.enable([one.id for one in keys])
        assert acts(services).count(Act.BACKUP_FAILED) == 1
        assert Trouble.FOLDER_GONE in services.backups.glance().state().troubles(
            services.workplace.now()
        )


class TestDaily:
    def test_it_waits_for_a_change_and_a_new_day(self, services, folder, stage):
        assert services.backups.daily() is not None
        stage.clock.turn(hours=1)
        create_key(services)
        assert services.backups.daily() is None
        stage.clock.turn(hours=12)
        assert services.backups.daily() is not None
        stage.clock.turn(days=1)
        assert services.backups.daily() is None

    def test_one_is_made_every_third_day_even_so(self, services, folder, stage):
        services.backups.daily()
        stage.clock.turn(days=3)
        assert services.backups.daily() is not None

    def test_a_clock_that_was_ahead_brings_no_flood_of_them(self, services, folder, stage):
        stage.clock.turn(days=400)
        services.backups.daily()
        stage.clock.turn(days=-400)
        assert services.backups.daily() is not None
        assert services.backups.daily() is None
        assert len(services.backups.shelf().backups) == 2

    def test_one_that_failed_is_made_up_for(self, services, folder, stage):
        services.backups.daily()
        stage.clock.turn(hours=1)
        folder.rename(folder.with_name("away"))
        assert services.backups.before(Why.IMPORT) is None
        folder.with_name("away").rename(folder)
        stage.clock.turn(hours=1)
        assert Trouble.FAILED in services.backups.glance().state().troubles(stage.clock.now())
        assert services.backups.daily() is not None
        assert Trouble.FAILED not in services.backups.glance().state().troubles(stage.clock.now())

    def test_a_file_that_is_no_backup_hinders_nothing(self, services, folder):
        made = services.backups.make()
        stray = folder / made.name.replace("20260615", "20250101")
        stray.write_bytes(b"SQLite format 3\0" + b"\0" * 4_080)
        assert services.backups.make().standing is Standing.GOOD
        standings = [one.standing for one in services.backups.shelf().backups]
        assert standings == [Standing.GOOD, Standing.GOOD, Standing.WAITING]

    def test_old_ones_go_and_the_latest_stays(self, services, folder, stage):
        for number in range(30):
            create_key(services, f"Key {number}")
            assert services.backups.daily() is not None
            stage.clock.turn(days=1)
        kept = services.backups.shelf().backups
        assert len(names(folder)) == 2 * len(kept)
        assert 10 <= len(kept) <= 13
        assert all(services.backups.verify(one.path) == [] for one in kept)

    def test_what_a_stopped_program_left_is_signed_or_removed(self, services, folder):
        made = services.backups.make()
        Path(made.path + ".json").unlink()
        (folder / f"{made.name}.part").write_text("half")
        (found,) = services.backups.shelf().backups
        assert found.standing is Standing.WAITING
        services.backups.make()
        assert {one.standing for one in services.backups.shelf().backups} == {Standing.GOOD}
        assert not [name for name in names(folder) if name.endswith(".part")]


class TestChecking:
    def test_a_changed_manifest_is_told(self, services, folder):
        made = services.backups.make()
        beside = Path(made.path + ".json")
        beside.write_text(beside.read_text().replace("asked", "daily"))
        assert "not signed" in services.backups.verify(made.path)[0]
        assert services.backups.shelf().backups[0].standing is Standing.WRONG

    def test_a_drill_opens_the_latest_with_the_recovery_code_alone(self, services, folder, stage):
        create_key(services)
        made = services.backups.make()
        assert Trouble.NEVER_DRILLED in services.backups.glance().state().troubles(
            stage.clock.now()
        )
        with pytest.raises(WrongSecretError):
            services.backups.drill(services.ways.new_recovery_code())
        assert services.backups.drill(RECOVERY_CODE) == made
        assert services.backups.glance().state().drilled_at == stage.clock.now()
        assert services.inventory.audit.latest(1)[0].act is Act.DRILLED


def test_a_migration_is_backed_up_to_the_folder_and_signed_later(stage, tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    stick.mkdir()
    services = stage.make()
    create_key(services)
    services.backups.choose(str(stick))
    services.inventory.close()
    known = migrations.steps()
    monkeypatch.setattr(
        migrations, "steps", lambda: [*known, "CREATE TABLE more (id TEXT PRIMARY KEY) STRICT;"]
    )
    services = stage.open(locked=True)
    (waiting,) = services.backups.shelf().backups
    assert (waiting.why, waiting.standing.value, waiting.schema) == (
        Why.MIGRATION,
        "waiting",
        len(known),
    )
    assert not list(stage.folder.glob("*before-version*"))
    services.access.unlock(RECOVERY_CODE)
    assert services.backups.verify(waiting.path) == []
    services.backups.daily()
    assert {one.standing.value for one in services.backups.shelf().backups} == {"good"}
    assert services.backups.verify(waiting.path) == []
    assert services.backups.shelf().backups[-1].schema == len(known)
    services.inventory.close()
