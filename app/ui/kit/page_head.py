"""The top of a page: its title, a quiet line, and its one primary button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.text import ElidedLabel, PlainLabel, TextRole


class PageHead(QWidget):
    """A title at the left, buttons at the right."""

    def __init__(self, title: str, *, line: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title_label = ElidedLabel(title, role=TextRole.TITLE)
        self.line_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self._row = QHBoxLayout(self)
        self._arrange()
        self.set_line(line)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self.title_label.setText(title)

    def set_line(self, line: str) -> None:
        """Say *line* below the title; nothing hides it."""
        self.line_label.setText(line)
        self.line_label.setVisible(bool(line))

    def add(self, widget: QWidget) -> None:
        """Place a button or a field at the right."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title_label)
        words.addWidget(self.line_label)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addLayout(words, 1)
