"""An export on its way from the window: only what needs the inventory is on its thread."""

from collections.abc import Callable
from functools import partial
from gettext import gettext as _
from typing import TypeVar

from PySide6.QtCore import QTimer

from app.core.errors import AppError, VaultLockedError
from app.core.progress import Progress
from app.services.export_order import Draft, Exported, Order, Rendered
from app.services.suite import Services
from app.ui.doing import Stop
from app.ui.kit.progress import BusyBar
from app.ui.session import Session

T = TypeVar("T")

_BETWEEN_LOOKS_MS = 100


class ExportRun:
    """Reads, writes, seals and saves one file, until somebody cancels it.

    *done* or *failed* is called in any case: with a CancelledError where it was cancelled in time.
    """

    def __init__(
        self,
        session: Session,
        busy: BusyBar,
        *,
        done: Callable[[Exported], object],
        failed: Callable[[AppError], object],
    ) -> None:
        self._session = session
        self._busy = busy
        self._done = done
        self._failed = failed
        self._stop = Stop()
        self._told = (0, 0)
        self._timer = QTimer(busy, interval=_BETWEEN_LOOKS_MS)
        self._timer.timeout.connect(self._show)

    def begin(self, path: str, order: Order) -> None:
        """Begin to export what is ordered into the file at *path*."""
        self._timer.start()
        self._say(_("Reading…"))
        self._ask(lambda services, report: services.exports.read(path, order, report), self._fill)

    def cancel(self) -> None:
        """Ask it to stop, whatever it is at."""
        self._stop.want()

    def _fill(self, draft: Draft) -> None:
        if draft.lacks:
            self._ask(lambda services, report: services.exports.fill(draft, report), self._fill)
        else:
            self._render(draft)

    def _render(self, draft: Draft) -> None:
        self._say(_("Writing…"))
        self._aside(draft.render, self._seal)

    def _seal(self, rendered: Rendered) -> None:
        if rendered.draft.order.seal is not None:
            self._say(_("Sealing…"))
        self._aside(rendered.sealed, self._settle)

    def _settle(self, rendered: Rendered) -> None:
        self._say(_("Saving…"))
        self._session.act(
            lambda services, _report: services.exports.settle(rendered, self._report),
            self._on_done,
            self._fail,
        )

    def _ask(self, work: Callable[[Services, Progress], T], then: Callable[[T], object]) -> None:
        """Read what changes nothing; where the vault is locked, ask for a way in and try again."""

        def failed(error: AppError) -> None:
            if isinstance(error, VaultLockedError):
                again = partial(self._ask, work, then)
                self._session.unlock_wanted.emit(again, lambda: self._fail(error))
            else:
                self._fail(error)

        self._session.ask(lambda services: work(services, self._report), then, failed)

    def _aside(self, work: Callable[[Progress], T], then: Callable[[T], object]) -> None:
        self._session.aside(lambda _services: work(self._report), then, self._fail, self.cancel)

    def _report(self, done: int, total: int) -> None:
        """Note how far it is, on any thread; raise CancelledError."""
        self._stop.report(done, total)
        self._told = (done, total)

    def _say(self, what: str) -> None:
        self._told = (0, 0)
        self._busy.begin(what, self.cancel)

    def _show(self) -> None:
        done, total = self._told
        if total:
            self._busy.advance(done, total)

    def _on_done(self, exported: Exported) -> None:
        self._end()
        self._done(exported)

    def _fail(self, error: AppError) -> None:
        self._end()
        self._failed(error)

    def _end(self) -> None:
        self._timer.stop()
        self._busy.end()
