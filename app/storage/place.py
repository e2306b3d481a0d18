"""The folder of an inventory, and what lies in it."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import NetworkFolderError
from app.storage.failure import of_system

_NETWORK = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "davfs", "fuse.davfs",
        "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "ceph", "lustre",
    }
)  # fmt: skip
_SYNCED = ("dropbox", "onedrive", "google drive", "nextcloud", "owncloud", "icloud", "seafile")


@dataclass(frozen=True, slots=True)
class Place:
    """An inventory's folder."""

    folder: Path

    @property
    def database(self) -> Path:
        """The inventory itself."""
        return self.folder / "inventory.db"

    @property
    def unfinished(self) -> Path:
        """An inventory that is being set up, and is not one yet."""
        return self.folder / "inventory.db.unfinished"

    @property
    def seen(self) -> Path:
        """How far the audit trail had come."""
        return self.folder / "inventory.seen"

    @property
    def scratch(self) -> Path:
        """A copy that is being made or checked for a backup."""
        return self.folder / "inventory.db.copy"

    @property
    def restoring(self) -> Path:
        """A backup that may take the inventory's place."""
        return self.folder / "inventory.db.restoring"

    @property
    def backup_lock(self) -> Path:
        """Held by a program that makes, checks or restores a backup."""
        return self.folder / "backup.lock"

    @property
    def restore_lock(self) -> Path:
        """Held by a program that is about to restore a backup."""
        return self.folder / "restore.lock"

    @property
    def maintenance_lock(self) -> Path:
        """Held by every program that uses the inventory; alone by one that sets it up."""
        return self.folder / "inventory.lock"

    @property
    def window_lock(self) -> Path:
        """Held by the window."""
        return self.folder / "window.lock"

    @property
    def log(self) -> Path:
        """What went wrong, without secrets."""
        return self.folder / "keyholder.log"

    def prepare(self) -> None:
        """Make the folder, for this user alone; raise a StorageError if it cannot be used."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise of_system(error, self.database) from error
        kind = file_system_of(self.folder)
        if kind in _NETWORK:
            raise NetworkFolderError(folder=self.folder, kind=kind)

    def is_synced(self) -> bool:
        """Tell whether a program that copies files to a server seems to watch the folder."""
        return any(part.casefold().startswith(_SYNCED) for part in self.folder.absolute().parts)


def journal_of(database: Path) -> Path:
    """Return the file in which SQLite keeps what a running change of *database* replaces."""
    return database.with_name(f"{database.name}-journal")


def file_system_of(folder: Path) -> str:
    """Return the kind of file system that *folder* is on; empty where that cannot be told."""
    if sys.platform == "win32":
        return _windows_kind(folder)
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    wanted = os.path.realpath(folder)
    best, kind = "", ""
    for line in mounts.splitlines():
        _, where, this_kind, *_rest = line.split(" ")
        where = where.replace("\\040", " ")
        inside = wanted == where or wanted.startswith(where.rstrip("/") + "/")
        if inside and len(where) >= len(best):
            best, kind = where, this_kind
    return kind


def _windows_kind(folder: Path) -> str:
    import ctypes  # noqa: PLC0415 - Windows alone

    remote = 4
    drive = os.path.splitdrive(folder.absolute())[0] + "\\"
    kind = ctypes.windll.kernel32.GetDriveTypeW(drive)  # type: ignore[attr-defined]  # Windows
    return "smb3" if kind == remote or drive.startswith("\\\\") else ""
