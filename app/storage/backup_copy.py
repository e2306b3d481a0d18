"""Working on a copy: a backup, or what is to become one, opened beside the inventory."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from gettext import gettext as _
from pathlib import Path

from app.core.errors import (
    BackupBusyError,
    BackupDamagedError,
    DatabaseDamagedError,
    DatabaseForeignError,
    DatabaseNewerError,
    DiskFullError,
    NotABackupError,
)
from app.storage import migrations
from app.storage.backup_file import Step, copy_whole
from app.storage.database import Database
from app.storage.failure import explained
from app.storage.lock import FileLock
from app.storage.place import Place, journal_of
from app.storage.schema import APPLICATION_ID, BUSY_MS

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_PATIENCE_S = 30.0
_ROOM = 1 << 20
_STEPS = 100_000
"""After so many instructions of SQLite a copy looks whether it is to go on."""


@contextmanager
def alone(place: Place) -> Iterator[None]:
    """Have the inventory's backups for oneself; raise BackupBusyError."""
    lock = FileLock(place.backup_lock)
    with explained(place.database):
        free = lock.take(patience_s=_PATIENCE_S)
    if not free:
        raise BackupBusyError
    try:
        yield
    finally:
        lock.release()


@contextmanager
def scratch(path: Path) -> Iterator[Path]:
    """Yield *path* with nothing at it, and leave nothing there."""
    with explained(path):
        clear(path)
    try:
        yield path
    finally:
        with suppress(OSError):
            clear(path)


def copy_database(source: Path, copy: Path, step: Step) -> None:
    """Write the content of a database in use into a new file; *step* may raise, and ends it."""
    refused: list[Exception] = []

    def goes_on() -> int:
        try:
            step()
        except Exception as error:  # noqa: BLE001 - SQLite drops it: raised below
            refused.append(error)
        return len(refused)

    with explained(copy):
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            uri = f"{source.absolute().as_uri()}?mode=rw"
            with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000)) as connection:
                connection.execute("PRAGMA trusted_schema = 0")
                connection.set_progress_handler(goes_on, _STEPS)
                connection.execute("VACUUM INTO ?", (str(copy),))
        except sqlite3.Error:
            if refused:
                raise refused[0] from None
            raise


@contextmanager
def held(database: Database) -> Iterator[Database]:
    """Close *database* at the end."""
    try:
        yield database
    finally:
        database.close()


def clear(path: Path) -> None:
    """Remove a copy, and what SQLite left beside it; raise OSError."""
    for left in (path, journal_of(path)):
        left.unlink(missing_ok=True)


def require_backup(path: Path) -> None:
    """Raise unless the head of the file at *path* is that of an inventory of a known version.

    Raise NotABackupError, BackupDamagedError or DatabaseNewerError.
    """
    try:
        size = path.stat().st_size if path.is_file() else 0
        head = b""
        if size:  # opening a pipe would wait for ever
            with path.open("rb") as file:
                head = file.read(_HEADER)
    except (OSError, ValueError) as error:
        raise NotABackupError(path=path) from error
    if not head.startswith(_MAGIC) or _number(head, 68) != APPLICATION_ID:
        raise NotABackupError(path=path)
    page = int.from_bytes(head[16:18], "big") or 0
    page = 65_536 if page == 1 else page
    if page * _number(head, 28) != size:
        raise BackupDamagedError(name=path.name, problem=_("it was cut, or written over."))
    version = _number(head, 60)
    if version > len(migrations.steps()):
        raise DatabaseNewerError
    if version < 1:
        raise BackupDamagedError(name=path.name, problem=_("it says no version."))


def _number(head: bytes, at: int) -> int:
    return int.from_bytes(head[at : at + 4], "big")


def fetch(source: Path, target: Path, step: Step) -> str:
    """Copy the backup *source* to *target* and return its SHA-256; raise NotABackupError."""
    with explained(target):
        room = shutil.disk_usage(target.parent).free
    if source.stat().st_size + _ROOM > room:
        raise DiskFullError(folder=target.parent)
    try:
        return copy_whole(source, target, step)
    except FileNotFoundError as error:
        raise NotABackupError(path=source) from error
    except OSError as error:
        if error.filename == str(source):
            raise NotABackupError(path=source) from error
        with explained(target):
            raise


def opened(path: Path, source: Path) -> Database:
    """Open the copy at *path* of the backup *source*, brought to this version.

    Raise BackupDamagedError.
    """
    try:
        return Database(path, upgrade=True, aside=False)
    except (DatabaseDamagedError, DatabaseForeignError) as error:
        raise BackupDamagedError(name=source.name, problem=error.what()) from error
