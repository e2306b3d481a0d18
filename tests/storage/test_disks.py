"""Disks that are full, read only or far away: processes of their own work on them."""

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import NetworkFolderError
from app.storage import place
from app.storage.place import Place, file_system_of, journal_of
from tests.storage.processes import NOBODY, errand, with_mounts

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")


@pytest.fixture
def others(original) -> Iterator[tuple[Path, int | None]]:
    """A copy of the inventory that belongs to a user who is not root, and that user."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "inventory"
        shutil.copytree(original.folder, copy)
        journal_of(copy / "inventory.db").unlink()  # one that is there could be written still
        if root:
            for path in (Path(folder), copy, *copy.iterdir()):
                os.chown(path, NOBODY, NOBODY)
        yield copy, NOBODY if root else None
        copy.chmod(0o700)


@UNIX
@pytest.mark.parametrize("locked_file", [True, False], ids=["with its lock", "without its lock"])
@pytest.mark.parametrize("what", ["the file", "the folder", "both"])
def test_an_inventory_that_cannot_be_written_can_be_looked_at(others, what, locked_file):
    folder, user = others
    if not locked_file:
        (folder / "inventory.lock").unlink()
    before = (folder / "inventory.db").read_bytes()
    if what != "the folder":
        (folder / "inventory.db").chmod(0o400)
    if what != "the file":
        folder.chmod(0o500)
    answer = errand("look", folder, user=user)
    assert "Made here 9" in answer["names"]
    assert answer["verify"] == []
    for refused in (answer["change"], answer["tick"]):
        assert refused.startswith("DatabaseReadOnlyError: The inventory in")
        assert "Give your account the right to write to that folder" in refused
    assert (folder / "inventory.db").read_bytes() == before


@UNIX
def test_a_folder_that_cannot_be_written_gets_no_inventory(others):
    folder, user = others
    for path in folder.iterdir():
        path.unlink()
    folder.chmod(0o500)
    answer = errand("set-up", folder, user=user)
    assert answer["set up"].startswith("DatabaseReadOnlyError")
    assert answer["left"] == []


def test_a_full_disk_loses_nothing_and_is_told(tmp_path):
    disk = with_mounts(f"mount -t tmpfs -o size=1200k none {tmp_path}")
    answer = errand("fill-disk", tmp_path / "inventory", before=disk)
    for failure in (answer["failure"], answer["again"]):
        assert failure.startswith("DiskFullError: The disk is full.")
        assert "what was saved before is safe" in failure
        assert f"Make room in {tmp_path}" in failure
    assert answer["lost"] == []
    assert answer["more"] == ["After making room"]
    assert answer["verify"] == []


@pytest.mark.parametrize("size", ["4k", "32k", "64k", "128k"])
def test_a_disk_without_room_for_an_inventory_gets_none(tmp_path, size):
    disk = with_mounts(f"mount -t tmpfs -o size={size} none {tmp_path}")
    answer = errand("set-up", tmp_path / "inventory", before=disk)
    assert answer["set up"].startswith("DiskFullError")
    assert not [name for name in answer["left"] if name.startswith("inventory.db")]


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p"])
def test_a_folder_on_a_file_server_is_refused(tmp_path, kind):
    """The system's list of mounts says that the folder is far away."""
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/home {tmp_path} {kind} rw 0 0\n")
    far = with_mounts(f"mount --bind {mounts} /proc/$$/mounts")
    answer = errand("set-up", tmp_path / "inventory", before=far)
    assert answer["set up"] == (
        f"NetworkFolderError: {tmp_path}/inventory is on a network file system ({kind}). "
        "Locks do not hold there, and an inventory could be damaged. "
        "Choose a folder on this computer with --data-dir."
    )


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "tmpfs", "fuse.lxcfs"])
def test_a_folder_beside_one_on_a_file_server_is_taken(tmp_path, kind):
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"server:/home {tmp_path}/inv nfs4 rw 0 0\nserver:/ / nfs4 rw 0 0\n"
        f"/dev/sdb {tmp_path} {kind} rw 0 0\n"
    )
    answer = errand(
        "set-up",
        tmp_path / "inventory",
        before=with_mounts(f"mount --bind {mounts} /proc/$$/mounts"),
    )
    assert answer["set up"] is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists what is mounted")
def test_the_kind_of_a_file_system_is_known():
    assert file_system_of(Path("/proc/self")) == "proc"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists what is mounted")
def test_the_list_of_those_far_away_is_what_counts(tmp_path, monkeypatch):
    here = file_system_of(tmp_path)
    monkeypatch.setattr(place, "_NETWORK", frozenset({here}))
    with pytest.raises(NetworkFolderError) as caught:
        Place(tmp_path).prepare()
    assert str(tmp_path) in str(caught.value)


@UNIX
def test_a_folder_is_made_for_this_user_alone(tmp_path):
    made = tmp_path / "some" / "where"
    Place(made).prepare()
    assert stat.S_IMODE(made.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("folder", "synced"),
    [
        ("/home/ada/Dropbox/keys", True),
        ("/home/ada/OneDrive - Example/keys", True),
        ("/home/ada/Nextcloud/keys", True),
        ("/home/ada/keys", False),
        ("/home/ada/my dropbox", False),
    ],
)
def test_a_folder_that_a_program_copies_to_a_server_is_known(folder, synced):
    assert Place(Path(folder)).is_synced() is synced


def test_an_inventory_that_is_there_is_not_made_again(specimen):
    before = specimen.place.database.read_bytes()
    answer = errand("set-up", specimen.folder)
    assert answer["set up"].startswith(
        f"AlreadySetUpError: There is an inventory in {specimen.folder}"
    )
    assert specimen.place.database.read_bytes() == before
