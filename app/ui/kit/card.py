"""A card: a part of a page under its own heading."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.kit.text import PlainLabel, TextRole, accessible


class Card(QFrame):
    """A heading with buttons at its right, and *body* below."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.title_label = PlainLabel(title, role=TextRole.HEADING)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self.title_label, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(self._head)
        column.addLayout(self.body)
        column.addStretch(1)

    def add_button(self, widget: QWidget) -> None:
        """Put something beside the heading."""
        self._head.addWidget(widget)

    def clear(self) -> None:
        """Take everything out of the body."""
        emptied(self.body)


def emptied(layout: QLayout) -> None:
    """Take everything out of *layout*, for good."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def scrolled(content: QWidget, *, name: str = "") -> QScrollArea:
    """Return *content* in an area that scrolls up and down, and follows the keyboard.

    With a *name* the keyboard can go to the area itself, and scroll it.
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name else Qt.FocusPolicy.NoFocus)
    if name:
        area.setProperty("kind", "reading")
        accessible(area, name)
    area.setWidget(content)
    return area
