"""Statistics: a page of charts for each thing that there are figures of."""

from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AppError
from app.core.key import KeyState
from app.core.statistics import Chart, Lead, Section, Statistics
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, Level
from app.ui.kit.buttons import primary_button
from app.ui.kit.empty import Empty
from app.ui.kit.page_head import PageHead
from app.ui.statistics.chart_card import ChartCard
from app.ui.statistics.chart_sheet import dated
from app.ui.statistics.figures import is_wide

_TWO_FIT = 900
_GAP = 16


class StatisticsPage(QWidget):
    """The charts of one section."""

    section: Section

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = desk.session
        self.cards: dict[str, ChartCard] = {}
        self._wide: list[str] = []
        self.banner = Banner(desk.icons)
        self.head = PageHead(self.title())
        self.empty = Empty(
            desk.icons, icon="chart-column", sentence="", buttons=self._empty_buttons()
        )
        self.stack = QStackedWidget()
        self._inside = QWidget()
        self._grid = QGridLayout()
        self._columns = 0
        self._arrange()
        self._session.changed.connect(self._on_changed)
        self._session.scope_changed.connect(self._on_changed)

    def title(self) -> str:
        """Return what stands over the page."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Count again."""
        scope, section = self._session.scope, self.section
        self._session.ask(
            lambda services: services.statistics.of(scope, section),
            self._on_loaded,
            self._on_failed,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override QWidget.resizeEvent: two charts stand side by side where they fit."""
        super().resizeEvent(event)
        self._place_cards()

    def _empty_buttons(self) -> tuple[QPushButton, ...]:
        """Return the buttons of the page while there is nothing to count."""
        return ()

    def _arrange(self) -> None:
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 8)
        inside.addLayout(self._grid)
        inside.addStretch(1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self.area = _scrolled(self._inside)
        self.stack.addWidget(self.area)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_loaded(self, statistics: Statistics) -> None:
        self.banner.clear()
        self.head.set_line(dated(statistics))
        nothing = not any(chart.total or chart.remarks for chart in statistics.charts)
        self.empty.set_sentence(statistics.charts[0].empty)
        self.stack.setCurrentWidget(self.empty if nothing else self.area)
        for chart in statistics.charts:
            self._card(chart).show_chart(chart, statistics)
        self._place_cards()

    def _on_failed(self, error: AppError) -> None:
        self.banner.say(str(error), level=Level.ERROR)
        self.banner.add_button(_("Retry"), self.refresh)

    def _card(self, chart: Chart) -> ChartCard:
        """Return the card of *chart*, made if this is the first time."""
        if chart.id not in self.cards:
            card = self.cards[chart.id] = ChartCard(self._desk, chart, self._inside)
            card.opened.connect(self._on_opened)
            if is_wide(chart):
                self._wide.append(chart.id)
            self._columns = 0
        return self.cards[chart.id]

    def _place_cards(self) -> None:
        """Put the cards side by side, or one below the other; one that is alone has the width."""
        columns = 2 if self.width() >= _TWO_FIT else 1
        if columns == self._columns:
            return
        self._columns = columns
        row = column = 0
        narrow = [one for one in self.cards if one not in self._wide]
        for chart_id, card in self.cards.items():
            alone = columns == 1 or chart_id in self._wide
            alone = alone or (chart_id == narrow[-1] and len(narrow) % 2 == 1)
            if alone and column:
                row, column = row + 1, 0
            self._grid.addWidget(card, row, column, 1, 2 if alone else 1)
            row, column = (row + 1, 0) if alone or column else (row, 1)
        for number in range(2):
            self._grid.setColumnStretch(number, 1)

    def _on_opened(self, lead: Lead) -> None:
        if lead.page == "keys":
            state = KeyState(lead.state) if lead.state else None
            self._desk.go("keys", state=state, text=lead.text)
        else:
            self._desk.go(lead.page, state=lead.state)


class _WithKeys(StatisticsPage):
    """Charts of keys: where there are none yet, they can be added."""

    def _empty_buttons(self) -> tuple[QPushButton, ...]:
        """Override StatisticsPage: the way to the first key."""
        self.add_button = primary_button(_("Add existing"))
        self.add_button.clicked.connect(lambda: self._desk.go("keys", form="add"))
        return (self.add_button,)


class ForecastPage(_WithKeys):
    """Which keys expire when."""

    section = Section.FORECAST

    def title(self) -> str:
        """Override StatisticsPage.title."""
        return _("Forecast")


class KeyFiguresPage(_WithKeys):
    """How many keys there are."""

    section = Section.KEYS

    def title(self) -> str:
        """Override StatisticsPage.title."""
        return _("Keys")


class ReplacementFiguresPage(StatisticsPage):
    """How replacements go."""

    section = Section.REPLACEMENTS

    def title(self) -> str:
        """Override StatisticsPage.title."""
        return _("Replacements")


class NoticeFiguresPage(StatisticsPage):
    """How many notices there are, and what became of them."""

    section = Section.NOTICES

    def title(self) -> str:
        """Override StatisticsPage.title."""
        return _("Notices")


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the keyboard by itself
    area.setWidget(content)
    return area
