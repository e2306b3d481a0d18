"""What brings notices from the inventory to people, each on its own way."""

import time
from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError, DesktopSilentError
from app.core.notice_ports import Desktop
from app.services.mail import Mailbag, Result
from app.services.notice_calendar import KeptFile
from app.services.popups import Popup
from app.services.suite import Services
from app.ui.session import Session

_LIMIT_S = 900.0

Show = Callable[[str, str], bool]
"""Shows a title and a text at the tray icon; tells whether there is one."""


class Turn:
    """Lets one piece of work run at a time; one that never ends does not block it for ever."""

    def __init__(self, limit_s: float = _LIMIT_S) -> None:
        self._limit_s = limit_s
        self._begun: float | None = None

    def begin(self) -> bool:
        """Begin, unless it runs already; tell whether it was begun."""
        now = time.monotonic()
        if self._begun is not None and now - self._begun < self._limit_s:
            return False
        self._begun = now
        return True

    def end(self) -> None:
        """Let the next one begin."""
        self._begun = None


class MailCourier:
    """Sends the letters that wait."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._turn = Turn()

    def go(self) -> None:
        """Send, unless something is being sent already."""
        if self._turn.begin():
            self._session.ask(lambda services: services.mail.pack(), self._on_packed, self._end)

    def _on_packed(self, bag: Mailbag) -> None:
        if bag.letters:
            self._session.aside(lambda services: services.mail.send(bag), self._on_sent, self._end)
        else:
            self._turn.end()

    def _on_sent(self, results: list[Result]) -> None:
        self._session.ask(lambda services: services.mail.settle(results), self._end, self._end)

    def _end(self, _result: object) -> None:
        self._turn.end()
        self._session.delivered.emit()


class DesktopCourier:
    """Shows what waits for the desktop, as one notification."""

    def __init__(self, session: Session, *, desktop: Desktop | None, show: Show) -> None:
        self._session = session
        self._desktop = desktop
        self._show = show
        self._turn = Turn()

    def go(self) -> None:
        """Show, unless something is being shown already."""
        if self._turn.begin():
            self._session.ask(lambda services: services.popups.take(), self._on_popup, self._end)

    def _on_popup(self, popup: Popup | None) -> None:
        if popup is None:
            self._turn.end()
        elif self._desktop is None:
            self._show_at_tray(popup, _("there is no tray"))
        else:
            desktop = self._desktop
            self._session.aside(
                lambda _services: desktop.show(popup.title, popup.body, urgent=popup.urgent),
                lambda _nothing: self._settle(popup, None),
                lambda error: self._show_at_tray(popup, str(error.facts.get("reason", ""))),
            )

    def _show_at_tray(self, popup: Popup, reason: str) -> None:
        shown = self._show(popup.title, popup.body)
        self._settle(popup, None if shown else DesktopSilentError(reason=reason))

    def _settle(self, popup: Popup, error: AppError | None) -> None:
        def settle(services: Services) -> None:
            services.popups.settle(popup, error)

        self._session.ask(settle, self._end, self._end)

    def _end(self, _result: object) -> None:
        self._turn.end()
        self._session.delivered.emit()


class CalendarCourier(QObject):
    """Writes the calendar file that is kept, where it is to be another.

    Signals: *ended* with the AppError that kept it from being written, or None.
    """

    ended = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._turn = Turn()

    def go(self) -> None:
        """Write, unless it is being written already."""
        if self._turn.begin():
            self._session.ask(lambda services: services.calendar.due(), self._on_due, self._end)

    def _on_due(self, wanted: KeptFile | None) -> None:
        if wanted is None:
            self._turn.end()
            return
        self._session.aside(
            lambda services: services.calendar.keep(wanted),
            lambda _nothing: self._end(None),
            self._end,
        )

    def _end(self, error: AppError | None) -> None:
        self._turn.end()
        self.ended.emit(error)
