"""What an import will do: nothing of it is done yet."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.core.application import Application
from app.core.column_map import ColumnMap, Source
from app.core.day_reading import Order
from app.core.identity import AccountId, ApplicationId, KeyId, OrganisationId
from app.core.key import Key
from app.core.organisation import Account, Organisation
from app.core.permission import PermissionLevels
from app.core.secret import Secret


class LineState(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at: where it stands, and one sentence. It never holds a value."""

    line: int
    column: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a person chose for a file."""

    columns: ColumnMap
    order: Order | None = None
    """How days are written; None as the column tells."""
    organisation: OrganisationId | None = None
    """Whose keys they are where no column says it; None for the person's own."""
    permission: str = ""
    """The level where no column says it."""
    expires_on: date | None = None
    """The expiry date where a line has none."""
    create_missing: bool = False
    """Whether organisations, accounts and applications that are not known are made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the inventory knows at *now*."""

    keys: Mapping[KeyId, Key]
    holder: Callable[[Secret], KeyId | None]
    """Tells which key has a value."""
    organisations: Sequence[Organisation]
    accounts: Sequence[Account]
    applications: Sequence[Application]
    uses: Mapping[KeyId, frozenset[ApplicationId]]
    """The applications that use each key now."""
    levels: PermissionLevels
    home: Organisation
    """The organisation of the person at this workstation."""
    me: AccountId | None
    now: datetime
    new_id: Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What becomes of one line of the file."""

    number: int
    state: LineState
    name: str = ""
    key: Key | None = None
    """The key as it will be."""
    value: Secret | None = None
    """The value to store, where one is."""
    fields: tuple[str, ...] = ()
    """What changes of a key that is known."""
    applications: tuple[ApplicationId, ...] = ()
    """What is recorded to use it, besides what is."""
    problems: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Makes:
    """What is made besides keys."""

    organisations: tuple[Organisation, ...] = ()
    accounts: tuple[Account, ...] = ()
    applications: tuple[Application, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.organisations or self.accounts or self.applications)

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called."""
        made: list[Organisation | Account | Application] = [*self.organisations]
        made += [*self.accounts, *self.applications]
        return tuple(one.name for one in made)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What becomes of each line, and what has to be asked."""

    source: Source
    order: Order | None
    """How days are written, where that is known."""
    asks_order: bool
    lines: tuple[Line, ...]
    makes: Makes
    missing: tuple[str, ...] = ()
    """Names that are not known, and would be made if that was chosen."""
    asks_level: bool = False
    asks_expiry: bool = False
    counts: Mapping[LineState, int] = field(default_factory=dict)

    @property
    def problems(self) -> list[Remark]:
        """Every problem, by line."""
        return [one for line in self.lines for one in line.problems]

    @property
    def warnings(self) -> list[Remark]:
        """Every warning, by line."""
        return [one for line in self.lines for one in line.warnings]

    def count(self, state: LineState) -> int:
        """Return how many lines become that."""
        return self.counts.get(state, 0)

    @property
    def does_something(self) -> bool:
        """Whether anything would be written."""
        return bool(self.count(LineState.NEW) or self.count(LineState.CHANGED))


def counted(lines: Sequence[Line]) -> Counter[LineState]:
    """Return how many lines become what."""
    return Counter(line.state for line in lines)
