"""Setting up an inventory: the whole of it is there afterwards, or nothing."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress

from app.core.access import WayKind
from app.core.errors import AlreadySetUpError, AppError, MaintenanceError, NoWayInError
from app.core.identity import new_id
from app.core.ports import Inventory
from app.core.secret import Secret
from app.storage import crypto
from app.storage.database import Database
from app.storage.failure import explained, of_system
from app.storage.inventory import SqliteInventory, Surroundings
from app.storage.ledger import Ledger
from app.storage.lock import FileLock
from app.storage.place import Place
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
        unfinished = self._place.unfinished
        with explained(unfinished):
            unfinished.unlink(missing_ok=True)
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        vault = Vault(new_id(), 1)
        vault.open(self._surroundings.randomness(crypto.KEY_BYTES))
        database = Database(unfinished, create=True)
        inventory = SqliteInventory(database, vault, self._surroundings)
        try:
            with database.transaction():
                Ledger(database, vault).found()
            with inventory.transaction():
                for kind, secret in ways.items():
                    inventory.access.set_way(kind, secret)
                fill(inventory)
            inventory.close()
            self._put_in_place()
        except BaseException:
            self._take_back(inventory)
            raise
        return vault

    def _put_in_place(self) -> None:
        with explained(self._place.database):
            self._place.unfinished.replace(self._place.database)
            if hasattr(os, "O_DIRECTORY"):  # Windows has no such thing to flush
                folder = os.open(self._place.folder, os.O_RDONLY)
                os.fsync(folder)
                os.close(folder)

    def _take_back(self, inventory: SqliteInventory) -> None:
        """Leave nothing behind of a set-up that failed."""
        with suppress(AppError):
            inventory.access.drop_way(WayKind.KEYRING)
        inventory.close()
        self._place.unfinished.unlink(missing_ok=True)
