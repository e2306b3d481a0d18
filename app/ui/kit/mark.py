"""An icon that only says something and cannot be pressed."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.kit.icons import Icons


class Mark(QWidget):
    """The icon *name*, *size* pixels square."""

    def __init__(self, icons: Icons, name: str, *, size: int = 20, color: str = "text") -> None:
        super().__init__()
        self._icons = icons
        self.setFixedSize(size, size)
        self.set_icon(name, color)

    def set_icon(self, name: str, color: str) -> None:
        """Show another icon."""
        self._name = name
        self._color = color
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override QWidget.paintEvent."""
        painter = QPainter(self)
        self._icons.icon(self._name, self._color).paint(painter, self.rect())
        painter.end()
