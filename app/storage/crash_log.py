"""The log of unexpected failures: where the program was, never what it held."""

import logging
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_LARGEST = 1_000_000


def described(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return a failure's kind and the places it passed; never its message, nor any value."""
    places = [
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return "\n".join([f"{kind.__module__}.{kind.__qualname__}", *places])


class CrashLog:
    """A file that only this user can read; it is made with the first failure."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, kind: type[BaseException], trace: TracebackType | None) -> None:
        """Add a failure; where the file cannot be written, the failure is still told."""
        with suppress(OSError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.touch(mode=0o600)
            handler = RotatingFileHandler(
                self.path, maxBytes=_LARGEST, backupCount=1, encoding="utf-8"
            )
            handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            record = logging.makeLogRecord(
                {"levelname": "ERROR", "msg": f"unexpected failure: {described(kind, trace)}"}
            )
            handler.emit(record)
            handler.close()
