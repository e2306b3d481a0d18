"""What all charts have in common when they are painted: legend, grid, bars of several parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from app.ui.kit.chart_figures import ChartBar, ChartFigures, number_text
from app.ui.kit.chart_pattern import fill
from app.ui.kit.tokens import Tokens

RADIUS = 3.0
LEAST = 2.0
"""A bar that counts anything is so long at least."""
_SEAM = 1.0
_SWATCH_WIDTH, _SWATCH_HEIGHT = 18.0, 12.0
_SPACE = 6.0
_APART = 20.0
_ROUND = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a chart is painted now: which bar is under the pointer, and which has the keyboard."""

    tokens: Tokens
    hovered: int = -1
    current: int = -1


class Drawing:
    """A chart that can be painted at any width, on a screen or into a file."""

    def __init__(self, figures: ChartFigures, font: QFont) -> None:
        self.figures = figures
        self.font = with_even_digits(font)
        self.metrics = QFontMetricsF(self.font)

    def height(self, width: float) -> float:
        """Return how high the chart is where it is so wide."""
        raise NotImplementedError

    def places(self, width: float) -> Sequence[QRectF]:
        """Return where each bar can be pointed at."""
        raise NotImplementedError

    def paint(self, painter: QPainter, width: float, look: Look) -> None:
        """Paint the chart from the origin on."""
        painter.setFont(self.font)
        plot, places = self.plot(width), self.places(width)
        self._paint_legend(painter, width, look)
        self._paint_ground(painter, places, look)
        self.paint_grid(painter, plot, look)
        for bar, place in zip(self.figures.bars, places, strict=True):
            self.paint_bar(painter, bar, place, plot, look)
        self.paint_words(painter, width, look)
        self._paint_ring(painter, places, look)

    def plot(self, width: float) -> QRectF:
        """Return where the bars are."""
        raise NotImplementedError

    def paint_grid(self, painter: QPainter, plot: QRectF, look: Look) -> None:
        """Paint the axis with its numbers."""
        raise NotImplementedError

    def paint_bar(
        self, painter: QPainter, bar: ChartBar, place: QRectF, plot: QRectF, look: Look
    ) -> None:
        """Paint *bar*, which can be pointed at in its *place*, and its figure."""
        raise NotImplementedError

    def paint_words(self, painter: QPainter, width: float, look: Look) -> None:
        """Paint the words below the bars."""
        raise NotImplementedError

    def legend_height(self, width: float) -> float:
        """Return how high the legend is; nothing for a single series."""
        rows = [top for _series, _words, _left, top in self._legend(width)]
        return max(rows) + self.metrics.height() + 16 if rows else 0.0

    def _paint_legend(self, painter: QPainter, width: float, look: Look) -> None:
        """Paint each series' swatch, its name, and how many it has in all."""
        for series, words, left, top in self._legend(width):
            height = self.metrics.height()
            swatch = QRectF(
                left, top + (height - _SWATCH_HEIGHT) / 2, _SWATCH_WIDTH, _SWATCH_HEIGHT
            )
            path = QPainterPath()
            path.addRoundedRect(swatch, RADIUS, RADIUS)
            fill(painter, path, series, look.tokens)
            painter.setPen(look.tokens.color("text"))
            at = QPointF(left + _SWATCH_WIDTH + _SPACE, top + self.metrics.ascent())
            painter.drawText(at, words)

    def _legend(self, width: float) -> Iterator[tuple[int, str, float, float]]:
        """Yield each series that has anything, its words, and where they begin."""
        if len(self.figures.series) == 1:
            return
        left = top = 0.0
        for series, name in enumerate(self.figures.series):
            total = self.figures.total_of(series)
            if not total:
                continue
            words = f"{name}  {number_text(total)}"
            room = _SWATCH_WIDTH + _SPACE + self.metrics.horizontalAdvance(words)
            if left and left + room > width:
                left, top = 0.0, top + self.metrics.height() + 4
            yield series, words, left, top
            left += room + _APART

    def _paint_ground(self, painter: QPainter, places: Sequence[QRectF], look: Look) -> None:
        """Paint what tells the bar under the pointer."""
        if look.hovered in range(len(places)):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.tokens.color("hover"))
            painter.drawRoundedRect(places[look.hovered], _ROUND, _ROUND)

    def _paint_ring(self, painter: QPainter, places: Sequence[QRectF], look: Look) -> None:
        """Paint the ring round the bar that has the keyboard."""
        if look.current in range(len(places)):
            painter.setPen(QPen(look.tokens.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = places[look.current].adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, _ROUND, _ROUND)


def paint_parts(
    painter: QPainter, bar: ChartBar, area: QRectF, tokens: Tokens, *, upwards: bool
) -> None:
    """Paint the parts of *bar* into its *area*, rounded where the bar ends."""
    whole = _rounded(area, upwards=upwards)
    for series, part in _parts(bar, area, upwards=upwards):
        path = QPainterPath()
        path.addRect(part)
        fill(painter, path.intersected(whole), series, tokens)


def _parts(bar: ChartBar, area: QRectF, *, upwards: bool) -> Iterator[tuple[int, QRectF]]:
    """Yield each series that has a part in *bar*, and where that is; a seam parts them."""
    length = area.height() if upwards else area.width()
    begin = 0.0
    for series, value in enumerate(bar.values):
        if not value:
            continue
        end = begin + length * value / bar.total
        seam = _SEAM if begin and end - begin > 2 * _SEAM else 0.0
        if upwards:
            part = QRectF(area.left(), area.bottom() - end, area.width(), end - begin - seam)
        else:
            part = QRectF(area.left() + begin + seam, area.top(), end - begin - seam, area.height())
        yield series, part
        begin = end


def _rounded(area: QRectF, *, upwards: bool) -> QPainterPath:
    """Return *area* with the two corners rounded at which the bar ends."""
    path = QPainterPath()
    radius = min(RADIUS, area.width() / 2, area.height() / 2)
    path.addRoundedRect(area, radius, radius)
    foot = QPainterPath()
    half = area.adjusted(0, radius, 0, 0) if upwards else area.adjusted(0, 0, -radius, 0)
    foot.addRect(half)
    return path.united(foot)


def with_even_digits(font: QFont) -> QFont:
    """Return *font* with digits that are all of one width."""
    even = QFont(font)
    even.setFeature(QFont.Tag("tnum"), 1)
    return even
