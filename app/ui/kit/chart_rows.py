"""Bars that lie one below the other, each with its name at the left."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.ui.kit.chart_drawing import LEAST, Drawing, Look, paint_parts
from app.ui.kit.chart_figures import ChartBar, number_text, ticks

_THICK = 18.0
_GAP = 8.0
_MOST_NAME = 0.4
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)


class RowDrawing(Drawing):
    """Bars from left to right, with their figures beside them."""

    def height(self, width: float) -> float:
        """Override Drawing.height."""
        more = self.metrics.height() + _GAP if self.figures.more else 0
        return self.plot(width).bottom() + self.metrics.height() + _GAP + more

    def places(self, width: float) -> list[QRectF]:
        """Override Drawing.places: a row reaches from its name to the right edge."""
        plot = self.plot(width)
        return [
            QRectF(0, plot.top() + number * self._row, width, self._row)
            for number in range(len(self.figures.bars))
        ]

    @property
    def _row(self) -> float:
        return max(self.metrics.height(), _THICK) + 10

    def plot(self, width: float) -> QRectF:
        """Override Drawing.plot."""
        names = [self.metrics.horizontalAdvance(bar.label) for bar in self.figures.bars]
        left = min(max(names, default=0), width * _MOST_NAME) + 2 * _GAP + 1
        figure = self.metrics.horizontalAdvance(number_text(self.figures.most)) + 2 * _GAP
        height = self._row * len(self.figures.bars)
        room = max(width - left - figure, 1)
        return QRectF(left, self.legend_height(width), room, height)

    def paint_grid(self, painter: QPainter, plot: QRectF, look: Look) -> None:
        """Override Drawing.paint_grid."""
        for tick, left in self._scale(plot):
            painter.setPen(QPen(look.tokens.color("line" if tick else "border"), 1))
            painter.drawLine(QLineF(left, plot.top(), left, plot.bottom()))
            painter.setPen(look.tokens.color("muted"))
            below = QRectF(left - 40, plot.bottom() + 2, 80, self.metrics.height())
            painter.drawText(below, _MIDDLE, number_text(tick))

    def _scale(self, plot: QRectF) -> Sequence[tuple[int, float]]:
        """Return the numbers along the axis, and where each is; some where the room is short."""
        scale = ticks(self.figures.most)
        widest = self.metrics.horizontalAdvance(number_text(scale[-1])) + _GAP
        step = 1 if widest * len(scale) < plot.width() else len(scale) - 1
        return [(tick, plot.left() + plot.width() * tick / scale[-1]) for tick in scale[::step]]

    def paint_bar(
        self, painter: QPainter, bar: ChartBar, place: QRectF, plot: QRectF, look: Look
    ) -> None:
        """Override Drawing.paint_bar."""
        name = QRectF(_GAP, place.top(), plot.left() - 2 * _GAP, place.height())
        elide = Qt.TextElideMode.ElideRight
        painter.setPen(look.tokens.color("text"))
        painter.drawText(name, _LEFT, self.metrics.elidedText(bar.label, elide, name.width()))
        length = 0.0
        if bar.total:
            length = max(plot.width() * bar.total / ticks(self.figures.most)[-1], LEAST)
            top = place.center().y() - _THICK / 2
            area = QRectF(plot.left(), top, length, _THICK)
            paint_parts(painter, bar, area, look.tokens, upwards=False)
        painter.setPen(look.tokens.color("text" if bar.total else "muted"))
        beside = QRectF(plot.left() + length + _GAP, place.top(), 200, place.height())
        painter.drawText(beside, _LEFT, number_text(bar.total))

    def paint_words(self, painter: QPainter, width: float, look: Look) -> None:
        """Override Drawing.paint_words: which bars were left out."""
        painter.setPen(look.tokens.color("muted"))
        at = self.height(width) - self.metrics.descent()
        painter.drawText(QPointF(_GAP, at), self.figures.more)
