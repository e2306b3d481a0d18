"""Files that go out: rendered, sealed, and written for one person alone."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from app.core.errors import ExportFileError
from app.core.export import Format
from app.core.page import Draw
from app.core.ports import Progress
from app.core.secret import Secret
from app.delivery.export import age
from app.delivery.export.formats import formats


class PrivateFiles:
    """Writes files of mode 0600, whole or not at all."""

    def __init__(self, draw: Draw, *, seal_work: int = age.WORK) -> None:
        self._formats = formats(draw)
        self._seal_work = seal_work

    @property
    def formats(self) -> Sequence[Format]:
        """The forms of file that there are."""
        return self._formats

    def sealed(self, content: bytes, passphrase: Secret, report: Progress) -> bytes:
        """Return *content* in the age format, which age -d opens with *passphrase*."""
        return age.sealed(content, passphrase, report, work=self._seal_work)

    def exists(self, path: str) -> bool:
        """Tell whether there is something at *path*."""
        return os.path.lexists(path)

    def write(self, path: str, content: bytes) -> None:
        """Put *content* into the file at *path*; raise ExportFileError."""
        try:
            _write(Path(path).resolve(), content)
        except OSError as error:
            raise ExportFileError(path=path, reason=error.strerror or "?") from error


def _write(target: Path, content: bytes) -> None:
    """Write through a file beside *target*, which nobody else may read."""
    if target.is_dir():
        raise IsADirectoryError(21, os.strerror(21))
    handle, name = tempfile.mkstemp(prefix=".keyholder-", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
