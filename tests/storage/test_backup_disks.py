"""Disks that are full while a backup is made or restored: each step fails whole, and says why."""

import shutil
from pathlib import Path

import pytest

from tests.stage import Stage
from tests.storage.processes import errand, with_mounts

_KB = 1024


def room(stage: Stage) -> int:
    """Return how many kB the inventory takes."""
    return stage.place.database.stat().st_size // _KB


@pytest.mark.parametrize("share", [0.5, 1.001])
def test_a_full_stick_keeps_the_former_backups_and_nothing_half(specimen, tmp_path, share):
    """At the last one there is room for the copy, and none for its manifest."""
    stick = specimen.folder / ".." / "stick"
    stick.mkdir()
    size = max(int(room(specimen) * share) // 4 * 4, 4)
    disk = with_mounts(f"mount -t tmpfs -o size={size}k none {stick}")
    answer = errand("back-up", specimen.folder, before=disk)
    assert answer["failure"].startswith("BackupFailedError: The backup could not be written to")
    assert "No space left on device" in answer["failure"]
    assert answer["left"] == []
    assert answer["troubles"][0] == "failed"
    assert answer["verify"] == []


@pytest.mark.parametrize("more", [200, 440])
def test_a_full_disk_of_the_inventorys_own_harms_nothing(specimen, tmp_path, more):
    (tmp_path / "stick").mkdir()
    small = tmp_path / "small"
    small.mkdir()
    size = room(specimen) + more // 4 * 4 + 40
    disk = with_mounts(
        f"mount -t tmpfs -o size={size}k none {small}; cp -r {specimen.folder} {small}/inventory;"
        f" ln -s {tmp_path}/stick {small}/stick"
    )
    answer = errand("back-up", small / "inventory", before=disk)
    assert answer["verify"] == []
    if answer["failure"]:
        assert "Error: The disk is full" in answer["failure"]
        assert answer["left"] == []
    else:
        assert more > 200
    assert not [name for name in answer["beside"] if name.startswith("inventory.db.copy")]


@pytest.mark.parametrize("more", [360, 760, 900])
def test_a_full_disk_restores_whole_or_not_at_all(specimen, tmp_path, more):
    services = specimen.open()
    backup = services.backups.make_file(str(tmp_path / "saved.db")).path
    services.inventory.close()
    small = tmp_path / "small"
    small.mkdir()
    shutil.copy(backup, tmp_path / "backup.db")
    size = room(specimen) + more // 4 * 4 + 40
    disk = with_mounts(
        f"mount -t tmpfs -o size={size}k none {small}; cp -r {specimen.folder} {small}/inventory;"
        f" ln -s {tmp_path}/backup.db {small}/backup.db"
    )
    answer = errand("restore", small / "inventory", before=disk)
    assert answer["verify"] == []
    assert answer["keys"] == 50
    if answer["failure"]:
        assert "The disk is full" in answer["failure"]
        assert answer["last"] != "restored"
    else:
        assert answer["last"] == "restored"
    assert not [name for name in answer["beside"] if "restoring" in name]


def test_restoring_needs_room_for_two_more(specimen, tmp_path: Path):
    """With room enough it is done: so the others above fail for want of it alone."""
    services = specimen.open()
    services.backups.make_file(str(specimen.folder.parent / "backup.db"))
    services.inventory.close()
    answer = errand("restore", specimen.folder)
    assert (answer["failure"], answer["last"]) == (None, "restored")
