"""A chart as a sheet of paper: with all that is said of it, on white, whatever the theme."""

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from app.core import words
from app.core.statistics import Chart, Statistics
from app.ui.kit.chart_drawing import Look
from app.ui.kit.tokens import LIGHT
from app.ui.statistics.figures import drawing, figures_of, is_wide

RATIO = 2
_WIDE, _NARROW = 1000, 720
_MARGIN = 32
_BODY, _TITLE = 13, 20
_DOTS_PER_INCH = 96
"""At which a pixel of a sheet is one of CSS."""
_AFTER_WORDS = 16
_ANY = 10_000
_WRAPPED = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text: how it looks and where it is."""

    text: str
    font: QFont
    token: str
    room: QRectF


class ChartSheet:
    """A chart of *statistics*, ready to become a picture."""

    def __init__(self, chart: Chart, statistics: Statistics, font: QFont) -> None:
        self._chart = chart
        self._width = _WIDE if is_wide(chart) else _NARROW
        self._font = QFont(font)
        self._font.setPixelSize(_BODY)
        self._drawing = drawing(chart, figures_of(chart), self._font)
        self._lines = list(self._written(statistics))
        self._top = self._lines[-1].room.bottom() + _AFTER_WORDS

    @property
    def size(self) -> QSize:
        """How large the sheet is."""
        inside = self._drawing.height(self._width - 2 * _MARGIN)
        return QSize(self._width, round(self._top + inside + _MARGIN))

    def image(self) -> QImage:
        """Return the sheet as a picture, sharp enough for print."""
        made = QImage(self.size * RATIO, QImage.Format.Format_RGB32)
        made.setDevicePixelRatio(RATIO)
        painter = QPainter(made)
        self._paint(painter)
        painter.end()
        return made

    def svg(self) -> bytes:
        """Return the sheet as a file of vectors."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        made = QSvgGenerator()
        made.setOutputDevice(buffer)
        made.setSize(self.size)
        made.setResolution(_DOTS_PER_INCH)
        made.setViewBox(QRectF(0, 0, self.size.width(), self.size.height()))
        made.setTitle(self._chart.title)
        made.setDescription(self._drawing.figures.description)
        painter = QPainter(made)
        self._paint(painter)
        painter.end()
        return bytes(buffer.data().data())

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self._width, self.size.height()), LIGHT.color("surface"))
        for line in self._lines:
            painter.setFont(line.font)
            painter.setPen(LIGHT.color(line.token))
            painter.drawText(line.room, _WRAPPED, line.text)
        painter.translate(_MARGIN, self._top)
        self._drawing.paint(painter, self._width - 2 * _MARGIN, Look(tokens=LIGHT))

    def _written(self, statistics: Statistics) -> Iterator[_Text]:
        """Yield the title, what is counted, where and when, and the remarks."""
        title = QFont(self._font)
        title.setPixelSize(_TITLE)
        title.setWeight(QFont.Weight.DemiBold)
        strong = QFont(self._font)
        strong.setWeight(QFont.Weight.DemiBold)
        texts = [
            (self._chart.title, title, "text"),
            (self._chart.about, self._font, "muted"),
            (dated(statistics), self._font, "muted"),
            *((one.text, strong, "text") for one in self._chart.remarks),
        ]
        top = float(_MARGIN)
        for text, font, token in texts:
            whole = QRectF(_MARGIN, top, self._width - 2 * _MARGIN, _ANY)
            needed = QFontMetricsF(font).boundingRect(whole, _WRAPPED, text)
            room = QRectF(_MARGIN, top, whole.width(), needed.height() + 1)
            yield _Text(text, font, token, room)
            top = room.bottom() + 2


def dated(statistics: Statistics) -> str:
    """Say whose figures they are, and of which day."""
    return _("{organisation}, {day}").format(
        organisation=statistics.organisation_name or _("All organisations"),
        day=words.day(statistics.day),
    )
