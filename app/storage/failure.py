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
    TamperedError,
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
# Said without a code that would tell them from other errors
_UNREADABLE = ("Could not decode to UTF-8", "unsupported file format", "invalid fts5 file format")
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
    except (peewee.PeeweeException, sqlite3.Error) as error:
        known = _first_known(error, path)
        if known is None:
            raise
        raise known from error
    except UnicodeDecodeError as error:  # SQLite quotes what is damaged
        raise DatabaseDamagedError(folder=path.parent, path=path) from error
    except OSError as error:
        raise of_system(error, path) from error


def of_system(error: OSError, path: Path) -> AppError:
    """Return the AppError that tells of *error*."""
    kind = _SYSTEM_SAID.get(error.errno or 0)
    if kind is None:
        return StorageFailedError(reason=error.strerror or "?", folder=path.parent)
    return kind(folder=path.parent, path=path)


def _first_known(error: BaseException | None, path: Path) -> AppError | None:
    """Look for what is known behind *error* too: a failed commit makes the rollback fail."""
    while error is not None:
        known = _known(error, path)
        if known is not None:
            return known
        error = error.__context__
    return None


def _known(error: BaseException, path: Path) -> AppError | None:
    facts = {"folder": path.parent, "path": path}
    code = getattr(error, "sqlite_errorcode", None)
    if str(error).startswith(_UNREADABLE):
        return DatabaseDamagedError(**facts)
    if code is None:
        return None
    if code == sqlite3.SQLITE_CONSTRAINT_TRIGGER:
        return ImmutableError()
    kind = _SAID.get(code & _PRIMARY)
    if kind is not None:
        return kind(**facts)
    if code & _PRIMARY == sqlite3.SQLITE_IOERR:
        return StorageFailedError(reason=str(error), **facts)
    return None


@contextmanager
def legible(name: str) -> Iterator[None]:
    """Turn what cannot be read of the record *name* into TamperedError."""
    try:
        yield
    except (ValueError, TypeError, LookupError, OSError) as error:
        raise TamperedError(name=name) from error


def is_duplicate(error: peewee.IntegrityError) -> bool:
    """Tell whether *error* says that a unique index refused a row."""
    code = getattr(error.__context__, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_CONSTRAINT_UNIQUE
