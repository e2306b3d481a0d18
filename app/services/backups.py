"""Backups: made, kept for a while, verified, and how they stand."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import PurePath

from app.core.access import VaultState
from app.core.audit import Act
from app.core.backup import Backup, Shelf, Why
from app.core.errors import (
    BackupError,
    NoBackupError,
    NoBackupFolderError,
    NotFoundError,
    StorageError,
    VaultLockedError,
)
from app.core.preference import BACKUP_FOLDER
from app.core.progress import Progress
from app.core.secret import Secret
from app.services.backup_order import Glance, Order, Outcome
from app.services.backup_trail import BackupTrail
from app.services.settings import Settings
from app.services.workplace import NO_PROGRESS, Workplace


class Backups:
    """The backups of an inventory."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._store = workplace.inventory.backups
        self._settings = Settings(workplace)
        self._trail = BackupTrail(workplace)
        self._tried: set[str] = set()

    def folder(self) -> str:
        """Return the chosen folder, empty where none is."""
        return self._settings.load().get(BACKUP_FOLDER)

    def choose(self, folder: str) -> None:
        """Let backups be made in *folder*, in none if it is empty; raise FieldError."""
        self._settings.set(BACKUP_FOLDER, folder)

    def shelf(self) -> Shelf:
        """Return the backups in the chosen folder; raise a BackupError."""
        return self._store.shelf(self._chosen())

    def glance(self) -> Glance:
        """Return what tells how the backups stand, and may take long."""
        drilled = self._trail.last(Act.DRILLED)
        return Glance(
            store=self._store,
            folder=self.folder(),
            drilled_at=None if drilled is None else drilled.at,
            failed=self._trail.standing_failure(),
        )

    def make(self, why: Why = Why.ASKED, progress: Progress = NO_PROGRESS) -> Backup:
        """Make a backup now; raise a BackupError, VaultLockedError or a StorageError."""
        made = self.settle(self.order(why).carry_out(progress))
        if made is None:  # the daily one, and it is not due
            raise NoBackupError(folder=self.folder())
        return made

    def make_file(self, path: str, progress: Progress = NO_PROGRESS) -> Backup:
        """Make a backup in a file of that name, which nothing removes later."""
        _require_keys(self._workplace)
        made = self._store.make_file(path, self._workplace.now(), progress)
        self._trail.note_made(made)
        return made

    def before(self, why: Why, progress: Progress = NO_PROGRESS) -> Backup | None:
        """Make a backup before something big, where that can be done; return it.

        Nothing is done where no folder is chosen, the vault is shut, or a change runs already. A
        failure is written into the audit trail and shows on the dashboard; it is not raised.
        """
        if self._store.in_change or self.due() is None:
            return None
        try:
            return self.make(why, progress)
        except (BackupError, StorageError):
            return None

    def order(self, why: Why) -> Order:
        """Return the order of a backup; raise NoBackupFolderError or VaultLockedError."""
        folder = self._chosen()
        _require_keys(self._workplace)
        return Order(
            store=self._store,
            folder=folder,
            why=why,
            at=self._workplace.now(),
            day_of=_days(self._workplace),
            last_change=self._trail.last_change(),
            failed=bool(self._trail.standing_failure()),
            tried=self._tried,
        )

    def due(self) -> Order | None:
        """Return the order of the daily backup where a folder is chosen and the vault not shut.

        Whether it is due at all is seen in the folder, when it is carried out.
        """
        try:
            return self.order(Why.DAILY)
        except (NoBackupFolderError, VaultLockedError):
            return None

    def settle(self, outcome: Outcome) -> Backup | None:
        """Write what became of an order into the trail; return the backup, or raise.

        Why the daily one failed is raised once for each reason and day.
        """
        if outcome.error is not None:
            new = self._trail.note_failure(outcome)
            if new or outcome.why is not Why.DAILY:
                raise outcome.error
            return None
        if outcome.backup is not None:
            self._trail.note_made(outcome.backup)
        return outcome.backup

    def daily(self) -> Backup | None:
        """Make the daily backup if it is due, and sign what waits; raise like *make*."""
        order = self.due()
        return None if order is None else self.settle(order.carry_out())

    def find(self, wanted: str) -> Backup:
        """Return the backup of which that is the name, or a part of it; raise NotFoundError."""
        found = [one for one in self.shelf().backups if wanted and wanted in one.name]
        if len(found) != 1:
            raise NotFoundError(thing="backup", id=PurePath(wanted).name)
        return found[0]

    def verify(self, path: str, progress: Progress = NO_PROGRESS) -> Sequence[str]:
        """Check a backup whole and return what is wrong with it; raise NotABackupError."""
        _require_keys(self._workplace)
        return self._store.verify(path, progress)

    def drill(self, code: Secret, progress: Progress = NO_PROGRESS) -> Backup:
        """Open the latest backup with the recovery code alone, and remember that it did.

        Raise NoBackupError, FieldError, WrongSecretError or BackupDamagedError.
        """
        last = self.shelf().last_good
        if last is None:
            raise NoBackupError(folder=self.folder())
        self._store.drill(last.path, code, progress)
        self._trail.note_drill(last)
        return last

    def _chosen(self) -> str:
        folder = self.folder()
        if not folder:
            raise NoBackupFolderError
        return folder


def _require_keys(workplace: Workplace) -> None:
    if workplace.inventory.access.state is VaultState.SHUT:
        raise VaultLockedError


def _days(workplace: Workplace) -> Callable[[datetime], date]:
    """Return what tells the day of a moment where the first organisation is."""
    organisations, _unreadable = workplace.inventory.organisations.readable()
    if organisations:
        return organisations[0].today
    return lambda moment: moment.date()
