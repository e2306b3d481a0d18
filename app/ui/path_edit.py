"""A field for a file's path: typed, or chosen from the system's own dialog."""

from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app.ui.kit.buttons import secondary_button


class PathEdit(QWidget):
    """The path of a file to write.

    Signals: *edited* when somebody has typed or chosen one.
    """

    edited = Signal()

    def __init__(
        self, *, suggestion: str, title: str, pattern: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.agreed = ""
        """What the system's dialog returned last: it asked before a file is replaced."""
        self._pattern = pattern
        self.line_edit = QLineEdit(placeholderText=suggestion)
        self.browse_button = secondary_button(_("&Browse…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line_edit, 1)
        row.addWidget(self.browse_button)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # or the label's letter would not lead here
        self.setFocusProxy(self.line_edit)
        self.line_edit.editingFinished.connect(self.edited)
        self.browse_button.clicked.connect(self._on_browse)

    def setAccessibleName(self, name: str) -> None:
        """Override QWidget.setAccessibleName: the line is what is read out."""
        super().setAccessibleName(name)
        self.line_edit.setAccessibleName(name)

    def choose(self) -> str:
        """Ask for a path, and return it; nothing if none was chosen."""
        suggestion = self.line_edit.text() or self.line_edit.placeholderText()
        chosen, _filter = QFileDialog.getSaveFileName(self, self.title, suggestion, self._pattern)
        return chosen

    def _on_browse(self) -> None:
        chosen = self.choose()
        if chosen:
            self.agreed = chosen
            self.line_edit.setText(chosen)
            self.edited.emit()


def suggested(name: str) -> str:
    """Return where a file of that *name* may go: among the person's documents."""
    where = QStandardPaths.StandardLocation.DocumentsLocation
    documents = Path(QStandardPaths.writableLocation(where))
    return str((documents if documents.is_dir() else Path.home()) / name)
