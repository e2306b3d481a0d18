"""What backups need from outside: a role that storage fills."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from app.core.backup import Backup, Shelf, Why
from app.core.progress import Progress
from app.core.secret import Secret


class BackupStore(Protocol):
    """The backups of one inventory.

    All may take long and may be called from any thread, also while the inventory is in use.
    """

    @property
    def in_change(self) -> bool:
        """Whether a change runs: a backup would not hold it."""

    def require_fit(self, folder: str) -> None:
        """Raise FieldError where backups in *folder* would be lost together with the inventory."""

    def shelf(self, folder: str) -> Shelf:
        """Return what is in *folder*; raise BackupFolderGoneError."""

    def make(self, folder: str, why: Why, at: datetime, progress: Progress) -> Backup:
        """Make a backup in *folder* and verify it whole; raise a BackupError or StorageError."""

    def make_file(self, path: str, at: datetime, progress: Progress) -> Backup:
        """Make one in a file of that name; raise like *make*."""

    def sign(self, backup: Backup, progress: Progress) -> Sequence[str]:
        """Verify a waiting backup and sign it; return what is wrong with it, if anything is."""

    def verify(self, path: str, progress: Progress) -> Sequence[str]:
        """Check a backup whole and return what is wrong with it; raise NotABackupError."""

    def drill(self, path: str, code: Secret, progress: Progress) -> None:
        """Open a backup with the recovery *code* alone, and check it whole.

        Raise WrongSecretError or BackupDamagedError.
        """

    def remove(self, backups: Sequence[Backup]) -> None:
        """Remove these; raise BackupFolderGoneError."""
