"""The backups of one inventory: made, listed, checked and removed."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from app.core.backup import Backup, Shelf, Standing, Why
from app.core.progress import Progress
from app.core.secret import Secret
from app.storage import backup_file
from app.storage.backup_check import BackupChecks, require_whole, signed
from app.storage.backup_copy import alone, copy_database, held, scratch
from app.storage.backup_shelf import BackupShelf
from app.storage.database import Database
from app.storage.failure import explained
from app.storage.place import Place
from app.storage.surroundings import Surroundings
from app.storage.vault import Vault


class SqliteBackups:
    """The backups of the inventory that *database* holds; from any thread."""

    def __init__(self, *, database: Database, vault: Vault, surroundings: Surroundings) -> None:
        self._database = database
        self._vault = vault
        self._place = place = Place(database.path.parent)
        self._shelf = BackupShelf(place, vault)
        self._checks = BackupChecks(place, vault, surroundings)

    @property
    def in_change(self) -> bool:
        """Whether a change runs: a backup would not hold it."""
        return self._database.in_transaction

    def require_fit(self, folder: str) -> None:
        """Raise FieldError where backups in *folder* would be lost together with the inventory."""
        self._shelf.require_fit(folder)

    def shelf(self, folder: str) -> Shelf:
        """Return what is in *folder*; raise BackupFolderGoneError."""
        return self._shelf.look(folder)

    def remove(self, backups: Sequence[Backup]) -> None:
        """Remove these; raise BackupFolderGoneError."""
        self._shelf.remove(backups)

    def sign(self, backup: Backup, progress: Progress) -> Sequence[str]:
        """Verify a waiting backup and sign it; return what is wrong with it, if anything is."""
        return self._checks.sign(backup, progress)

    def verify(self, path: str, progress: Progress) -> Sequence[str]:
        """Check a backup whole and return what is wrong with it; raise NotABackupError."""
        return self._checks.verify(path, progress)

    def drill(self, path: str, code: Secret, progress: Progress) -> None:
        """Open a backup with the recovery *code* alone, and check it whole.

        Raise WrongSecretError or BackupDamagedError.
        """
        self._checks.drill(path, code, progress)

    def make(self, folder: str, why: Why, at: datetime, progress: Progress) -> Backup:
        """Make a backup in *folder* and verify it whole; raise a BackupError or StorageError."""
        self.shelf(folder)  # what is gone is told before anything is copied
        root = Path(folder)
        with alone(self._place):
            backup_file.clear_parts(root, self._vault.id)
            target = backup_file.free_path(root, self._vault.id, at)
            return self._made(target, why, at, progress)

    def make_file(self, path: str, at: datetime, progress: Progress) -> Backup:
        """Make one in a file of that name; raise like *make*."""
        target = Path(path).absolute()
        self.require_fit(str(target.parent))
        with alone(self._place):
            return self._made(target, Why.ASKED, at, progress)

    def _made(self, target: Path, why: Why, at: datetime, progress: Progress) -> Backup:
        with scratch(self._place.scratch) as copy:
            copy_database(self._database.path, copy, lambda: progress(0, 1))
            with held(Database(copy)) as database:
                require_whole(database, self._vault, progress)
            content = backup_file.described(copy)
            with explained(copy):
                whole = backup_file.completed(content, copy, why=why, made_at=at.isoformat())
            manifest = signed(whole, self._vault)
            backup_file.store(copy, target, manifest, lambda: progress(1, 1))
        return backup_file.to_backup(target, manifest, Standing.GOOD, manifest.size)
