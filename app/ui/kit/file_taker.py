"""What a widget does that takes a file which is dropped on it."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent


class FileTaker:
    """Stands before a QWidget among the bases of a class, which calls *setAcceptDrops*."""

    def take_file(self, path: str) -> None:
        """Do something with the file at *path*, which was dropped."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Override QWidget.dragEnterEvent."""
        if path_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Override QWidget.dropEvent."""
        path = path_in(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.take_file(path)


def path_in(data: QMimeData) -> str:
    """Return the path of the file in *data*, if it is one file."""
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 else ""
