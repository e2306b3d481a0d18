"""Setting up an inventory: the whole of it is there afterwards, or nothing."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from app.core.access import WayKind
from app.core.errors import AlreadySetUpError, AppError, MaintenanceError, NoWayInError
from app.core.identity import new_id
from app.core.ports import Inventory
from app.core.secret import Secret
from app.storage import crypto
from app.storage.database import Database
from app.storage.failure import explained, of_system
from app.storage.inventory import SqliteInventory
from app.storage.lock import FileLock
from app.storage.place import Place, journal_of
from app.storage.surroundings import Surroundings
from app.storage.vault import Vault


class SqliteInventoryMaker:
    """Makes the inventory of one place."""

    def __init__(self, place: Place, surroundings: Surroundings) -> None:
        self._place = place
        self._surroundings = surroundings

    def exists(self) -> bool:
        """Tell whether there is an inventory in this place already."""
        return self._place.database.exists()

    def keyring_is_usable(self) -> bool:
        """Tell whether there is a keyring that keeps secrets encrypted; may take seconds."""
        return self._surroundings.keyring.is_usable()

    def make(
        self, ways: Mapping[WayKind, Secret | None], fill: Callable[[Inventory], None]
    ) -> SqliteInventory:
        """Make an inventory with these ways in, *fill* it, and return it open.

        Raise NoWayInError without a recovery code, AlreadySetUpError, or a StorageError.
        """
        if WayKind.RECOVERY_CODE not in ways:
            raise NoWayInError
        self._place.prepare()
        lock = self._alone()
        try:
            if self.exists():
                raise AlreadySetUpError(folder=self._place.folder)
            vault = self._made(ways, fill)
        finally:
            lock.release()
        inventory = SqliteInventory.open(self._place, self._surroundings)
        inventory.open_vault(vault.key())
        return inventory

    def _alone(self) -> FileLock:
        lock = FileLock(self._place.maintenance_lock)
        try:
            if not lock.take():
                raise MaintenanceError
        except OSError as error:
            raise of_system(error, self._place.database) from error
        return lock

    def _made(
        self, ways: Mapping[WayKind, Secret | None], fill: Callable[[Inventory], None]
    ) -> Vault:
        vault = Vault(new_id(), 1)
        vault.open(self._surroundings.randomness(crypto.KEY_BYTES))
        try:
            unfinished = self._empty_file()
            inventory = SqliteInventory(
                Database(unfinished, create=True), vault, self._surroundings
            )
            self._finish(inventory, ways, fill)
        finally:
            self._clear()
        return vault

    def _empty_file(self) -> Path:
        self._clear()
        with explained(self._place.unfinished):
            # SQLite would put what the journal of a former inventory holds into the new one
            journal_of(self._place.database).unlink(missing_ok=True)
            file = os.open(self._place.unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            os.close(file)
        return self._place.unfinished

    def _finish(
        self,
        inventory: SqliteInventory,
        ways: Mapping[WayKind, Secret | None],
        fill: Callable[[Inventory], None],
    ) -> None:
        """Fill the inventory and put it in its place; a failure leaves no keyring entry."""
        try:
            inventory.found()
            with inventory.transaction():
                for kind, secret in ways.items():
                    inventory.access.set_way(kind, secret)
                fill(inventory)
            inventory.close()
            self._put_in_place()
        except BaseException:
            with suppress(AppError), inventory.transaction():
                inventory.access.drop_way(WayKind.KEYRING)
            inventory.close()
            raise

    def _put_in_place(self) -> None:
        with explained(self._place.database):
            self._place.unfinished.replace(self._place.database)
        if hasattr(os, "O_DIRECTORY"):  # Windows has no such thing to flush
            with suppress(OSError):  # nor have some file systems
                folder = os.open(self._place.folder, os.O_RDONLY)
                os.fsync(folder)
                os.close(folder)

    def _clear(self) -> None:
        """Remove what a set-up left behind."""
        with explained(self._place.unfinished):
            self._place.unfinished.unlink(missing_ok=True)
            journal_of(self._place.unfinished).unlink(missing_ok=True)
