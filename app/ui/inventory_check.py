"""The check of the whole inventory, aside from what the person does meanwhile."""

import threading

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError, CancelledError
from app.core.ports import Finding
from app.core.trail_head import TrailHead
from app.services.suite import Services
from app.ui.session import Session

_Seen = tuple[list[Finding], TrailHead]


class InventoryCheck(QObject):
    """Runs one check at a time.

    Signals: *begun*; *advanced* with how many records were checked, of how many; *checked* with
    what was found and the audit trail's head; *failed* with the AppError that kept it from that.
    """

    begun = Signal()
    advanced = Signal(int, int)
    checked = Signal(object, object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._cancelled = threading.Event()
        self.is_running = False

    def begin(self) -> None:
        """Check everything, unless that is under way."""
        if self.is_running:
            return
        self.is_running = True
        self._cancelled.clear()
        self.begun.emit()
        self._session.ask(
            lambda services: services.checks.in_background(),
            lambda work: self._session.aside(
                lambda _services: work(self._report), self._on_found, self._on_failed
            ),
            self._on_failed,
        )

    def cancel(self) -> None:
        """Ask it to stop: then it fails with a CancelledError."""
        self._cancelled.set()

    def _report(self, done: int, total: int) -> None:
        """Say how far it is, on whichever thread it runs."""
        if self._cancelled.is_set():
            raise CancelledError
        self.advanced.emit(done, total)

    def _on_found(self, findings: list[Finding]) -> None:
        """Look at it once more before anybody is told: a change may have run meanwhile."""

        def look(services: Services) -> _Seen:
            found = services.checks.findings(self._report) if findings else []
            return found, services.checks.head()

        self._session.ask(look, self._on_looked, self._on_failed)

    def _on_looked(self, seen: _Seen) -> None:
        self.is_running = False
        self.checked.emit(*seen)

    def _on_failed(self, error: AppError) -> None:
        self.is_running = False
        self.failed.emit(error)
