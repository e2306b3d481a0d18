"""Giving the vault a new key: everything is sealed again in one change, or nothing is."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from app.core.access import WayKind
from app.core.errors import (
    MaintenanceError,
    RotationInUseError,
    RotationUnsoundError,
    TakenAfterRotationError,
    VaultChangedError,
)
from app.core.progress import Progress
from app.core.secret import Secret
from app.storage import crypto
from app.storage.access import VaultAccess
from app.storage.anchor import Anchor
from app.storage.backup_copy import alone
from app.storage.credential_repository import SqliteCredentialRepository, keep_backup_keys
from app.storage.database import Database
from app.storage.failure import explained
from app.storage.ledger import Ledger
from app.storage.lock import FileLock
from app.storage.parts import batches, half, size_of
from app.storage.place import Place
from app.storage.surroundings import Surroundings
from app.storage.tables import (
    SEALED,
    CredentialRow,
    KeyRow,
    SealedRow,
    WayRow,
)
from app.storage.vault import Vault
from app.storage.verification import Verification

Ways = Mapping[WayKind, Secret | None]


class Rotation:
    """Gives the vault of an inventory a new key."""

    def __init__(
        self, database: Database, vault: Vault, surroundings: Surroundings, lock: FileLock
    ) -> None:
        """Work on *database*, whose inventory *lock* shares with others."""
        self._database = database
        self._vault = vault
        self._surroundings = surroundings
        self._lock = lock
        self._place = place = Place(database.path.parent)
        self._anchor = Anchor(place.seen, database, vault)

    def run(self, ways: Ways, note: Callable[[], object], progress: Progress) -> int:
        """Seal everything with a new key, which *ways* alone open; *note* writes into the trail."""
        key = self._surroundings.randomness(crypto.KEY_BYTES)
        fresh = self._vault.renewed(key, self._surroundings.clock.now())
        with self._sole_use():
            head = self._change(fresh, ways, note, progress)
            if head is not None:
                self._anchor.note(*head)
        return sum(size_of(self._database, table) for table in SEALED)

    @contextmanager
    def _sole_use(self) -> Iterator[None]:
        """Have the inventory for oneself, backups too, and share it again at the end.

        A lock cannot be raised in one step: another inventory may be put in place between two.
        """
        with alone(self._place), explained(self._place.database):
            known = self._identity()
            self._lock.release()
            try:
                self._take_alone(known)
                yield
            except BaseException:
                self._share_again(known)
                raise
            try:
                self._share_again(known)
            except (MaintenanceError, VaultChangedError) as error:
                raise TakenAfterRotationError from error

    def _take_alone(self, known: tuple[int, int]) -> None:
        if not self._lock.take():
            raise RotationInUseError
        self._require_same(known)

    def _share_again(self, known: tuple[int, int]) -> None:
        if not self._lock.take(shared=True):
            raise MaintenanceError
        self._require_same(known)

    def _identity(self) -> tuple[int, int]:
        status = self._place.database.stat()
        return status.st_dev, status.st_ino

    def _require_same(self, known: tuple[int, int]) -> None:
        if self._identity() != known:
            raise VaultChangedError

    def _change(
        self, fresh: Vault, ways: Ways, note: Callable[[], object], progress: Progress
    ) -> tuple[int, str] | None:
        """Seal all as *fresh* does, in one change; return the sealed trail's length and head."""
        former, ledger = Ledger(self._database, self._vault), Ledger(self._database, fresh)
        credentials = SqliteCredentialRepository(
            database=self._database, ledger=ledger, vault=fresh
        )
        check = Verification(self._database, former, self._vault, self._anchor)
        with self._database.transaction():
            # First of all that follows: until then nobody here can tell a value, or write
            self._database.afterwards(lambda: self._vault.become(fresh))
            former.begin()
            # A new seal on what was changed outside would hide that it was: and it may be changed
            # at any moment before this change began
            check.require_whole(lambda told: RotationUnsoundError(problem=told), half(progress, 0))
            ledger.seal_state(former.state())
            ledger.begin()
            self._renew_ways(ways, ledger, fresh)
            self._seal_again(ledger, fresh, half(progress, 1))
            keep_backup_keys(credentials, fresh)
            note()
            return ledger.finish()

    def _renew_ways(self, ways: Ways, ledger: Ledger, fresh: Vault) -> None:
        access = VaultAccess(
            database=self._database, ledger=ledger, vault=fresh, surroundings=self._surroundings
        )
        for way in access.ways():
            if way.kind not in ways:
                access.drop_way(way.kind)
        for kind, secret in ways.items():
            access.set_way(kind, secret)

    def _seal_again(self, ledger: Ledger, fresh: Vault, progress: Progress) -> None:
        tables = [table for table in SEALED if table is not WayRow]
        total = sum(size_of(self._database, table) for table in tables)
        done = 0
        for table in tables:
            for rows in batches(self._database, table):
                for row in rows:
                    self._seal_row(row, ledger, fresh)
                done += len(rows)
                progress(done, total)

    def _seal_row(self, row: SealedRow, ledger: Ledger, fresh: Vault) -> None:
        """Seal a row, and what is sealed in it, as *fresh* does."""
        if isinstance(row, KeyRow):
            row.generation = fresh.generation
            if row.value is not None:
                value = self._vault.unseal(bytes(row.value), row=row.id, name=row.name)
                row.value = fresh.seal(value, row=row.id)
                row.fingerprint = fresh.fingerprint(value)
        elif isinstance(row, CredentialRow):
            secret = self._vault.unseal_credential(bytes(row.value), name=row.name)
            row.value = fresh.seal_credential(secret, name=row.name)
        ledger.seal_again(row)
