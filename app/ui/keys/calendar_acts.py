"""Saving keys as a calendar file."""

from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.services.notice_calendar import Expiries
from app.services.suite import Services
from app.ui.desk import Desk
from app.ui.keys.change_acts import Chosen


class CalendarActs:
    """Asks for a file over *parent*, and writes it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._session = desk.session
        self._parent = parent

    def save(self, selected: Chosen) -> None:
        """Save the selected keys."""
        self._save(lambda services: services.calendar.of(selected.ids(services)))

    def save_all(self) -> None:
        """Save all keys, those that were removed as cancelled."""
        self._save(lambda services: services.calendar.of_all())

    def _save(self, expiries: Callable[[Services], Expiries]) -> None:
        suggestion = str(Path.home() / _("keyholder.ics"))
        chosen, _filter = QFileDialog.getSaveFileName(
            self._parent, _("Save as calendar"), suggestion, _("Calendars (*.ics)")
        )
        if chosen:
            self.save_to(chosen, expiries)

    def save_to(self, path: str, expiries: Callable[[Services], Expiries]) -> None:
        """Write *expiries* into the file at *path*, and say so."""
        sentence = _("Saved. Importing a later file updates the events in your calendar.")
        self._session.ask(
            expiries,
            lambda found: self._session.aside(
                lambda services: services.calendar.save(path, found),
                lambda _changed: self._session.told.emit(sentence, False),
            ),
        )
