"""Bars that stand side by side, such as months."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.ui.kit.chart_drawing import LEAST, Drawing, Look, paint_parts
from app.ui.kit.chart_figures import ChartBar, number_text, short_number, ticks

_PLOT = 200.0
_WIDEST = 30.0
_SHARE = 0.62
_GAP = 4.0
_MIDDLE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class ColumnDrawing(Drawing):
    """Columns over an axis, in groups such as years."""

    def height(self, width: float) -> float:
        """Override Drawing.height."""
        return self.plot(width).bottom() + self._foot

    def places(self, width: float) -> list[QRectF]:
        """Override Drawing.places: a column is as wide as its share of the axis."""
        plot = self.plot(width)
        pitch = plot.width() / max(len(self.figures.bars), 1)
        top = plot.top() - self._line
        bottom = plot.bottom() + self._line + _GAP
        return [
            QRectF(plot.left() + number * pitch, top, pitch, bottom - top)
            for number in range(len(self.figures.bars))
        ]

    @property
    def _line(self) -> float:
        return self.metrics.height() + _GAP

    @property
    def _foot(self) -> float:
        groups = any(bar.group for bar in self.figures.bars)
        return (2 if groups else 1) * self._line + _GAP

    def plot(self, width: float) -> QRectF:
        """Override Drawing.plot."""
        scale = [number_text(tick) for tick in ticks(self.figures.most)]
        left = max(map(self.metrics.horizontalAdvance, scale)) + 2 * _GAP
        top = self.legend_height(width) + self._line
        return QRectF(left, top, max(width - left - _GAP, 1), _PLOT)

    def paint_grid(self, painter: QPainter, plot: QRectF, look: Look) -> None:
        """Override Drawing.paint_grid."""
        scale = ticks(self.figures.most)
        for tick in scale:
            height = plot.bottom() - plot.height() * tick / scale[-1]
            painter.setPen(QPen(look.tokens.color("line" if tick else "border"), 1))
            painter.drawLine(QLineF(plot.left(), height, plot.right(), height))
            painter.setPen(look.tokens.color("muted"))
            words = QRectF(0, height - self._line / 2, plot.left() - 2 * _GAP, self._line)
            painter.drawText(words, _RIGHT, number_text(tick))

    def paint_bar(
        self, painter: QPainter, bar: ChartBar, place: QRectF, plot: QRectF, look: Look
    ) -> None:
        """Override Drawing.paint_bar."""
        if not bar.total:
            return
        width = min(_WIDEST, place.width() * _SHARE)
        length = max(plot.height() * bar.total / ticks(self.figures.most)[-1], LEAST)
        area = QRectF(place.center().x() - width / 2, plot.bottom() - length, width, length)
        paint_parts(painter, bar, area, look.tokens, upwards=True)
        words = number_text(bar.total)
        if self.metrics.horizontalAdvance(words) > place.width():
            words = short_number(bar.total)
        painter.setPen(look.tokens.color("text"))
        above = QRectF(place.left() - _GAP, area.top() - self._line, place.width(), self._line)
        painter.drawText(above.adjusted(0, 0, 2 * _GAP, 0), _MIDDLE, words)

    def paint_words(self, painter: QPainter, width: float, look: Look) -> None:
        """Override Drawing.paint_words."""
        plot, places = self.plot(width), self.places(width)
        self._paint_labels(painter, places, plot, look)
        self._paint_groups(painter, places, plot, look)

    def _paint_labels(
        self, painter: QPainter, places: Sequence[QRectF], plot: QRectF, look: Look
    ) -> None:
        """Paint what stands below the bars; of labels that have no room, some."""
        widest = max(self.metrics.horizontalAdvance(_short(bar)) for bar in self.figures.bars)
        step = max(math.ceil((widest + _GAP) / places[0].width()), 1)
        painter.setPen(look.tokens.color("muted"))
        for bar, place in list(zip(self.figures.bars, places, strict=True))[::step]:
            below = QRectF(place.center().x() - widest, plot.bottom() + _GAP, 2 * widest, 0)
            painter.drawText(below.adjusted(0, 0, 0, self._line), _MIDDLE, _short(bar))

    def _paint_groups(
        self, painter: QPainter, places: Sequence[QRectF], plot: QRectF, look: Look
    ) -> None:
        """Paint a mark where a group begins, and its name."""
        top = plot.bottom() + self._line + _GAP
        before = ""
        for bar, place in zip(self.figures.bars, places, strict=True):
            if bar.group and bar.group != before:
                painter.setPen(QPen(look.tokens.color("border"), 1))
                painter.drawLine(
                    QLineF(place.left(), plot.bottom(), place.left(), top + self._line)
                )
                painter.setPen(look.tokens.color("text"))
                at = QPointF(place.left() + 2 * _GAP, top + self.metrics.ascent())
                painter.drawText(at, bar.group)
            before = bar.group


def _short(bar: ChartBar) -> str:
    return bar.short or bar.label
