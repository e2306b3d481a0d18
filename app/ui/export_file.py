"""Files that somebody asked for: written whole or not at all."""

from PySide6.QtCore import QIODevice, QSaveFile

from app.core.errors import ExportFileError


def write(path: str, content: bytes) -> None:
    """Put *content* into the file at *path*, on any thread; raise ExportFileError."""
    file = QSaveFile(path)
    opened = file.open(QIODevice.OpenModeFlag.WriteOnly)
    if not (opened and file.write(content) == len(content) and file.commit()):
        raise ExportFileError(path=path, reason=file.errorString())
