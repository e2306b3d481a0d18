"""Files that go out: rendered, sealed, and written for one person alone."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.core.errors import ExportFileError
from app.core.export import Format
from app.core.page import Draw
from app.core.progress import Progress
from app.core.secret import Secret
from app.delivery.export import age
from app.delivery.export.formats import formats

Seal = Callable[[bytes, Secret, Progress], bytes]
"""Returns content as a file that only a passphrase opens."""


class PrivateFiles:
    """Writes files of mode 0600, whole or not at all."""

    def __init__(self, draw: Draw, seal: Seal = age.sealed) -> None:
        self._formats = formats(draw)
        self._seal = seal

    @property
    def formats(self) -> Sequence[Format]:
        """The forms of file that there are."""
        return self._formats

    def sealed(self, content: bytes, passphrase: Secret, report: Progress) -> bytes:
        """Return *content* in the age format, which age -d opens with *passphrase*."""
        return self._seal(content, passphrase, report)

    def exists(self, path: str) -> bool:
        """Tell whether there is something at *path*."""
        return os.path.lexists(path)

    @contextmanager
    def writing(self, path: str, content: bytes) -> Iterator[None]:
        """Put *content* into the file at *path* once what is inside is done.

        Where that fails, the file is as it was. Raise ExportFileError.
        """
        with _told(path):
            target = Path(path).resolve()
            beside = _beside(target, content)
        try:
            yield
            with _told(path):
                beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Say in an ExportFileError what goes wrong inside."""
    try:
        yield
    except OSError as error:
        raise ExportFileError(path=path, reason=error.strerror or "?") from error


def _beside(target: Path, content: bytes) -> Path:
    """Write a file beside *target*, which nobody else may read; return where it is."""
    if target.is_dir():
        raise IsADirectoryError(21, os.strerror(21))
    handle, name = tempfile.mkstemp(prefix=".keyholder-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
