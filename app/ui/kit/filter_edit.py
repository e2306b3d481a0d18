"""A line to filter by: a magnifier, a button that empties it, and Esc that does so too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.kit.icons import Icons
from app.ui.kit.text import accessible


class FilterEdit(QLineEdit):
    """A line that Esc empties."""

    def __init__(
        self, icons: Icons, *, placeholder: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, placeholderText=placeholder, clearButtonEnabled=True)
        magnifier = QAction(self)
        icons.put(magnifier, "search", "muted")
        self.addAction(magnifier, QLineEdit.ActionPosition.LeadingPosition)
        accessible(self, name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QLineEdit.keyPressEvent."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
