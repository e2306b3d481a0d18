"""How series are told apart: each has a colour and a pattern, so that print in grey tells too."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from app.ui.kit.tokens import Tokens

COLORS = 7
_GAP = 6.0
_STROKE = 1.4
_DOT = 1.1

Pattern = Callable[[QRectF], Iterator[QLineF]]


def fill(painter: QPainter, path: QPainterPath, series: int, tokens: Tokens) -> None:
    """Fill *path* as the series of this number looks.

    Nothing is clipped: a file of vectors knows no clipping.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.color(color_name(series)))
    painter.drawPath(path)
    inside = path.boundingRect().adjusted(1, 1, -1, -1)
    if inside.isEmpty():
        return
    round_cap = Qt.PenCapStyle.RoundCap
    pen = QPen(tokens.color("surface"), _STROKE, Qt.PenStyle.SolidLine, round_cap)
    painter.setPen(pen)
    for draw in _PATTERNS[series % len(_PATTERNS)]:
        for line in draw(inside):
            painter.drawLine(line)


def color_name(series: int) -> str:
    """Return the token of a series by its number; patterns go on where the colours begin anew."""
    return f"chart_{(series + series // COLORS) % COLORS + 1}"


def _rising(area: QRectF) -> Iterator[QLineF]:
    """Yield lines that go up to the right, cut at the edges of *area*."""
    height = area.height()
    start = area.left() - height
    while start < area.right():
        left, right = max(start, area.left()), min(start + height, area.right())
        if right > left:
            bottom, top = area.bottom() - (left - start), area.bottom() - (right - start)
            yield QLineF(left, bottom, right, top)
        start += _GAP


def _falling(area: QRectF) -> Iterator[QLineF]:
    """Yield lines that go down to the right, cut at the edges of *area*."""
    for line in _rising(area):
        flipped = area.top() + area.bottom()
        yield QLineF(line.x1(), flipped - line.y1(), line.x2(), flipped - line.y2())


def _across(area: QRectF) -> Iterator[QLineF]:
    height = area.bottom() - _GAP / 2
    while height > area.top():
        yield QLineF(area.left(), height, area.right(), height)
        height -= _GAP


def _upright(area: QRectF) -> Iterator[QLineF]:
    left = area.left() + _GAP / 2
    while left < area.right():
        yield QLineF(left, area.top(), left, area.bottom())
        left += _GAP


def _dots(area: QRectF) -> Iterator[QLineF]:
    for number, line in enumerate(_across(area)):
        left = area.left() + (_GAP / 2 if number % 2 else _GAP)
        while left < area.right():
            yield QLineF(QPointF(left, line.y1()), QPointF(left + _DOT, line.y1()))
            left += _GAP


_PATTERNS: tuple[tuple[Pattern, ...], ...] = (
    (),
    (_rising,),
    (_dots,),
    (_falling,),
    (_across,),
    (_rising, _falling),
    (_upright,),
)
