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


class Courier(QObject):
    """One way; it goes once at a time.

    Signals: *ended* with the AppError that kept it from going, or None.
    """

    ended = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._turn = Turn()

    @property
    def trouble(self) -> str:
        """What to call it where it cannot go."""
        raise NotImplementedError

    def go(self) -> None:
        """Go, unless it is under way already."""
        if self._turn.begin():
            self.begin()

    def begin(self) -> None:
        """Go, and *end* at last."""
        raise NotImplementedError

    def end(self, error: AppError | None = None) -> None:
        """Let it go again, and say how it went."""
        self._turn.end()
        self.ended.emit(error)


class MailCourier(Courier):
    """Sends the letters that wait, one after the other."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._changes = 0

    @property
    def trouble(self) -> str:
        """Override Courier.trouble."""
        return _("⚠ E-mail stands still")

    def begin(self) -> None:
        """Override Courier.begin."""

        def pack(services: Services) -> tuple[Mailbag | None, int]:
            return services.mail.pack(), services.outbox.changes

        self.session.ask(pack, self._on_packed, self.end)

    def _on_packed(self, packed: tuple[Mailbag | None, int]) -> None:
        bag, changes = packed
        if changes != self._changes:  # settled, dropped, or kept back for another reason
            self._changes = changes
            self.session.delivered.emit()
        if bag is None:
            self.end()
        else:
            self.session.aside(lambda services: services.mail.send(bag), self._on_sent, self.end)

    def _on_sent(self, result: Result) -> None:
        self.session.ask(
            lambda services: services.mail.settle(result),
            lambda _nothing: self.begin(),
            self.end,
        )


class DesktopCourier(Courier):
    """Shows what waits for the desktop, as one notification."""

    def __init__(
        self,
        session: Session,
        *,
        desktop: Desktop | None,
        show: Show,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(session, parent)
        self._desktop = desktop
        self._show = show

    @property
    def trouble(self) -> str:
        """Override Courier.trouble."""
        return _("⚠ Nothing is shown on the desktop")

    def begin(self) -> None:
        """Override Courier.begin."""
        self.session.ask(lambda services: services.popups.take(), self._on_popup, self.end)

    def _on_popup(self, popup: Popup | None) -> None:
        if popup is None:
            self.end()
        elif self._desktop is None:
            self._show_at_tray(popup, _("there is no tray"))
        else:
            desktop = self._desktop
            self.session.aside(
                lambda _services: desktop.show(popup.title, popup.body, urgent=popup.urgent),
                lambda _nothing: self._settle(popup, None),
                lambda error: self._show_at_tray(popup, str(error.facts.get("reason", ""))),
            )

    def _show_at_tray(self, popup: Popup, reason: str) -> None:
        shown = self._show(popup.title, popup.body)
        self._settle(popup, None if shown else DesktopSilentError(reason=reason))

    def _settle(self, popup: Popup, error: AppError | None) -> None:
        def settled(_nothing: None) -> None:
            self.session.delivered.emit()
            self.end()

        self.session.ask(lambda services: services.popups.settle(popup, error), settled, self.end)


class CalendarCourier(Courier):
    """Writes the calendar file that is kept, where it is to be another."""

    @property
    def trouble(self) -> str:
        """Override Courier.trouble."""
        return _("⚠ Calendar file not written")

    def begin(self) -> None:
        """Override Courier.begin."""
        self.session.ask(lambda services: services.calendar.due(), self._on_due, self.end)

    def _on_due(self, wanted: KeptFile | None) -> None:
        if wanted is None:
            self._turn.end()  # how it went before holds on
            return
        self.session.aside(
            lambda services: services.calendar.keep(wanted), lambda _nothing: self.end(), self.end
        )
