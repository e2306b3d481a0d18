"""SQLite's and the system's failures as ours, in one place."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee

from app.core.errors import (
    AppError,
    DatabaseBusyError,
    DatabaseDamagedError,
    DatabaseForeignError,
    DatabaseReadOnlyError,
    DiskFullError,
    ImmutableError,
    StorageFailedError,
)

_PRIMARY = 0xFF
_SAID = {
    sqlite3.SQLITE_BUSY: DatabaseBusyError,
    sqlite3.SQLITE_LOCKED: DatabaseBusyError,
    sqlite3.SQLITE_READONLY: DatabaseReadOnlyError,
    sqlite3.SQLITE_CANTOPEN: DatabaseReadOnlyError,
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_CORRUPT: DatabaseDamagedError,
    sqlite3.SQLITE_NOTADB: DatabaseForeignError,
}
_SYSTEM_SAID = {
    errno.ENOSPC: DiskFullError,
    errno.EDQUOT: DiskFullError,
    errno.EROFS: DatabaseReadOnlyError,
    errno.EACCES: DatabaseReadOnlyError,
    errno.EPERM: DatabaseReadOnlyError,
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn failures of the database at *path*, and of its folder, into an AppError.

    What is not known to happen, such as wrong SQL, stays what it is: a bug.
    """
    try:
        yield
    except peewee.PeeweeException as error:
        known = _known(error.__context__, path)
        if known is None:
            raise
        raise known from error
    except sqlite3.Error as error:
        known = _known(error, path)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        raise of_system(error, path) from error


def of_system(error: OSError, path: Path) -> AppError:
    """Return the AppError that tells of *error*."""
    kind = _SYSTEM_SAID.get(error.errno or 0)
    if kind is None:
        return StorageFailedError(reason=error.strerror or "?", folder=path.parent)
    return kind(folder=path.parent, path=path)


def _known(error: BaseException | None, path: Path) -> AppError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code == sqlite3.SQLITE_CONSTRAINT_TRIGGER:
        return ImmutableError()
    facts = {"folder": path.parent, "path": path}
    kind = _SAID.get(code & _PRIMARY)
    if kind is not None:
        return kind(**facts)
    if code & _PRIMARY == sqlite3.SQLITE_IOERR:
        return StorageFailedError(reason=str(error), **facts)
    return None


def is_duplicate(error: peewee.IntegrityError) -> bool:
    """Tell whether *error* says that a unique index refused a row."""
    code = getattr(error.__context__, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_CONSTRAINT_UNIQUE
