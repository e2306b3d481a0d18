"""A thin bar: how much of something is done."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit.text import accessible
from app.ui.kit.theme import Theme

_WIDTH, _HEIGHT, _BAR = 96, 12, 6


class Meter(QWidget):
    """Shows *done* of *total*; *told* says the same in words."""

    def __init__(
        self, theme: Theme, done: int, total: int, *, told: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.share = done / total if total else 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        accessible(self, told)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Override QWidget.sizeHint."""
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override QWidget.paintEvent."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0.5, (self.height() - _BAR) / 2, self.width() - 1, _BAR)
        painter.setPen(tokens.color("border"))
        painter.setBrush(tokens.color("surface"))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("accent"))
        bar.setWidth(bar.width() * self.share)
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.end()
