"""Makes the daily backup while the program runs, and looks how the backups stand."""

from contextlib import suppress
from datetime import datetime, timedelta
from gettext import gettext as _

from PySide6.QtCore import QObject

from app.core.backup import BackupState
from app.core.errors import AppError, BackupFolderGoneError
from app.services.backup_order import Glance, Order, Outcome
from app.services.suite import Services
from app.ui.session import Session
from app.ui.shell.couriers import Courier

_REST = timedelta(minutes=15)
_Known = tuple[Order | None, Glance]


class BackupCourier(Courier):
    """Copies the inventory to the chosen folder once a day; a folder may be far, so aside."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._not_before: datetime | None = None

    @property
    def trouble(self) -> str:
        """Override Courier.trouble."""
        return _("⚠ No backup could be made")

    def begin(self) -> None:
        """Override Courier.begin."""

        def look(services: Services) -> _Known:
            return services.backups.due(), services.backups.glance()

        self.session.ask(look, self._on_known, self.end)

    def _on_known(self, known: _Known) -> None:
        order, glance = known
        if order is None or self._rests():
            self._look(glance)
        else:
            self.session.aside(lambda _services: order.carry_out(), self._settle, self.end)

    def _rests(self) -> bool:
        """Tell whether one failed so lately that a next try is not worth a whole copy."""
        return self._not_before is not None and self.session.now() < self._not_before

    def _settle(self, outcome: Outcome) -> None:
        """Write what became of it into the trail; that it failed shows in how they stand."""
        if outcome.error is not None and not isinstance(outcome.error, BackupFolderGoneError):
            self._not_before = self.session.now() + _REST

        def settle(services: Services) -> Glance:
            with suppress(AppError):
                services.backups.settle(outcome)
            return services.backups.glance()

        self.session.ask(settle, self._look, self.end)

    def _look(self, glance: Glance) -> None:
        def seen(state: BackupState) -> None:
            self.session.backups.show(state)
            self.end()

        if glance.folder:
            self.session.aside(lambda _services: glance.state(), seen, self.end)
        else:
            seen(glance.state())
