"""The keys that stop working next, week by week."""

from datetime import date, timedelta
from gettext import gettext as _

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.core import calendar, words
from app.core.key import Key
from app.services.key_list import People
from app.ui import dates, looks
from app.ui.desk import Desk
from app.ui.kit.badge import Badge
from app.ui.kit.buttons import Kind
from app.ui.kit.card import emptied
from app.ui.kit.elided_button import ElidedButton
from app.ui.kit.text import PlainLabel, TextRole

_WEEK = timedelta(days=7)


class NextList(QWidget):
    """Rows of a key, its expiry and its state, beside the week in which the first one stops.

    Signals: *chosen* with the key that was clicked.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_keys(self, keys: list[Key], people: People) -> None:
        """Show *keys*, the next to stop first."""
        emptied(self._grid)
        week = ""
        if not keys:
            nothing = PlainLabel(_("No key is in use."), role=TextRole.MUTED)
            self._grid.addWidget(nothing, 0, 0, 1, 2)
        for row, key in enumerate(keys):
            told = week_told(key.expires_on, people.day(key), _first_weekday())
            if told != week:
                week = told
                self._grid.addWidget(PlainLabel(week, role=TextRole.MUTED), row, 0)
            self._add(row, key, people)

    def _add(self, row: int, key: Key, people: People) -> None:
        today = people.day(key)
        name = ElidedButton(key.name, kind=Kind.LINK, tip=_("Open the key"))
        name.setProperty("align", "left")
        name.clicked.connect(lambda: self.chosen.emit(key))
        when = PlainLabel(dates.day_text(key.expires_on))
        left = PlainLabel(words.days_left(key.days_left(today)), role=TextRole.MUTED)
        badge = Badge(self._desk.icons.theme, looks.state_look(key.state_on(today)))
        for column, widget in enumerate((name, when, left, badge), start=1):
            self._grid.addWidget(widget, row, column)


def week_told(day: date, today: date, first: int) -> str:
    """Name the week of *day*, seen from *today*; weeks begin on weekday *first*."""
    week, this_week = calendar.week_start(day, first), calendar.week_start(today, first)
    if week < this_week:
        return _("Before this week")
    if week == this_week:
        return _("This week")
    if week - this_week == _WEEK:
        return _("Next week")
    return _("Week of {day}").format(day=dates.day_text(week))


def _first_weekday() -> int:
    """Return the weekday that weeks begin on here, Monday being 0."""
    return QLocale().firstDayOfWeek().value - 1
