"""Pages drawn on paper, row by row: the last of ten thousand as quickly as the first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPaintDevice,
    QPainter,
    QPen,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from app.core.page import Heading, Line, Page, Table
from app.ui.kit.tokens import LIGHT

_MM_PER_INCH, _POINTS_PER_INCH = 25.4, 72
_MARGIN_MM = 20
_PADDING = 3.0
"""Round the text in a cell, in points, as all the distances below."""
_RULE = 0.75
_TITLE, _HEADING, _PLAIN = 15.0, 12.0, 10.0
_BEFORE_HEADING, _AFTER_HEADING, _AFTER_LINE = 18.0, 3.0, 6.0


@dataclass(frozen=True, slots=True)
class _Cell:
    """Lines of one cell that stand together; its layout is what they belong to."""

    left: float
    width: float
    layout: QTextLayout
    lines: Sequence[QTextLine]

    @property
    def height(self) -> float:
        return sum(line.height() for line in self.lines)

    def parted(self, room: float) -> "tuple[_Cell, _Cell]":
        """Return what of it fits into *room*, one line at least, and the rest."""
        fits, used = 0, 0.0
        for line in self.lines:
            used += line.height()
            if fits and used > room:
                break
            fits += 1
        above, below = self.lines[:fits], self.lines[fits:]
        return (
            _Cell(self.left, self.width, self.layout, above),
            _Cell(self.left, self.width, self.layout, below),
        )


_Row = list[_Cell]


class Paper:
    """Draws one page on *device*, on as many sheets as it takes; on any thread."""

    def __init__(self, device: QPagedPaintDevice) -> None:
        self._device = device
        self._painter = QPainter(device)
        self._point = device.logicalDpiY() / _POINTS_PER_INCH
        self._area = _area(device, device.logicalDpiY())
        self._y = self._area.top()
        self._sheet = 1

    def draw(self, page: Page) -> None:
        """Draw *page*; whatever its parts raise while they are made is raised."""
        try:
            self._text(page.title, _font(_TITLE, bold=True), _AFTER_HEADING)
            for part in page.parts:
                match part:
                    case Heading():
                        self._heading(part)
                    case Line():
                        self._text(part.text, _font(_PLAIN, bold=part.strong), _AFTER_LINE)
                    case Table():
                        self._table(part)
            self._number()
        finally:
            self._painter.end()

    def _heading(self, part: Heading) -> None:
        """Draw a heading, on the next sheet where no more than itself would fit on this one."""
        font, least = _font(_HEADING, bold=True), 8 * _PLAIN * self._point
        if self._y > self._area.top():
            self._y += _BEFORE_HEADING * self._point
        if self._y + least > self._area.bottom():
            self._turn()
        self._text(part.text, font, _AFTER_HEADING)

    def _text(self, text: str, font: QFont, after: float) -> None:
        rest = _cell(text, font, self._device, (self._area.left(), self._area.width()))
        while rest.lines:
            if self._y + rest.lines[0].height() > self._area.bottom():
                self._turn()
            above, rest = rest.parted(self._area.bottom() - self._y)
            self._lines(above, self._y)
            self._y += above.height
        self._y += after * self._point

    def _table(self, part: Table) -> None:
        head = self._row(part.heads, part, _font(_PLAIN, bold=True))
        plain = _font(_PLAIN)
        waiting = (self._row(texts, part, plain) for texts in part.rows)
        self._put_under_head(head, waiting)

    def _put_under_head(self, head: _Row, rows: Iterator[_Row]) -> None:
        """Put *rows* where there is room for them, under the head again on each sheet."""
        headed = False
        for row in rows:
            if not self._has_room(head, row, headed=headed):
                self._turn()
                headed = False
            if not headed:
                self._put(head)
                headed = True
            self._put_in_parts(head, row)

    def _has_room(self, head: _Row, row: _Row, *, headed: bool) -> bool:
        """Tell whether *row* may begin here: whole, or its first line if no sheet is so long."""
        needed, above = self._height(row), self._height(head)
        if needed + above > self._area.height():
            needed = self._first(row) + 2 * self._padding
        return self._y + needed + (0 if headed else above) <= self._area.bottom()

    def _put_in_parts(self, head: _Row, row: _Row) -> None:
        """Put *row*, cut between lines where it is longer than what is left of the sheet."""
        while self._y + self._height(row) > self._area.bottom():
            room = self._area.bottom() - self._y - 2 * self._padding
            if room >= self._first(row):
                parts = [cell.parted(room) for cell in row]
                self._put([above for above, _below in parts])
                row = [below for _above, below in parts]
            self._turn()
            self._put(head)
        self._put(row)

    def _first(self, row: _Row) -> float:
        """Return how high the first lines are."""
        return max((cell.lines[0].height() for cell in row if cell.lines), default=0.0)

    def _row(self, texts: Sequence[str], part: Table, font: QFont) -> _Row:
        cells = []
        left, pad = self._area.left(), self._padding
        for text, hundredths in zip(texts, part.widths, strict=True):
            width = self._area.width() * hundredths / sum(part.widths)
            cells.append(_cell(text, font, self._device, (left + pad, width - 2 * pad)))
            left += width
        return cells

    @property
    def _padding(self) -> float:
        return _PADDING * self._point

    def _height(self, row: _Row) -> float:
        return max(cell.height for cell in row) + 2 * self._padding

    def _put(self, row: _Row) -> None:
        pad, height = self._padding, self._height(row)
        for cell in row:
            self._painter.setPen(QPen(QColor(LIGHT.border), _RULE * self._point))
            self._painter.drawRect(QRectF(cell.left - pad, self._y, cell.width + 2 * pad, height))
            self._lines(cell, self._y + pad)
        self._y += height

    def _lines(self, cell: _Cell, top: float) -> None:
        self._painter.setPen(QColor(LIGHT.text))
        for line in cell.lines:
            line.draw(self._painter, QPointF(cell.left, top))
            top += line.height()

    def _turn(self) -> None:
        """Go on at the top of the next sheet."""
        self._number()
        self._device.newPage()
        self._sheet += 1
        self._y = self._area.top()

    def _number(self) -> None:
        below = QRectF(self._area.bottomLeft(), self._area.bottomRight())
        below.setHeight(3 * _PLAIN * self._point)
        self._painter.setFont(_font(_PLAIN))
        self._painter.setPen(QColor(LIGHT.text))
        at = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        self._painter.drawText(below, int(at), str(self._sheet))


def _cell(text: str, font: QFont, device: QPaintDevice, place: tuple[float, float]) -> _Cell:
    """Break *text* into lines for a place: where that begins, and how wide it is."""
    left, width = place
    layout = QTextLayout(text.replace("\n", "\N{LINE SEPARATOR}"), font, device)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(line)
    layout.endLayout()
    return _Cell(left, width, layout, lines)


def _font(points: float, *, bold: bool = False) -> QFont:
    font = QFont("sans-serif")
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPointSizeF(points)
    font.setBold(bold)
    return font


def _area(device: QPagedPaintDevice, dpi: int) -> QRectF:
    """Return what lies two centimetres from the sheet's edges, as the painter counts."""
    layout, margin = device.pageLayout(), _MARGIN_MM / _MM_PER_INCH * dpi
    area = QRectF(layout.fullRectPixels(dpi)).adjusted(margin, margin, -margin, -margin)
    return area.translated(-layout.paintRectPixels(dpi).topLeft().toPointF())
