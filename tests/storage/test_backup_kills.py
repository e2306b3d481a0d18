"""Programs killed while they back up or restore: the old state or the new one, never between."""

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.backup import Standing
from app.services.suite import Services
from app.storage import migrations
from app.storage.schema import is_older
from tests.stage import Stage, create_key, names
from tests.storage import backup_acts, writer
from tests.storage.hand import told
from tests.storage.test_kills import spin


@pytest.fixture
def place(tmp_path: Path) -> Stage:
    """An inventory with a good backup on a stick, and a key that this does not have."""
    stage = Stage(folder=tmp_path / "inventory")
    (tmp_path / "stick").mkdir()
    services = stage.make()
    for number in range(8):
        create_key(services, f"Key {number}")
    services.backups.choose(str(tmp_path / "stick"))
    services.backups.make()
    create_key(services, "Made later")
    services.inventory.close()
    return stage


def killed_after(seconds: float, act: Callable[..., None], *given: str) -> bool:
    """Start *act*, kill it so long after it said that it begins; tell whether it was done."""
    process, voice = writer.start(act, *given)
    assert voice.recv() == "begun"
    spin(seconds)
    process.kill()
    process.join()
    try:
        return bool(voice.poll() and voice.recv() == "done")
    except EOFError:
        return False
    finally:
        voice.close()


def takes(act: Callable[..., None], *given: str) -> float:
    """Return how long *act* takes at most, of three tries, and half as much: machines are busy."""
    return max(once(act, *given) for _ in range(3)) * 1.5


def once(act: Callable[..., None], *given: str) -> float:
    """Return how long *act* takes now."""
    process, voice = writer.start(act, *given)
    assert voice.recv() == "begun"
    start = time.perf_counter()
    assert voice.recv() == "done"
    seconds = time.perf_counter() - start
    process.join()
    voice.close()
    return seconds


def back_up_under_kills(stage: Stage, stick: Path, times: int) -> int:
    """Back up, killed each time; return how many were done."""
    chance, done = random.Random(7), 0
    # What a killed one left is verified and signed as well
    long = takes(backup_acts.back_up, str(stage.folder)) * 2
    for number in range(times):
        _leave(stick, 2)
        before = {path.name for path in stick.glob("*.json")}
        seconds = long * (number + chance.random()) / times
        done += killed_after(seconds, backup_acts.back_up, str(stage.folder))
        services = stage.open()
        assert told(services) == ""
        _look(services, before)
        services.inventory.close()
    return done


def _look(services: Services, before: set[str]) -> None:
    """Require that the former backups are there, and the new one is whole or to be signed."""
    backups = services.backups.shelf().backups
    assert before <= {f"{one.name}.json" for one in backups}
    assert backups[1].standing is Standing.GOOD
    assert backups[0].standing in {Standing.GOOD, Standing.WAITING}
    assert services.backups.verify(backups[0].path) == []


def _leave(stick: Path, count: int) -> None:
    for path in sorted(stick.glob("*.db"))[:-count]:
        path.unlink()
        path.with_name(f"{path.name}.json").unlink(missing_ok=True)


def restore_under_kills(stage: Stage, stick: Path, times: int) -> tuple[int, int]:
    """Restore, killed each time; return how often the old and the new state was there."""
    (backup,) = (str(path) for path in stick.glob("*.db"))
    former = stage.folder.with_name("former")
    shutil.copytree(stage.folder, former)
    long = takes(backup_acts.restore, str(stage.folder), backup)
    chance, old, new = random.Random(11), 0, 0
    for number in range(times):
        shutil.rmtree(stage.folder)
        shutil.copytree(former, stage.folder)
        seconds = long * (number + chance.random()) / times
        killed_after(seconds, backup_acts.restore, str(stage.folder), backup)
        services = stage.open()
        assert told(services) == ""
        is_old = "Made later" in names(services)
        assert len(names(services)) == 8 + is_old
        services.inventory.close()
        old, new = old + is_old, new + (not is_old)
    return old, new


def migrate_under_kills(stage: Stage, stick: Path, times: int) -> tuple[int, int]:
    """Migrate, killed each time; return how often the old and the new state was there."""
    former = stage.folder.with_name("former")
    shutil.copytree(stage.folder, former)
    long = once(backup_acts.migrate, str(stage.folder)) * 2
    chance, old, new = random.Random(13), 0, 0
    for number in range(times):
        shutil.rmtree(stage.folder)
        shutil.copytree(former, stage.folder)
        for path in sorted(stick.iterdir())[2:]:
            path.unlink()
        seconds = long * (number + chance.random()) / times
        killed_after(seconds, backup_acts.migrate, str(stage.folder))
        is_old = is_older(stage.place.database)
        services = stage.open()
        assert told(services) == ""
        assert len(names(services)) == 9
        services.backups.make()
        assert {one.standing for one in services.backups.shelf().backups} == {Standing.GOOD}
        services.inventory.close()
        old, new = old + is_old, new + (not is_old)
    return old, new


@pytest.fixture
def newer(place: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The inventory, once this is a program of the next version."""
    known = [*migrations.steps(), backup_acts.ANOTHER_STEP]
    monkeypatch.setattr(migrations, "steps", lambda: known)
    return place


def test_backups_killed_twelve_times(place, tmp_path):
    back_up_under_kills(place, tmp_path / "stick", 12)
    services = place.open()
    services.backups.make()
    assert {one.standing for one in services.backups.shelf().backups} == {Standing.GOOD}
    assert not list((tmp_path / "stick").glob("*.part"))
    assert not list(place.folder.glob("*.copy"))
    services.inventory.close()


def test_restores_killed_twelve_times(place, tmp_path):
    old, new = restore_under_kills(place, tmp_path / "stick", 12)
    assert old
    assert old + new == 12


@pytest.mark.survival
@pytest.mark.timeout(300)
def test_backups_killed_200_times(place, tmp_path):
    assert 0 < back_up_under_kills(place, tmp_path / "stick", 200) < 200


@pytest.mark.survival
@pytest.mark.timeout(300)
def test_restores_killed_200_times(place, tmp_path):
    old, new = restore_under_kills(place, tmp_path / "stick", 200)
    assert old
    assert new


def test_migrations_killed_eight_times(newer, tmp_path):
    old, new = migrate_under_kills(newer, tmp_path / "stick", 8)
    assert old + new == 8


@pytest.mark.survival
@pytest.mark.timeout(300)
def test_migrations_killed_200_times(newer, tmp_path):
    old, new = migrate_under_kills(newer, tmp_path / "stick", 200)
    assert old
    assert new
