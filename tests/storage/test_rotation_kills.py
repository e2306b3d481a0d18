"""Programs killed, or out of disk, while the vault is given a new key: all is old, or all new."""

import random
import shutil
import time
import uuid
from pathlib import Path

import pytest

from app.core.secret import Secret
from tests.stage import PASSPHRASE, Stage, add_key, create_key
from tests.storage import rotation_acts
from tests.storage.processes import errand, with_mounts
from tests.storage.rotation_acts import NEW_CODE, opened, values
from tests.storage.test_backup_kills import killed_after, takes
from tests.storage.test_restore_many import everything, saved


@pytest.fixture
def place(tmp_path: Path) -> Stage:
    """An inventory with keys of both kinds."""
    stage = Stage(folder=tmp_path / "inventory")
    services = stage.make()
    with services.workplace.change():
        for number in range(150):
            create_key(services, f"Key {number}", notes="a note " * 20)
            add_key(services, f"Of the portal {number}", value=Secret(str(uuid.uuid4())))
    services.inventory.close()
    return stage


def rotate_under_kills(stage: Stage, times: int) -> tuple[int, int]:
    """Give the vault a new key, killed each time; return how often all was old, and new."""
    former = stage.folder.with_name("former")
    shutil.copytree(stage.folder, former)
    services, _is_new = opened(stage)
    known = values(services)
    services.inventory.close()
    long = takes(rotation_acts.rotate, str(stage.folder))
    chance, old, new = random.Random(17), 0, 0
    for number in range(times):
        shutil.rmtree(stage.folder)
        shutil.copytree(former, stage.folder)
        seconds = long * (number + chance.random()) / times
        killed_after(seconds, rotation_acts.rotate, str(stage.folder))
        services, is_new = opened(stage)
        assert services.verify() == []
        assert values(services) == known
        services.access.lock()
        services.access.unlock(PASSPHRASE)
        services.inventory.close()
        old, new = old + (not is_new), new + is_new
    return old, new


def test_rotations_killed_ten_times(place):
    old, new = rotate_under_kills(place, 10)
    assert old
    assert old + new == 10


@pytest.mark.survival
@pytest.mark.timeout(600)
def test_rotations_killed_200_times(place):
    old, new = rotate_under_kills(place, 200)
    print(f"200 kills: {old} times all was old, {new} times all was new")  # noqa: T201 - the figure
    assert old
    assert new


def on_a_small_disk(stage: Stage, small: Path, more: int) -> dict[str, object]:
    """Give the vault a new key where there are *more* kB beside the inventory's own."""
    small.mkdir()
    size = stage.place.database.stat().st_size // 1024 // 4 * 4 + more + 40
    disk = with_mounts(
        f"mount -t tmpfs -o size={size}k none {small}; cp -r {stage.folder} {small}/inventory"
    )
    answer: dict[str, object] = errand("rotate", small / "inventory", before=disk)
    return answer


def require_whole(answer: dict[str, object]) -> None:
    assert answer["verify"] == []
    assert answer["same"]
    if answer["failure"]:
        assert "The disk is full" in str(answer["failure"])
    assert answer["new"] is (answer["failure"] is None)


@pytest.mark.parametrize(("more", "fails"), [(60, True), (2_000, False)])
def test_a_full_disk_leaves_the_former_key(place, tmp_path, more, fails):
    answer = on_a_small_disk(place, tmp_path / "small", more)
    require_whole(answer)
    assert bool(answer["failure"]) is fails


@pytest.mark.survival
@pytest.mark.parametrize("more", range(0, 800, 40))
def test_a_full_disk_at_each_step_leaves_the_former_key(place, tmp_path, more):
    require_whole(on_a_small_disk(place, tmp_path / "small", more))


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_a_hundred_thousand_keys_are_sealed_again(tmp_path):
    known, _path = saved(tmp_path, 100_000)
    stage = Stage(folder=tmp_path / "inventory")
    services = stage.open()
    start = time.perf_counter()
    findings = services.verify()
    once = time.perf_counter()
    services.rotation.run(PASSPHRASE, NEW_CODE)
    done = time.perf_counter()
    print(f"100,000 keys: check {once - start:.1f} s, new key {done - once:.1f} s")  # noqa: T201 - the figure
    assert findings == services.verify() == []
    assert everything(services) == known
    services.inventory.close()
