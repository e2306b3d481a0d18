"""Looks what is due while the program runs, and brings what is due to people."""

import time
from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import AppError, DesktopSilentError
from app.core.notice_ports import Desktop
from app.services.mail import Mailbag, Result
from app.services.notice_calendar import KeptFile
from app.services.notices import Look
from app.services.popups import Popup
from app.services.suite import Services
from app.ui.session import Session
from app.ui.shell.time_watch import TimeWatch

_MINUTE_MS = 60_000

_LOOK_LIMIT_S, _SEND_LIMIT_S = 120.0, 900.0

Show = Callable[[str, str], bool]
"""Shows a title and a text at the tray icon; tells whether there is one."""


class Turn:
    """Lets one piece of work run at a time; one that never ends does not block it for ever."""

    def __init__(self, limit_s: float) -> None:
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


class Lookout(QObject):
    """Looks each minute, at once when asked, and whenever time has jumped.

    Signals: *looked* with the Look; *failed* with the AppError that kept it from looking;
    *calendar_failed* with an AppError or None; *clicked* when somebody clicks on a notification.
    """

    looked = Signal(object)
    failed = Signal(object)
    calendar_failed = Signal(object)
    clicked = Signal()

    def __init__(
        self,
        session: Session,
        *,
        desktop: Desktop | None,
        show: Show,
        interval_ms: int = _MINUTE_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._desktop = desktop
        self._show = show
        self._again = False
        self._looking = Turn(_LOOK_LIMIT_S)
        self._writing = Turn(_SEND_LIMIT_S)
        self._posting, self._popping = Turn(_SEND_LIMIT_S), Turn(_LOOK_LIMIT_S)
        self.time_watch = TimeWatch(session.now, parent=self)
        self._timer = QTimer(self, interval=interval_ms)
        self._timer.timeout.connect(self.look)
        self.time_watch.jumped.connect(self.look)
        session.changed.connect(self.look)
        session.lock_changed.connect(lambda _state: self.look())  # the mail may have waited for it
        if desktop is not None:
            desktop.listen(self.clicked.emit)

    def start(self) -> None:
        """Look now, and from now on."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no longer."""
        self._timer.stop()
        self.time_watch.stop()
        if self._desktop is not None:
            self._desktop.close()

    def look(self) -> None:
        """Look now; one look at a time, and once more if it was asked for meanwhile."""
        if not self._looking.begin():
            self._again = True
            return
        self._session.ask(lambda services: services.notices.look(), self._on_look, self._on_failed)

    def _on_look(self, look: Look) -> None:
        self._looking.end()
        self.looked.emit(look)
        if look.changed:
            self._session.changed.emit()
        self._pop_up()
        self._post()
        self._keep_calendar()
        self._look_again()

    def _on_failed(self, error: AppError) -> None:
        self._looking.end()
        self.failed.emit(error)
        self._look_again()

    def _look_again(self) -> None:
        if self._again:
            self._again = False
            self.look()

    def _keep_calendar(self) -> None:
        """Write the calendar file, where it is to be another; that takes its time."""
        if self._writing.begin():
            self._session.ask(
                lambda services: services.calendar.due(), self._on_calendar, self._end_calendar
            )

    def _on_calendar(self, wanted: KeptFile | None) -> None:
        if wanted is None:
            self._writing.end()
            return
        self._session.aside(
            lambda services: services.calendar.keep(wanted),
            lambda _nothing: self._end_calendar(None),
            self._end_calendar,
        )

    def _end_calendar(self, error: AppError | None) -> None:
        self._writing.end()
        self.calendar_failed.emit(error)

    def _post(self) -> None:
        """Send what waits, where nothing is being sent already."""
        if not self._posting.begin():
            return
        self._session.ask(lambda services: services.mail.pack(), self._on_packed, self._end_post)

    def _on_packed(self, bag: Mailbag) -> None:
        if not bag.letters:
            self._posting.end()
            return
        self._session.aside(lambda services: services.mail.send(bag), self._on_sent)

    def _on_sent(self, results: list[Result]) -> None:
        self._session.ask(
            lambda services: services.mail.settle(results), self._end_post, self._end_post
        )

    def _end_post(self, _result: object) -> None:
        self._posting.end()
        self._session.delivered.emit()

    def _pop_up(self) -> None:
        """Show what waits for the desktop, as one."""
        if not self._popping.begin():
            return
        self._session.ask(lambda services: services.popups.take(), self._on_popup, self._end_popup)

    def _on_popup(self, popup: Popup | None) -> None:
        if popup is None:
            self._popping.end()
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

        self._session.ask(settle, self._end_popup, self._end_popup)

    def _end_popup(self, _result: object) -> None:
        self._popping.end()
