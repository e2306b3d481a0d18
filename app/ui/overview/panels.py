"""Cards side by side, or below one another where there is less room."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit.text import PlainLabel, TextRole

_WIDE = 860
_HEAD = 28


class Panels(QWidget):
    """Two columns; one where the window is narrow."""

    def __init__(
        self, left: Sequence[QWidget], right: Sequence[QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(16)
        for panels, share in ((left, 5), (right, 3)):
            column = QVBoxLayout()
            column.setSpacing(16)
            for panel in panels:
                column.addWidget(panel)
            column.addStretch(1)
            self._columns.addLayout(column, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override QWidget.resizeEvent."""
        super().resizeEvent(event)
        wide = event.size().width() >= _WIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if wide else down)


def panel(title: str, content: QWidget, more: QPushButton | None = None) -> QFrame:
    """Return a card with *content* under *title*."""
    card = QFrame()
    card.setProperty("kind", "card")
    head = QHBoxLayout()
    heading = PlainLabel(title, role=TextRole.HEADING)
    heading.setMinimumHeight(_HEAD)
    head.addWidget(heading, 1)
    if more is not None:
        head.addWidget(more)
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(8)
    column.addLayout(head)
    column.addWidget(content)
    return card
