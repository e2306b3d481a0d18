"""A state and how many keys have it, to be clicked."""

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.core.key import KeyState
from app.ui import looks
from app.ui.kit.badge import paint_shape
from app.ui.kit.text import accessible
from app.ui.kit.theme import Theme

_PAD = 16
_MARK = 12
_LARGE = 1.7


class StateTile(QAbstractButton):
    """Shows a count; a click opens the list of those keys."""

    def __init__(self, theme: Theme, state: KeyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look = looks.state_look(state)
        self._count = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show *count*."""
        self._count = QLocale().toString(count)
        accessible(self, f"{self._look.label}: {self._count}")
        self.update()

    def sizeHint(self) -> QSize:
        """Override QAbstractButton.sizeHint."""
        return QSize(140, 2 * _PAD + int(self.fontMetrics().height() * (1 + _LARGE)) + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override QAbstractButton.paintEvent."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(tokens.color("accent" if focused else "line"), 2 if focused else 1))
        painter.setBrush(tokens.color("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        self._paint_face(painter)
        painter.end()

    def _paint_face(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        tone = tokens.tone(self._look.tone)
        line = self.fontMetrics().height()
        mark = QRectF(_PAD, _PAD + (line - _MARK) / 2, _MARK, _MARK)
        paint_shape(painter, mark, self._look.shape, tone)
        painter.setPen(tokens.color("muted"))
        words = QRectF(_PAD + _MARK + 8, _PAD, self.width(), line)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self._look.label)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _LARGE)
        painter.setFont(font)
        painter.setPen(tokens.color("text"))
        number = QRectF(_PAD, _PAD + line, self.width() - 2 * _PAD, line * _LARGE + 4)
        painter.drawText(number, int(Qt.AlignmentFlag.AlignBottom), self._count)
