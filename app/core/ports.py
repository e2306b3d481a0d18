"""What the services need from outside: roles that storage fills."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.core.access import Access, VaultRotation
from app.core.advice_port import AdviceRepository
from app.core.archive import ArchiveStore
from app.core.audit_port import AuditLog
from app.core.backup_port import BackupStore
from app.core.identity import AccountId, KeyId, OrganisationId
from app.core.key import Key, KeyState
from app.core.notice_ports import CredentialRepository, DeliveryRepository, NoticeRepository
from app.core.organisation import Account, Organisation
from app.core.preference import Preferences
from app.core.progress import Progress
from app.core.query import KeyQuery
from app.core.secret import Secret
from app.core.statistics_port import StatisticsRepository
from app.core.todo_port import TodoRepository
from app.core.trail import Trail
from app.core.use_ports import ApplicationRepository, ReplacementRepository, UseRepository
from app.core.value_port import ValueIndex


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return this moment, in UTC, with its zone."""


class Randomness(Protocol):
    """The operating system's random source."""

    def __call__(self, count: int, /) -> bytes:
        """Return *count* random bytes."""


class KeyRepository(Protocol):
    """The keys, and their sealed values.

    Changing methods take part in the running transaction; they raise VaultLockedError where
    the vault must be open, and TamperedError for a record that was changed elsewhere.
    """

    def add(self, key: Key, value: Secret | None) -> None:
        """Store a new key; raise DuplicateValueError if another key has its value."""

    def get(self, key_id: KeyId) -> Key:
        """Return a key; raise NotFoundError."""

    def some(self, ids: Iterable[KeyId]) -> dict[KeyId, Key]:
        """Return these keys by their ids."""

    def corrected(self, ids: Iterable[KeyId]) -> dict[KeyId, KeyId]:
        """Return, of these superseded records, the one that took the place of each."""

    def find(self, prefix: str) -> Key:
        """Return the only key whose id begins so; raise NotFoundError or AmbiguousIdError."""

    def called(self, name: str) -> list[Key]:
        """Return two keys at most of that name: of those removed only where no other has it."""

    def update(self, key: Key) -> None:
        """Store what may change of *key*."""

    def fill_value(self, key: Key, value: Secret) -> None:
        """Store the value of a key that was recorded by its ending alone."""

    def destroy_value(self, key: Key) -> None:
        """Destroy the value and fingerprint of the removed *key*, and store the rest of it."""

    def value_of(self, key_id: KeyId) -> Secret:
        """Return a key's value; raise WrongStateError if none is stored."""

    def holder_of(self, value: Secret) -> Key | None:
        """Return the key that has this value, if one has."""

    def look_alikes(self, key: Key) -> list[Key]:
        """Return other listed keys of the organisation whose names look like *key*'s."""

    def same_ending(self, key: Key) -> list[Key]:
        """Return other listed keys of the organisation with the ending and expiry of *key*."""

    def count(self, query: KeyQuery) -> int:
        """Return how many keys *query* has."""

    def page(self, query: KeyQuery, offset: int, limit: int) -> list[Key]:
        """Return *limit* keys of *query* from *offset* on."""

    def ids(self, query: KeyQuery, offset: int, limit: int) -> list[KeyId]:
        """Return the ids of *limit* keys of *query* from *offset* on."""

    def counts(self, query: KeyQuery) -> dict[KeyState, int]:
        """Return how many keys each state has, whatever states *query* asks for."""

    def removed_until(self, moment: datetime) -> list[Key]:
        """Return the keys removed at *moment* or before whose values are still there.

        Those that an application still uses are left out: their values are kept.
        """


class OrganisationRepository(Protocol):
    """The organisations."""

    def add(self, organisation: Organisation) -> None:
        """Store a new organisation."""

    def update(self, organisation: Organisation) -> None:
        """Store what changed; its keys keep the expiry dates they have."""

    def remove(self, organisation: Organisation) -> None:
        """Remove an organisation that nothing uses."""

    def get(self, organisation_id: OrganisationId) -> Organisation:
        """Return an organisation; raise NotFoundError."""

    def all(self) -> list[Organisation]:
        """Return all, by name."""

    def readable(self) -> tuple[list[Organisation], list[str]]:
        """Return those that can be read, and the names of the others."""

    def keys_in(self, organisation_id: OrganisationId) -> int:
        """Return how many keys, removed ones included, belong to it."""


class AccountRepository(Protocol):
    """The administrators' accounts."""

    def add(self, account: Account) -> None:
        """Store a new account."""

    def update(self, account: Account) -> None:
        """Store what changed."""

    def remove(self, account: Account) -> None:
        """Remove an account that owns no key."""

    def get(self, account_id: AccountId) -> Account:
        """Return an account; raise NotFoundError."""

    def all(self) -> list[Account]:
        """Return all, by name."""

    def readable(self) -> tuple[list[Account], list[str]]:
        """Return those that can be read, and the names of the others."""

    def with_keys(self) -> list[Account]:
        """Return all, by name, with the numbers of listed keys they own, and are told of."""

    def keys_of(self, account_id: AccountId) -> int:
        """Return how many keys, removed ones included, it owns."""


class PreferenceRepository(Protocol):
    """The stored preferences."""

    def load(self) -> Preferences:
        """Return them all."""

    def set(self, name: str, text: str) -> None:
        """Store one."""

    def require_intact(self, names: Iterable[str]) -> None:
        """Raise TamperedError where one of these was changed outside Keyholder."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with the inventory."""

    told: str
    """What differs, where, and what to do."""


class Inventory(Protocol):
    """One inventory: everything that is stored, and the transactions that change it."""

    @property
    def keys(self) -> KeyRepository:
        """The keys."""

    @property
    def values(self) -> ValueIndex:
        """The keys, found by their values."""

    @property
    def organisations(self) -> OrganisationRepository:
        """The organisations."""

    @property
    def accounts(self) -> AccountRepository:
        """The administrators' accounts."""

    @property
    def todos(self) -> TodoRepository:
        """The portal to-dos."""

    @property
    def preferences(self) -> PreferenceRepository:
        """The stored preferences."""

    @property
    def applications(self) -> ApplicationRepository:
        """The applications."""

    @property
    def uses(self) -> UseRepository:
        """The uses of keys by applications."""

    @property
    def replacements(self) -> ReplacementRepository:
        """The replacements of keys."""

    @property
    def advice(self) -> AdviceRepository:
        """What advice is given on."""

    @property
    def notices(self) -> NoticeRepository:
        """The notices."""

    @property
    def deliveries(self) -> DeliveryRepository:
        """The outbox."""

    @property
    def statistics(self) -> StatisticsRepository:
        """The counts."""

    @property
    def credentials(self) -> CredentialRepository:
        """The program's own secrets."""

    @property
    def audit(self) -> AuditLog:
        """The audit trail."""

    @property
    def trail(self) -> Trail:
        """The audit trail, searched and read in pages."""

    @property
    def archives(self) -> ArchiveStore:
        """The archives of the audit trail."""

    @property
    def backups(self) -> BackupStore:
        """The backups."""

    @property
    def access(self) -> Access:
        """The vault and the ways into it."""

    @property
    def rotation(self) -> VaultRotation:
        """What gives the vault a new key."""

    def transaction(self) -> AbstractContextManager[None]:
        """Run the changes inside as one: all are stored, or none.

        Raise VaultLockedError, VaultChangedError, DatabaseBusyError or another StorageError.
        """

    def verify(self, progress: Progress) -> list[Finding]:
        """Check the whole inventory and return what is wrong; nothing is changed."""

    def beside(self) -> "Inventory":
        """Return the same, vault included, over a connection for the thread that calls this."""

    def checker(self) -> Callable[[Progress], list[Finding]]:
        """Return what checks the inventory on any thread, over a connection of its own.

        A change that runs meanwhile may show as a finding: look again before telling anybody.
        """

    def lost_entries(self) -> int | None:
        """Return how long the trail was where not all of it is there any more, else None."""

    def accept(self) -> None:
        """Take the present state for the right one, once the running transaction is stored."""

    def stamp(self) -> int:
        """Return a number that another one follows when another program changes something."""

    def version(self) -> object:
        """Return what stays equal for as long as nobody changes anything, and no change runs."""

    def close(self) -> None:
        """Close the files."""
