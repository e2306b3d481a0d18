"""A page on which a file can be dropped."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit.file_taker import FileTaker


class DropPage(FileTaker, QWidget):
    """Takes one file.

    Signals: *dropped* with its path.
    """

    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)

    def take_file(self, path: str) -> None:
        """Override FileTaker.take_file."""
        self.dropped.emit(path)
