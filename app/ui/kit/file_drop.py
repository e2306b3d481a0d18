"""A file that somebody drops on a widget."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Lets *target* take one file, and calls *dropped* with its path."""

    def __init__(self, target: QWidget, dropped: Callable[[str], object]) -> None:
        super().__init__(target)
        self._dropped = dropped
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject.eventFilter."""
        if isinstance(event, QDragEnterEvent) and path_of(event):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and path_of(event):
            self._dropped(path_of(event))
            return True
        return super().eventFilter(watched, event)


def path_of(event: QDropEvent) -> str:
    """Return the path of the one file that is dropped; empty for anything else."""
    urls = event.mimeData().urls()
    return urls[0].toLocalFile() if len(urls) == 1 else ""
