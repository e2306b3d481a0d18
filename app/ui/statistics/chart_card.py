"""A chart on its card: what it counts, what is remarkable, and its export."""

from collections.abc import Sequence
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.core.statistics import Chart, Lead, Remark, Statistics
from app.ui.desk import Desk
from app.ui.kit.buttons import Kind, button, link_button
from app.ui.kit.chart import ChartView
from app.ui.kit.mark import Mark
from app.ui.kit.text import PlainLabel, TextRole, accessible
from app.ui.statistics.chart_export import ChartExport, Form
from app.ui.statistics.figures import drawing, figures_of

_MARKS = {
    "expired": ("circle-alert", "expired"),
    "cluster": ("triangle-alert", "expiring"),
    "late": ("triangle-alert", "expiring"),
    "later": ("calendar", "muted"),
}
_MARK = 16


class ChartCard(QFrame):
    """Shows one chart.

    Signals: *opened* with the Lead of what was clicked.
    """

    opened = Signal(object)

    def __init__(self, desk: Desk, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._chart = chart
        self._statistics: Statistics | None = None
        self._exports = ChartExport(desk, self)
        self.title_label = PlainLabel(role=TextRole.HEADING)
        self.about_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self.remarks = RemarkList(desk)
        self.view = ChartView(desk.icons.theme, lambda figures, font: drawing(chart, figures, font))
        self.empty_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self.menu = QMenu(self)
        self.export_button = button(_("Export"), kind=Kind.QUIET)
        self._arrange()
        self._fill_menu()
        self.view.opened.connect(self._on_bar)
        self.remarks.opened.connect(self.opened)

    def show_chart(self, chart: Chart, statistics: Statistics) -> None:
        """Show *chart*, which is one of *statistics*."""
        self._chart, self._statistics = chart, statistics
        self.title_label.setText(chart.title)
        self.about_label.setText(chart.about)
        self.remarks.show_remarks(chart.remarks)
        self.view.set_figures(figures_of(chart))
        self.empty_label.setText(chart.empty)
        self.view.setVisible(bool(chart.total))
        self.empty_label.setVisible(not chart.total)
        self.export_button.setEnabled(bool(chart.total))
        name = _("Export: {chart}").format(chart=chart.title)
        accessible(self.export_button, name)

    def _arrange(self) -> None:
        self.setProperty("kind", "card")
        self.export_button.setMenu(self.menu)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title_label)
        words.addWidget(self.about_label)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(words, 1)
        head.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.remarks)
        column.addWidget(self.view)
        column.addWidget(self.empty_label)
        column.addStretch(1)

    def _fill_menu(self) -> None:
        labels = {Form.PNG: _("PNG…"), Form.SVG: _("SVG…"), Form.CSV: _("CSV…")}
        for form, label in labels.items():
            self.menu.addAction(label).triggered.connect(partial(self._on_export, form))
        self.menu.addSeparator()
        self.menu.addAction(_("Copy figures")).triggered.connect(self._on_copy)

    def _on_export(self, form: Form, *_checked: object) -> None:
        if self._statistics is not None:
            self._exports.save(form, self._chart, self._statistics)

    def _on_copy(self) -> None:
        self._exports.copy(self._chart)

    def _on_bar(self, number: int) -> None:
        lead = self._chart.bars[number].lead
        if lead is not None:
            self.opened.emit(lead)


class RemarkList(QWidget):
    """What is remarkable, a line each; those that lead anywhere can be clicked.

    Signals: *opened* with the Lead of the one that was clicked.
    """

    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = desk.icons
        self._shown: Sequence[Remark] = ()
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show *remarks*; the keyboard stays where it is if they are the same."""
        self.setVisible(bool(remarks))
        if remarks == self._shown:
            return
        self._shown = remarks
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(one) for one in remarks]
        for line in self._lines:
            self._column.addWidget(line)

    def _line(self, remark: Remark) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        icon, color = _MARKS[remark.id]
        row.addWidget(Mark(self._icons, icon, size=_MARK, color=color))
        if remark.lead is None:
            row.addWidget(PlainLabel(remark.text, wrap=True), 1)
            return line
        link = link_button(remark.text)
        link.clicked.connect(partial(self._on_link, remark.lead))
        row.addWidget(link)
        row.addStretch(1)
        return line

    def _on_link(self, lead: Lead, *_checked: object) -> None:
        self.opened.emit(lead)
