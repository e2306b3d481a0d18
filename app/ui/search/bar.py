"""Where to look for keys: a folder or a file, what to leave out, and how large a file may be."""

from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.scan import MEGABYTE, MOST_MEGABYTES, Search
from app.ui.kit.buttons import secondary_button
from app.ui.kit.spin import SpinBox
from app.ui.kit.text import PlainLabel, TextRole, accessible

_MOST = 100_000


class SearchBar(QWidget):
    """Signals: *wanted* when Enter is pressed in it; *changed* when the path is another."""

    wanted = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path_edit = QLineEdit(placeholderText=_("A folder or a file; or drop one here"))
        self.folder_button = secondary_button(_("F&older…"))
        self.file_button = secondary_button(_("&File…"))
        self.exclude_edit = QLineEdit(placeholderText=_("node_modules/, *.log"))
        self.most_box = SpinBox(1, _MOST, suffix=_(" MB"))
        self.most_box.setValue(MOST_MEGABYTES)
        self._arrange()
        self.path_edit.textChanged.connect(self.changed)
        for edit in (self.path_edit, self.exclude_edit):
            edit.returnPressed.connect(self.wanted)
        self.folder_button.clicked.connect(self._on_folder)
        self.file_button.clicked.connect(self._on_file)

    @property
    def path(self) -> str:
        """The folder or file, empty while there is none."""
        return self.path_edit.text().strip()

    def search(self) -> Search:
        """Return what is to be searched."""
        patterns = (one.strip() for one in self.exclude_edit.text().split(","))
        return Search(
            paths=(str(Path(self.path).expanduser()),),
            excludes=tuple(one for one in patterns if one),
            most_bytes=self.most_box.value() * MEGABYTE,
        )

    def set_path(self, path: str) -> None:
        """Look at *path*."""
        self.path_edit.setText(path)

    def _on_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Search a folder"), self._start())
        if chosen:
            self.set_path(chosen)

    def _on_file(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Search a file"), self._start())
        if chosen:
            self.set_path(chosen)

    def _start(self) -> str:
        return self.path or str(Path.home())

    def _arrange(self) -> None:
        accessible(self.path_edit, _("Folder or file"))
        accessible(self.exclude_edit, _("Leave out, with commas between"))
        accessible(self.most_box, _("Skip files over"))
        self.setFocusProxy(self.path_edit)
        where, how = QHBoxLayout(), QHBoxLayout()
        where.addWidget(self.path_edit, 1)
        where.addWidget(self.folder_button)
        where.addWidget(self.file_button)
        how.addWidget(PlainLabel(_("Leave out"), role=TextRole.MUTED))
        how.addWidget(self.exclude_edit, 1)
        how.addWidget(PlainLabel(_("Skip files over"), role=TextRole.MUTED))
        how.addWidget(self.most_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for row in (where, how):
            row.setSpacing(8)
            column.addLayout(row)
