"""Bits flipped in a backup: each is told, with its manifest and without, and none is restored."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.backup import Standing
from app.core.errors import AppError
from app.services.suite import Services
from tests.stage import RECOVERY_CODE, Stage
from tests.storage.test_bit_flips import content, flipped


@pytest.fixture
def opened(specimen: Stage) -> Iterator[Services]:
    services = specimen.open()
    yield services
    services.inventory.close()


@pytest.fixture
def backup(opened: Services, tmp_path: Path) -> Path:
    return Path(opened.backups.make_file(str(tmp_path / "saved.db")).path)


def manifest(backup: Path) -> Path:
    return backup.with_name(f"{backup.name}.json")


def told_by_verify(services: Services, backup: Path, bits: int, seed: int) -> None:
    """Flip *bits*, one at a time, and require that a check of the backup tells of each."""
    chance, whole = random.Random(seed), backup.read_bytes()
    for _ in range(bits):
        bit = chance.randrange(len(whole) * 8)
        backup.write_bytes(flipped(whole, bit))
        try:
            found = list(services.backups.verify(str(backup)))
        except AppError as error:
            found = [str(error)]
        assert found, f"bit {bit}"
    backup.write_bytes(whole)
    assert services.backups.verify(str(backup)) == []


def refused_by_restore(stage: Stage, backup: Path, bits: int, seed: int) -> None:
    """Flip *bits* of a backup without its manifest; what changes what it says is refused."""
    chance, whole = random.Random(seed), backup.read_bytes()
    manifest(backup).unlink()
    before = content(backup)
    for _ in range(bits):
        bit = chance.randrange(len(whole) * 8)
        backup.write_bytes(flipped(whole, bit))
        changed = content(backup) != before
        assert is_refused(stage, backup) or not changed, f"bit {bit}"


def is_refused(stage: Stage, backup: Path) -> bool:
    restoring = stage.door.restore()
    try:
        restoring.examine(str(backup))
        restoring.prove(RECOVERY_CODE)
    except AppError:
        return True
    finally:
        restoring.abandon()
    return False


def spoiled(whole: bytes, chance: random.Random) -> bytes:
    """Return a file with a part of it cut, written over, moved or blank."""
    page = chance.randrange(len(whole) // 4096) * 4096
    other = chance.randrange(len(whole) // 4096) * 4096
    ways = (
        whole[:page] + chance.randbytes(4096) + whole[page + 4096 :],
        whole[:page] + bytes(4096) + whole[page + 4096 :],
        whole[:page] + whole[other : other + 4096] + whole[page + 4096 :],
        whole[:page],
        whole + whole[page:],
        whole[:100] + chance.randbytes(len(whole) - 100),
    )
    return chance.choice(ways)


def spoiled_ones_refused(stage: Stage, backup: Path, count: int, seed: int) -> None:
    """Spoil a backup without its manifest in *count* ways; each is refused cleanly and soon."""
    chance, whole = random.Random(seed), backup.read_bytes()
    manifest(backup).unlink()
    before = content(backup)
    for number in range(count):
        backup.write_bytes(spoiled(whole, chance))
        changed = content(backup) != before
        start = time.perf_counter()
        assert is_refused(stage, backup) or not changed, f"file {number}"
        assert time.perf_counter() - start < 5


def test_twenty_spoiled_files_are_not_restored(specimen, opened, backup):
    spoiled_ones_refused(specimen, backup, 20, seed=8)


@pytest.mark.survival
@pytest.mark.timeout(300)
def test_a_thousand_spoiled_files_are_not_restored(specimen, opened, backup):
    spoiled_ones_refused(specimen, backup, 1_000, seed=9)


def test_a_hundred_flipped_bits_are_told(opened, backup):
    told_by_verify(opened, backup, 100, seed=3)


def test_twenty_flipped_bits_are_not_restored(specimen, opened, backup):
    refused_by_restore(specimen, backup, 20, seed=4)


def test_a_flipped_bit_of_a_manifest_takes_its_good_name(opened, backup, tmp_path):
    (tmp_path / "stick").mkdir()
    opened.backups.choose(str(tmp_path / "stick"))
    made = Path(opened.backups.make().path)
    whole = manifest(made).read_bytes()
    for bit in range(0, len(whole) * 8, 37):
        manifest(made).write_bytes(flipped(whole, bit))
        found = opened.backups.shelf().backups
        assert all(one.standing is not Standing.GOOD for one in found), f"bit {bit}"


@pytest.mark.survival
@pytest.mark.timeout(300)
def test_five_thousand_flipped_bits_are_told(opened, backup):
    told_by_verify(opened, backup, 5_000, seed=5)


@pytest.mark.survival
@pytest.mark.timeout(300)
def test_three_hundred_flipped_bits_are_not_restored(specimen, opened, backup):
    refused_by_restore(specimen, backup, 300, seed=6)
