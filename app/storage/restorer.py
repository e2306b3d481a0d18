"""Restoring: a backup is copied beside the inventory, opened, checked, and swapped in at once."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from app.core.access import WayKind
from app.core.errors import (
    AppError,
    BackupBusyError,
    BackupDamagedError,
    FieldError,
    KeyringAbsentError,
    KeyringError,
    NotABackupError,
    RestoreInUseError,
    WrongSecretError,
)
from app.core.ports import Inventory
from app.core.progress import Progress
from app.core.restore_port import Former, Offer
from app.core.secret import Secret
from app.storage import backup_file
from app.storage.backup_copy import alone, clear, fetch, opened, require_backup
from app.storage.database import Database
from app.storage.failure import explained
from app.storage.inventory import SqliteInventory, vault_of
from app.storage.key_differences import differences
from app.storage.lock import FileLock
from app.storage.place import Place, journal_of
from app.storage.surroundings import Surroundings
from app.storage.vault import Vault

_KEPT = "inventory.before-restore-%Y%m%dT%H%M%SZ.db"
_ABSENT = (KeyringError, KeyringAbsentError)


class SqliteRestorer:
    """Puts a backup in the place of the inventory in *place*, if there is one."""

    def __init__(self, place: Place, surroundings: Surroundings) -> None:
        self._place = place
        self._surroundings = surroundings
        self._mine = FileLock(place.restore_lock)
        self._source = place.restoring
        self._database: Database | None = None
        self._vault = Vault("", 0)

    def examine(self, path: str, progress: Progress) -> Offer:
        """Copy the backup beside the inventory and look at it; raise a BackupError.

        A backup of an older version is brought up to this one; a newer one is refused.
        """
        self.abandon()
        self._source = source = Path(path).absolute()
        self._place.prepare()
        require_backup(source)
        if self._place.database.exists() and source.samefile(self._place.database):
            raise NotABackupError(path=path)
        with explained(self._place.restoring):
            if not self._mine.take(patience_s=0):
                raise BackupBusyError
        try:
            return self._offer(source, progress)
        except BaseException:
            self.abandon()
            raise

    def _offer(self, source: Path, progress: Progress) -> Offer:
        copy = self._place.restoring
        with explained(copy):
            clear(copy)
        sha256 = fetch(source, copy, lambda: progress(0, 1))
        manifest = backup_file.read_manifest(source)
        if manifest is not None and manifest.sha256 != sha256:
            raise BackupDamagedError(name=source.name, problem=backup_file.different())
        self._database = database = opened(copy, source)
        self._vault = vault_of(database)
        told = backup_file.described(copy)
        return Offer(
            path=str(source),
            made_at=None if manifest is None else datetime.fromisoformat(manifest.made_at),
            keys=told.counts.get("key", 0),
            entries=told.entries,
            head=told.head,
            sha256=sha256,
            ways=tuple(self._copy().access.ways()),
            differences=differences(self._place.database, database),
        )

    def _copy(self) -> SqliteInventory:
        if self._database is None:
            raise NotABackupError(path=self._source)
        return SqliteInventory(self._database, self._vault, self._surroundings)

    def prove(self, secret: Secret, progress: Progress) -> None:
        """Open the copy with its own passphrase or recovery code, and check it whole.

        Raise WrongSecretError or BackupDamagedError.
        """
        copy = self._copy()
        for kind in (WayKind.RECOVERY_CODE, WayKind.PASSPHRASE):
            with suppress(WrongSecretError, FieldError):
                copy.access.open_with(kind, secret)
                break
        else:
            raise WrongSecretError
        for finding in copy.verify(progress):
            self._vault.lock()
            raise BackupDamagedError(name=self._source.name, problem=finding.told)

    def put_in_place(
        self, note: Callable[[Inventory, Former | None], None], *, keep: bool
    ) -> SqliteInventory:
        """Put the proven copy in the place of the inventory, and return it open.

        Nobody may have the inventory open, this program included. *note* writes into the copy
        before, and is told of the former one. With *keep* that is kept beside. It is swapped at
        once: the old or the new one is there, whatever happens. Raise RestoreInUseError.
        """
        copy, key = self._copy(), self._vault.key()
        lock = FileLock(self._place.maintenance_lock)
        with alone(self._place):
            with explained(self._place.database):
                free = lock.take()
            if not free:
                raise RestoreInUseError
            try:
                former = self._settled()
                with copy.transaction():
                    self._renew_keyring(copy)
                    note(copy, former)
                self._close()
                self._swap(keep=keep)
            finally:
                lock.release()
        self.abandon()
        inventory = SqliteInventory.open(self._place, self._surroundings)
        inventory.open_vault(key)
        return inventory

    def _settled(self) -> Former | None:
        """Finish what a stopped program left of the present inventory; tell of it."""
        present = self._place.database
        if not present.exists():
            return None
        try:
            uri = f"{present.absolute().as_uri()}?mode=rw"
            with closing(sqlite3.connect(uri, uri=True)) as connection:
                for entries, head in connection.execute(backup_file.HEAD):
                    return Former(entries=int(entries), head=str(head))
        except (sqlite3.Error, ValueError, TypeError):
            return Former(entries=0, head="")
        return Former(entries=0, head="")

    def _swap(self, *, keep: bool) -> None:
        present, copy = self._place.database, self._place.restoring
        with explained(present):
            with copy.open("rb+") as file:
                os.fsync(file.fileno())
            if keep and present.exists():
                self._keep(present)
            # SQLite would put what the journal of the former inventory holds into this one
            journal_of(present).unlink(missing_ok=True)
            journal_of(copy).unlink(missing_ok=True)
            self._place.seen.unlink(missing_ok=True)
            copy.replace(present)
            backup_file.flush_folder(self._place.folder)

    def _keep(self, present: Path) -> None:
        """Copy the present inventory aside; with its journal, where SQLite could not read it."""
        aside = self._place.folder / self._surroundings.clock.now().strftime(_KEPT)
        for source, target in ((present, aside), (journal_of(present), journal_of(aside))):
            if source.exists() and source.stat().st_size:
                target.unlink(missing_ok=True)
                backup_file.copy_whole(source, target)

    def _renew_keyring(self, copy: SqliteInventory) -> None:
        """Let this computer's keyring open the vault, where that of the backup does not do so."""
        question = copy.access.keyring_question()
        if question is None:
            return
        try:
            if copy.access.proves(WayKind.KEYRING, question()):
                return
        except KeyringError as error:
            if type(error) not in _ABSENT:
                return  # shut for now, and perhaps the right one
        try:
            copy.access.set_way(WayKind.KEYRING, None)
        except KeyringError:
            copy.access.drop_way(WayKind.KEYRING)

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    def abandon(self) -> None:
        """Forget the copy."""
        self._close()
        if self._mine.is_held:
            with suppress(OSError, AppError):
                clear(self._place.restoring)
        self._mine.release()
