"""A state, told three times: by shape, by word and by colour."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit.text import accessible
from app.ui.kit.theme import Theme
from app.ui.kit.tokens import Tokens, Tone

_HEIGHT = 24
_MARK = 10
_PAD = 8
_GAP = 6


class Shape(StrEnum):
    """The mark before the word."""

    DISC = "disc"
    PIE = "pie"
    CROSS = "cross"
    PAUSE = "pause"
    RING = "ring"
    TRIANGLE = "triangle"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class BadgeLook:
    """What a badge says and how."""

    label: str
    tone: Tone
    shape: Shape


class Badge(QWidget):
    """A badge on its own."""

    def __init__(self, theme: Theme, look: BadgeLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.set_look(look)

    def set_look(self, look: BadgeLook) -> None:
        """Show *look* from now on."""
        self._look = look
        accessible(self, look.label)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Override QWidget.sizeHint."""
        return badge_size(self._look, self.fontMetrics())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override QWidget.paintEvent."""
        painter = QPainter(self)
        paint_badge(painter, self.rect(), self._look, self._theme.tokens)
        painter.end()


def badge_size(look: BadgeLook, metrics: QFontMetrics) -> QSize:
    """Return the room that *look* needs."""
    words = metrics.horizontalAdvance(look.label)
    height = max(_HEIGHT, metrics.height() + 6)
    return QSize(_PAD + _MARK + _GAP + words + _PAD + 2, height)


def paint_badge(painter: QPainter, area: QRect, look: BadgeLook, tokens: Tokens) -> None:
    """Paint *look* at the left of *area*, in the middle of its height."""
    size = badge_size(look, painter.fontMetrics())
    width = min(size.width(), area.width())
    pill = QRect(area.left(), 0, width, size.height())
    pill.moveTop(area.top() + (area.height() - size.height()) // 2)
    color = tokens.tone(look.tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.tone_back(look.tone))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    mark = QRectF(pill.left() + _PAD, pill.center().y() - _MARK / 2 + 0.5, _MARK, _MARK)
    paint_shape(painter, mark, look.shape, color)
    painter.setPen(color)
    words = pill.adjusted(_PAD + _MARK + _GAP, 0, -_PAD + 2, 0)
    shown = painter.fontMetrics().elidedText(look.label, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), shown)
    painter.restore()


def paint_shape(painter: QPainter, area: QRectF, shape: Shape, color: QColor) -> None:
    """Paint the mark alone, filling the square *area*."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    pen = QPen(color, 1.6, Qt.PenStyle.SolidLine, cap, join)
    inner = area.adjusted(0.8, 0.8, -0.8, -0.8)
    filled = shape in {Shape.DISC, Shape.TRIANGLE}
    painter.setPen(pen)
    painter.setBrush(color if filled else Qt.BrushStyle.NoBrush)
    if shape in {Shape.DISC, Shape.RING, Shape.PIE}:
        painter.drawEllipse(inner)
    if shape is Shape.PIE:
        painter.setBrush(color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPie(inner, 90 * 16, -90 * 16)
    for line in _lines(shape, inner):
        painter.drawPolyline(line)
    if shape is Shape.TRIANGLE:
        painter.drawPolygon(_at(inner, (0.5, 0.08), (1, 0.95), (0, 0.95)))
    painter.restore()


def _lines(shape: Shape, area: QRectF) -> list[QPolygonF]:
    """Return the strokes of *shape* in *area*."""
    match shape:
        case Shape.CROSS:
            return [_at(area, (0.1, 0.1), (0.9, 0.9)), _at(area, (0.9, 0.1), (0.1, 0.9))]
        case Shape.PAUSE:
            return [_at(area, (0.28, 0.1), (0.28, 0.9)), _at(area, (0.72, 0.1), (0.72, 0.9))]
        case Shape.CHECK:
            return [_at(area, (0, 0.55), (0.35, 0.9), (1, 0.12))]
        case _:
            return []


def _at(area: QRectF, *points: tuple[float, float]) -> QPolygonF:
    """Return *points*, given as fractions of *area*."""
    return QPolygonF(
        [QPointF(area.left() + x * area.width(), area.top() + y * area.height()) for x, y in points]
    )
