"""The field for a text that may hold keys: typed, pasted, or a file that is dropped on it."""

from gettext import gettext as _

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ui.kit.file_taker import path_in
from app.ui.kit.text import accessible

_MOST = 200_000
"""A longer text is no longer shown quickly."""
_LINES = 5


class TextEdit(QPlainTextEdit):
    """Takes a text that somebody wants to check.

    Signals: *wanted* once something was pasted, or on Ctrl+Enter; *file_dropped* with a path;
    *too_long* for what is not taken.
    """

    wanted = Signal()
    file_dropped = Signal(str)
    too_long = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(
            _("A key, whole or masked; a line of a log; a part of a configuration file")
        )
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        accessible(self, _("Text to check"), _("Ctrl+Enter checks it"))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 26)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.wanted)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Override QPlainTextEdit.canInsertFromMimeData: text, or one file."""
        if source.hasUrls():
            return bool(path_in(source))
        return super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Override QPlainTextEdit.insertFromMimeData: of a file, its path is told."""
        if source.hasUrls():
            self.file_dropped.emit(path_in(source))
        elif len(source.text()) > _MOST:
            self.too_long.emit()
        else:
            super().insertFromMimeData(source)
            self.wanted.emit()
