"""What the import of a document will do: nothing of it is done yet."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from app.core.application import Application, ApplicationKinds
from app.core.document import Kind, PlacedRemark
from app.core.identity import AccountId, KeyId
from app.core.key import Key
from app.core.organisation import Account, Organisation
from app.core.permission import PermissionLevels
from app.core.replacement import Replacement
from app.core.secret import Secret
from app.core.todo import Todo
from app.core.use import Use

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class RecordState(StrEnum):
    """What becomes of a record of the document."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT_OUT = "left_out"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownInventory:
    """What the inventory holds."""

    organisations: Sequence[Organisation]
    accounts: Sequence[Account]
    applications: Sequence[Application]
    keys: Mapping[KeyId, Key]
    uses: Sequence[Use]
    replacements: Sequence[Replacement]
    todos: Sequence[Todo]
    preferences: Mapping[str, str]
    holders: Mapping[str, KeyId] = field(repr=False)
    """Which key, not superseded, has which of the document's values."""
    value_of: Callable[[KeyId], Secret]
    levels: PermissionLevels
    kinds: ApplicationKinds
    me: AccountId | None

    def holder(self, value: Secret) -> KeyId | None:
        """Return the key, not superseded, that has *value*."""
        return self.holders.get(value.reveal())

    @property
    def is_fresh(self) -> bool:
        """Whether it is as it was set up: one organisation, no key, no application."""
        return len(self.organisations) == 1 and not self.keys and not self.applications


@dataclass(frozen=True, slots=True)
class Change(Generic[T_co]):
    """A record as it is, None for a new one, and as it will be."""

    before: T_co | None
    after: T_co


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """What becomes of one record of the document."""

    kind: Kind
    where: str
    state: RecordState
    name: str
    fields: tuple[str, ...] = ()
    """What changes of one that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingWay:
    """What the set-up made, and gives way to what the document has of the same name."""

    organisation: Organisation | None = None
    account: Account | None = None
    account_becomes: AccountId | None = None
    moved: tuple[Change[Account], ...] = ()
    """Accounts that stay, and go over into the document's organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is to be written, each kind in the order in which it can be."""

    giving_way: GivingWay = GivingWay()
    organisations: tuple[Change[Organisation], ...] = ()
    accounts: tuple[Change[Account], ...] = ()
    applications: tuple[Change[Application], ...] = ()
    keys: tuple[Change[Key], ...] = ()
    values: Mapping[KeyId, Secret] = field(default_factory=dict, repr=False)
    """The values to store, of new keys and of those that had none."""
    uses: tuple[Change[Use], ...] = ()
    replacements: tuple[Change[Replacement], ...] = ()
    todos: tuple[Change[Todo], ...] = ()
    preferences: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many records are written."""
        changes = (self.organisations, self.accounts, self.applications, self.keys, self.uses)
        others = (self.replacements, self.todos)
        return sum(map(len, (*changes, *others))) + len(self.preferences)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPlan:
    """What becomes of a document."""

    made_at: datetime
    made_by: str
    program: str
    fresh: bool
    with_preferences: bool
    notes: tuple[str, ...] = ()
    """What was decided, and what cannot come in, one sentence each."""
    problems: tuple[PlacedRemark, ...] = ()
    problem_count: int = 0
    warnings: tuple[PlacedRemark, ...] = ()
    lines: tuple[RecordLine, ...] = ()
    counts: Mapping[tuple[Kind, RecordState], int] = field(default_factory=Counter)
    work: Work = Work()

    def count(self, state: RecordState, kind: Kind | None = None) -> int:
        """Return how many records become that, of one kind or of all."""
        return sum(
            number
            for (of, becomes), number in self.counts.items()
            if becomes is state and kind in {None, of}
        )

    @property
    def does_something(self) -> bool:
        """Whether anything would be written."""
        return self.work.count > 0
