"""Looks what is due while the program runs, and sends couriers out with it."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import AppError
from app.core.notice_ports import Desktop
from app.services.notices import Look
from app.ui.session import Session
from app.ui.shell.backup_courier import BackupCourier
from app.ui.shell.couriers import CalendarCourier, Courier, DesktopCourier, MailCourier, Show, Turn
from app.ui.shell.time_watch import TimeWatch

_MINUTE_MS = 60_000
_LOOK_LIMIT_S = 120.0


class Lookout(QObject):
    """Looks each minute, at once when asked, after each change, and whenever time has jumped.

    Signals: *looked* with the Look; *failed* with the AppError that kept it from looking;
    *clicked* when somebody clicks on a notification.
    """

    looked = Signal(object)
    failed = Signal(object)
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
        self._again = False
        self._turn = Turn(_LOOK_LIMIT_S)
        self.couriers: tuple[Courier, ...] = (
            DesktopCourier(session, desktop=desktop, show=show, parent=self),
            MailCourier(session, self),
            CalendarCourier(session, self),
            BackupCourier(session, self),
        )
        self.time_watch = TimeWatch(session.now, parent=self)
        self._timer = QTimer(self, interval=interval_ms)
        self._timer.timeout.connect(self.look)
        self.time_watch.jumped.connect(self.look)
        session.changed.connect(self.look)
        session.lock_changed.connect(lambda _state: self.look())  # the mail may have waited for it

    def start(self) -> None:
        """Look now, and from now on."""
        if self._desktop is not None:
            self._desktop.listen(self.clicked.emit)
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no longer."""
        self._timer.stop()
        self.time_watch.stop()
        if self._desktop is not None:
            self._desktop.listen(lambda: None)
            self._desktop.close()

    def look(self) -> None:
        """Look now; one look at a time, and once more if it was asked for meanwhile."""
        if self._turn.begin():
            self._session.ask(lambda services: services.notices.look(), self._on_look, self._end)
        else:
            self._again = True

    def _on_look(self, look: Look) -> None:
        self._session.last_look = look.at
        self._session.looked.emit()
        self.looked.emit(look)
        if look.changed:
            self._session.changed.emit()
        for courier in self.couriers:
            courier.go()
        self._end(None)

    def _end(self, error: AppError | None) -> None:
        self._turn.end()
        if error is not None:
            self.failed.emit(error)
        if self._again:
            self._again = False
            self.look()
