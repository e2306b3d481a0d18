"""Saving a chart as a file: a picture, vectors, or figures for a spreadsheet."""

from collections.abc import Callable
from enum import StrEnum
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core import chart_words
from app.core.statistics import Chart, Statistics
from app.ui.desk import Desk
from app.ui.export_file import write
from app.ui.statistics.chart_sheet import ChartSheet

_MARKED = "utf-8-sig"
"""With the mark by which spreadsheets know UTF-8."""


class Form(StrEnum):
    """What kind of file."""

    PNG = "png"
    SVG = "svg"
    CSV = "csv"


def filter_text(form: Form) -> str:
    """Return what a file dialog calls such files."""
    return {
        Form.PNG: _("Pictures (*.png)"),
        Form.SVG: _("Vector graphics (*.svg)"),
        Form.CSV: _("Spreadsheets (*.csv)"),
    }[form]


class ChartExport:
    """Asks for a file over *parent*, and writes a chart into it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._session = desk.session
        self._parent = parent

    def save(self, form: Form, chart: Chart, statistics: Statistics) -> None:
        """Ask for a place, and write *chart* there."""
        suggestion = str(Path.home() / f"keyholder-{chart.id}-{statistics.day}.{form}")
        chosen, _filter = QFileDialog.getSaveFileName(
            self._parent, _("Export the chart"), suggestion, filter_text(form)
        )
        if chosen:
            self.save_to(chosen, form, chart, statistics)

    def save_to(self, path: str, form: Form, chart: Chart, statistics: Statistics) -> None:
        """Write *chart* into the file at *path*, and say so."""
        content = self._content(form, chart, statistics)
        sentence = _("Saved: {name}").format(name=Path(path).name)
        self._session.aside(
            lambda _services: write(path, content()),
            lambda _nothing: self._session.told.emit(sentence, False),
        )

    def copy(self, chart: Chart) -> None:
        """Put the figures on the clipboard, as spreadsheets take them."""
        QGuiApplication.clipboard().setText(chart_words.as_columns(chart))
        self._session.told.emit(_("Copied the figures."), False)

    def _content(self, form: Form, chart: Chart, statistics: Statistics) -> Callable[[], bytes]:
        """Return what makes the file, on any thread; what has to be painted is painted here."""
        if form is Form.CSV:
            return lambda: chart_words.as_csv(chart).encode(_MARKED)
        sheet = ChartSheet(chart, statistics, self._parent.font())
        if form is Form.SVG:
            drawn = sheet.svg()
            return lambda: drawn
        image = sheet.image()
        return lambda: _png(image)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, and Qt text
    return bytes(buffer.data().data())
