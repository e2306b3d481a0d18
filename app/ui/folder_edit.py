"""A field for a folder's path: typed, or chosen from the system's own dialog."""

from gettext import gettext as _

from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.path_edit import PathEdit


class FolderEdit(PathEdit):
    """The path of a folder that is there."""

    def __init__(self, *, title: str, parent: QWidget | None = None) -> None:
        super().__init__(suggestion="", title=title, pattern="", parent=parent)
        self.browse_button.setText(_("Choose…"))

    def choose(self) -> str:
        """Override PathEdit.choose."""
        return QFileDialog.getExistingDirectory(self, self.title, self.line_edit.text())
