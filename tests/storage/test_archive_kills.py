"""Programs killed while they archive: the entries are in the inventory, or in a whole archive."""

import random
import shutil
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.stage import FakeClock, Stage, create_key
from tests.storage.test_backup_kills import killed_after, once

YEARS_LATER = 4 * 366


def archive(folder: str, ears: Connection) -> None:
    """Archive what is old; say when that begins and ends."""
    services = years_later(Path(folder)).open()
    ears.send("begun")
    services.archives.make(str(Path(folder) / "old.jsonl"), 2)
    ears.send("done")
    services.inventory.close()


def years_later(folder: Path) -> Stage:
    clock = FakeClock()
    clock.turn(days=YEARS_LATER)
    return Stage(folder=folder, clock=clock)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an inventory of which all is old."""
    services = Stage(folder=tmp_path / "inventory").make()
    with services.workplace.change():
        for number in range(300):
            services.secret.copy(create_key(services, f"Key {number}").id)
    services.inventory.close()
    return tmp_path / "inventory"


def archive_under_kills(folder: Path, times: int) -> tuple[int, int]:
    """Archive, killed each time; return how often the entries stayed, and went."""
    former = folder.with_name("former")
    shutil.copytree(folder, former)
    long = once(archive, str(folder)) * 1.6
    chance, stayed, went = random.Random(19), 0, 0
    for number in range(times):
        shutil.rmtree(folder)
        shutil.copytree(former, folder)
        killed_after(long * (number + chance.random()) / times, archive, str(folder))
        services = years_later(folder).open()
        assert services.verify() == []
        if known := services.archives.all():
            assert services.archives.check(str(folder / "old.jsonl")).known == known[0]
        services.inventory.close()
        stayed, went = stayed + (not known), went + bool(known)
    return stayed, went


def test_archiving_killed_eight_times(folder):
    stayed, went = archive_under_kills(folder, 8)
    assert stayed + went == 8


@pytest.mark.survival
@pytest.mark.timeout(300)
def test_archiving_killed_100_times(folder):
    stayed, went = archive_under_kills(folder, 100)
    assert stayed
    assert went
