"""What is to be done about backups off the database's thread: orders, and looks at the folder."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.core import backup
from app.core.backup import Backup, BackupState, Shelf, Standing, Why
from app.core.backup_port import BackupStore
from app.core.errors import (
    AppError,
    BackupBusyError,
    BackupError,
    BackupFolderGoneError,
    StorageError,
)
from app.core.progress import Progress
from app.services.workplace import NO_PROGRESS


@dataclass(frozen=True, slots=True)
class Order:
    """A backup that is to be made, and where; work for any thread."""

    store: BackupStore
    folder: str
    why: Why
    at: datetime
    day_of: Callable[[datetime], date]
    last_change: int
    """The number of the last entry of the trail that tells of a change."""
    failed: bool
    """Whether the last backup failed, and is to be made up for."""
    tried: set[str]
    """The waiting backups that could not be signed: they are not tried again and again."""

    def is_due(self, shelf: Shelf) -> bool:
        """Tell whether the backup is to be made: the daily one waits for a change and a new day."""
        if self.why is not Why.DAILY or self.failed:
            return True
        last = shelf.last_good_until(self.at)
        return backup.is_due(
            last,
            self.at,
            changed=last is not None and self.last_change > last.entries,
            new_day=last is not None and self.day_of(last.made_at) != self.day_of(self.at),
        )

    def carry_out(self, progress: Progress = NO_PROGRESS) -> "Outcome":
        """Make the backup if it is due, sign what waits, and remove what need not be kept.

        On any thread; what failed is in the outcome.
        """
        try:
            shelf = self.store.shelf(self.folder)
            self._sign(shelf, progress)
            if not self.is_due(shelf):
                return Outcome(self.why)
            made = self.store.make(self.folder, self.why, self.at, progress)
            self._tidy()
        except BackupBusyError as error:  # of the daily one another program takes care
            return Outcome(self.why, error=None if self.why is Why.DAILY else error)
        except (BackupError, StorageError) as error:
            return Outcome(self.why, error=error)
        return Outcome(self.why, made)

    def _sign(self, shelf: Shelf, progress: Progress) -> None:
        """Sign what waits; what cannot be read keeps no new backup from being made."""
        for waiting in shelf.waiting:
            if waiting.path not in self.tried:
                self.tried.add(waiting.path)
                with suppress(BackupError, StorageError):
                    self.store.sign(waiting, progress)

    def _tidy(self) -> None:
        """Remove what need not be kept, now that a newer one was verified."""
        with suppress(BackupError, StorageError):  # what is left is no harm
            self._remove()

    def _remove(self) -> None:
        found = self.store.shelf(self.folder).backups
        good = {one.made_at: one for one in found if one.standing is Standing.GOOD}
        dropped = backup.superfluous(good, self.at)
        self.store.remove([good[one] for one in sorted(dropped)])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order: a backup, or the error that kept it from being made."""

    why: Why
    backup: Backup | None = None
    error: AppError | None = None


@dataclass(frozen=True, slots=True)
class Glance:
    """What is to be looked at to tell how the backups stand; work for any thread."""

    store: BackupStore
    folder: str
    drilled_at: datetime | None
    failed: str

    def state(self) -> BackupState:
        """Look at the folder and return how the backups stand."""
        told = BackupState(folder=self.folder, drilled_at=self.drilled_at, reason=self.failed)
        if not self.folder:
            return told
        try:
            return replace(told, shelf=self.store.shelf(self.folder))
        except BackupFolderGoneError as error:
            return replace(told, reason=str(error.facts["reason"]))
