"""A line to filter by: Esc empties it, Enter and Down lead into the list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.kit.icons import Icons
from app.ui.kit.text import accessible

_TO_THE_LIST = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FilterEdit(QLineEdit):
    """A line that Esc empties.

    Signals: *list_wanted* when the person wants to go on in the list: with Down, or with Enter
    after something was typed.
    """

    list_wanted = Signal()

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
        if event.key() in _TO_THE_LIST and (self.text() or event.key() == Qt.Key.Key_Down):
            self.list_wanted.emit()
            return
        super().keyPressEvent(event)
