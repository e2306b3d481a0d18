"""What the window shows of its looking: the bell, the tray's count, the last look, warnings."""

from functools import partial
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import QObject

from app.core import backup_words
from app.core.errors import AppError, TamperedError
from app.core.notice import NoticeState
from app.services.notices import ClockState, Look
from app.services.suite import Services
from app.ui.backups import words
from app.ui.frame.window import FrameWindow
from app.ui.kit.banner import Banner, Level
from app.ui.session import Session
from app.ui.shell.bell import Bell
from app.ui.shell.couriers import Courier
from app.ui.shell.lookout import Lookout
from app.ui.shell.tray import Tray


class Signs(QObject):
    """Keeps the signs of *window* true."""

    def __init__(
        self, window: FrameWindow, session: Session, lookout: Lookout, *, bell: Bell, tray: Tray
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._bell = bell
        self._tray = tray
        self._last = ""
        self._is_behind = False
        self.banner = Banner(bell.icons, closable=True)
        window.add_banner(self.banner)
        lookout.looked.connect(self._on_looked)
        lookout.failed.connect(self._on_failed)
        for courier in lookout.couriers:
            courier.ended.connect(partial(self._on_courier, courier))
        session.changed.connect(self.refresh)
        session.delivered.connect(self.refresh)
        session.backups.changed.connect(self._show_backups)

    def refresh(self) -> None:
        """Count again."""
        self._session.ask(_counted, self._show, lambda _error: None)  # the look says what is wrong

    def _show(self, counted: tuple[int, int, list[str]]) -> None:
        open_ones, given_up, unreadable = counted
        self._bell.set_count(open_ones)
        self._tray.set_count(open_ones)
        self._window.footer.set_status(
            "mail",
            ngettext("⚠ {n} e-mail given up", "⚠ {n} e-mails given up", given_up).format(n=given_up)
            if given_up
            else "",
            _("Management, Messages, tells why, and tries again."),
        )
        self._window.footer.set_status(
            "unreadable",
            _("⚠ Cannot be read: {names}").format(names=", ".join(unreadable[:2]))
            if unreadable
            else "",
            "\n".join(str(TamperedError(name=name)) for name in unreadable),
        )

    def _show_backups(self) -> None:
        state, now = self._session.backups.state, self._session.now()
        troubles = () if state is None else state.troubles(now)
        tip = [backup_words.trouble(one, state) for one in troubles if state is not None]
        self._window.footer.set_status("backup", words.brief(state, now), "\n".join(tip))

    def _on_looked(self, look: Look) -> None:
        local = look.at.astimezone()
        self._last = f"{local:%H:%M}"
        self._window.footer.set_status(
            "look",
            _("Last look {time}").format(time=self._last),
            _("Keyholder looks every minute whether a notice is due."),
        )
        if look.clock is not ClockState.RIGHT:
            self._tell_of_clock(look)
        elif self._is_behind:
            self.banner.clear()
        self._is_behind = look.clock is ClockState.BEHIND
        if not look.changed:  # else session.changed tells of it
            self.refresh()

    def _tell_of_clock(self, look: Look) -> None:
        if look.clock is ClockState.BEHIND:
            text = _(
                "This computer's clock is wrong: it says {day}. No notice is raised until it "
                "is set right."
            ).format(day=look.at.astimezone().date().isoformat())
        else:
            text = _(
                "This computer's clock had been ahead. The notices of that time are void, and "
                "are raised again when their day comes."
            )
        self.banner.say(text, level=Level.WARNING)

    def _on_failed(self, error: AppError) -> None:
        last = self._last or _("never")
        self._window.footer.set_status(
            "look", _("⚠ Could not look; last look {time}").format(time=last), str(error)
        )

    def _on_courier(self, courier: Courier, error: AppError | None) -> None:
        text, tip = ("", "") if error is None else (courier.trouble, str(error))
        self._window.footer.set_status(type(courier).__name__, text, tip)


def _counted(services: Services) -> tuple[int, int, list[str]]:
    counts = services.notice_list.counts()
    return counts[NoticeState.OPEN], services.outbox.given_up(), services.notices.unreadable
