"""Locks on files: the system lets go of them when a program ends, however it ends."""

import os
import sys
import time
from pathlib import Path
from typing import IO

_PATIENCE_S = 3.0
_STEP_S = 0.05


class FileLock:
    """A lock on a file of its own; never on the database, whose locks are SQLite's."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def take(self, *, shared: bool = False, patience_s: float = _PATIENCE_S) -> bool:
        """Take the lock, waiting a little for it; tell whether it was to be had.

        Raise OSError where the file cannot be made.
        """
        self.release()
        self._file = os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        deadline = time.monotonic() + patience_s
        while not _try(self._file, shared=shared):
            if time.monotonic() >= deadline:
                self.release()
                return False
            time.sleep(_STEP_S)
        return True

    @property
    def is_held(self) -> bool:
        """Whether this program holds it."""
        return self._file is not None

    def release(self) -> None:
        """Let go of the lock, if it is held."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _try(file: IO[bytes], *, shared: bool) -> bool:
        """Lock one byte: a program's own for a shared lock, all of them for an exclusive one."""
        slots = 64
        start, count = (os.getpid() % slots, 1) if shared else (0, slots)
        file.seek(start)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, count)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(file: IO[bytes], *, shared: bool) -> bool:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
