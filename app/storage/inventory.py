"""One inventory, open: its repositories over one database and one vault."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from app.core.errors import (
    AppError,
    DatabaseDamagedError,
    InventoryInUseError,
    MaintenanceError,
)
from app.core.ports import Clock, Finding
from app.core.progress import Progress
from app.storage.access import VaultAccess
from app.storage.advice_repository import SqliteAdviceRepository
from app.storage.anchor import Anchor
from app.storage.application_repository import SqliteApplicationRepository
from app.storage.archives import SqliteArchives
from app.storage.audit_log import SqliteAuditLog
from app.storage.backup_migration import save_before_migration
from app.storage.backups import SqliteBackups
from app.storage.credential_repository import SqliteCredentialRepository, recall_backup_keys
from app.storage.database import Database
from app.storage.delivery_repository import SqliteDeliveryRepository
from app.storage.failure import explained, of_system
from app.storage.key_repository import SqliteKeyRepository
from app.storage.ledger import Ledger
from app.storage.lock import FileLock
from app.storage.notice_repository import SqliteNoticeRepository
from app.storage.organisation_repository import (
    SqliteAccountRepository,
    SqliteOrganisationRepository,
)
from app.storage.place import Place
from app.storage.preference_repository import SqlitePreferenceRepository
from app.storage.replacement_repository import SqliteReplacementRepository
from app.storage.rotation import Rotation
from app.storage.schema import is_older
from app.storage.statistics_repository import SqliteStatisticsRepository
from app.storage.surroundings import Surroundings
from app.storage.tables import StateRow
from app.storage.todo_repository import SqliteTodoRepository
from app.storage.trail import SqliteTrail
from app.storage.use_repository import SqliteUseRepository
from app.storage.value_index import SqliteValueIndex
from app.storage.vault import Vault
from app.storage.verification import Verification


class SqliteInventory:
    """An open inventory; used from one thread."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        surroundings: Surroundings,
        lock: FileLock | None = None,
    ) -> None:
        """Work on *database*; *lock*, shared, is held until the inventory is closed."""
        self._database = database
        self._vault = vault
        self._ledger = ledger = Ledger(database, vault)
        self._lock = lock or FileLock(Place(database.path.parent).maintenance_lock)
        self._anchor: Anchor | None = None
        self._surroundings = surroundings
        self.access = VaultAccess(
            database=database, ledger=ledger, vault=vault, surroundings=surroundings
        )
        self.keys = SqliteKeyRepository(database=database, ledger=ledger, vault=vault)
        self.values = SqliteValueIndex(database=database, ledger=ledger, vault=vault)
        self.organisations = SqliteOrganisationRepository(database=database, ledger=ledger)
        self.accounts = SqliteAccountRepository(database=database, ledger=ledger)
        self.todos = SqliteTodoRepository(database=database, ledger=ledger)
        self.applications = SqliteApplicationRepository(database=database, ledger=ledger)
        self.uses = SqliteUseRepository(database=database, ledger=ledger)
        self.replacements = SqliteReplacementRepository(database=database, ledger=ledger)
        self.advice = SqliteAdviceRepository(database, self.applications)
        self.preferences = SqlitePreferenceRepository(database=database, ledger=ledger)
        self.notices = SqliteNoticeRepository(database)
        self.deliveries = SqliteDeliveryRepository(database)
        self.statistics = SqliteStatisticsRepository(database)
        self.credentials = SqliteCredentialRepository(database=database, ledger=ledger, vault=vault)
        self.audit = SqliteAuditLog(database=database, ledger=ledger)
        self.trail = SqliteTrail(database)
        self.archives = SqliteArchives(database=database, ledger=ledger, vault=vault)
        self.backups = SqliteBackups(database=database, vault=vault, surroundings=surroundings)
        self.rotation = Rotation(database, vault, surroundings, self._lock)

    @classmethod
    def open(cls, place: Place, surroundings: Surroundings) -> "SqliteInventory":
        """Open the inventory in *place*, its vault still shut; raise a StorageError."""
        place.prepare()
        _bring_up_to_date(place, surroundings.clock)
        lock = _shared_lock(place)
        try:
            database = _opened(place, lock, surroundings.clock)
            inventory = cls(database, vault_of(database), surroundings, lock)
        except BaseException:
            lock.release()
            raise
        inventory.remember(place)
        return inventory

    def remember(self, place: Place) -> None:
        """Remember beside the database how far the trail has come."""
        self._anchor = Anchor(place.seen, self._database, self._vault)

    def found(self) -> None:
        """Write what every inventory begins with."""
        with self._database.transaction():
            self._ledger.found()

    def open_vault(self, key: bytes) -> None:
        """Open the vault with its own *key*, just made."""
        self._vault.open(key)
        recall_backup_keys(self.credentials, self._vault)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run the changes inside as one: all are stored, or none."""
        if self._database.in_transaction:
            yield
            return
        with self._database.transaction():
            self._ledger.begin()
            yield
            head = self._ledger.finish()
        if self._anchor is not None and head is not None:
            self._anchor.note(*head)

    def verify(self, progress: Progress) -> list[Finding]:
        """Check the whole inventory and return what is wrong; nothing is changed."""
        check = Verification(self._database, self._ledger, self._vault, self._anchor)
        return check.findings(progress)

    def beside(self) -> "SqliteInventory":
        """Return the same, vault included, over a connection for the thread that calls this."""
        inventory = SqliteInventory(Database(self._database.path), self._vault, self._surroundings)
        inventory.remember(Place(self._database.path.parent))
        return inventory

    def checker(self) -> Callable[[Progress], list[Finding]]:
        """Return what checks the inventory on any thread, over a connection of its own.

        A change that runs meanwhile may show as a finding: look again before telling anybody.
        """
        path, anchor, vault = self._database.path, self._anchor, self._vault

        def check(progress: Progress) -> list[Finding]:
            with closing(Database(path)) as database:
                own = None if anchor is None else anchor.over(database)
                ledger = Ledger(database, vault)
                return Verification(database, ledger, vault, own).findings(progress)

        return check

    def lost_entries(self) -> int | None:
        """Return how long the trail was where not all of it is there any more, else None."""
        mark = None if self._anchor is None else self._anchor.contradiction()
        return None if mark is None else mark.entries

    def accept(self) -> None:
        """Take the present state for the right one, once the running transaction is stored."""
        if self._anchor is not None:
            self._database.afterwards(self._anchor.forget)

    def stamp(self) -> int:
        """Return a number that another one follows when another program changes something."""
        return int(self._database.sql("PRAGMA data_version")[0][0])

    def version(self) -> object:
        """Return what stays equal for as long as neither this nor another program changes anything.

        While a change runs, nothing does.
        """
        return self._database.version()

    def close(self) -> None:
        """Close the files."""
        self._database.close()
        self._lock.release()


def vault_of(database: Database) -> Vault:
    """Return the vault of an open database, shut; raise DatabaseDamagedError without one."""
    try:
        state = database.first(StateRow.select())
        if state is None:
            raise DatabaseDamagedError(path=database.path)
    except AppError:
        database.close()
        raise
    return Vault(state.vault, state.generation)


def _opened(place: Place, lock: FileLock, clock: Clock) -> Database:
    """Open the database under the shared *lock*, brought up to date.

    An upgrade that was killed is taken back only by opening: what then is old is upgraded again.
    """
    try:
        return Database(place.database)
    except InventoryInUseError:
        lock.release()
        _bring_up_to_date(place, clock)
        if not lock.take(shared=True):
            raise MaintenanceError from None
        return Database(place.database)


def _bring_up_to_date(place: Place, clock: Clock) -> None:
    """Change the database of an older version into this one's, while nobody else uses it.

    It is backed up before, or copied aside where no folder for backups can be reached.
    """
    if not is_older(place.database):
        return
    lock = FileLock(place.maintenance_lock)
    with explained(place.database):
        free = lock.take()
    if not free:
        raise InventoryInUseError
    try:
        saved = save_before_migration(place, clock)
        Database(place.database, upgrade=True, aside=not saved).close()
    finally:
        lock.release()


def _shared_lock(place: Place) -> FileLock:
    """Take the maintenance lock that every user of an inventory shares."""
    lock = FileLock(place.maintenance_lock)
    try:
        if not lock.take(shared=True):
            raise MaintenanceError
    except OSError as error:
        if place.database.exists():  # a folder that can be read alone: nothing can be set up there
            return lock
        raise of_system(error, place.database) from error
    return lock
