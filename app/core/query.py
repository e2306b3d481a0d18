"""Which keys a list shows, in which order: what storage answers page by page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from app.core.identity import OrganisationId
from app.core.key import KeyState
from app.core.organisation import Organisation

OLD_COMPARISON_DAYS = 180
"""A portal key that was compared with the portal more days ago may have changed there since."""

EVERYDAY = frozenset(KeyState) - {KeyState.REMOVED, KeyState.SUPERSEDED}
"""The states that *All* shows."""


class Field(StrEnum):
    """What a condition looks at."""

    WORDS = "words"
    STATE = "state"
    PERMISSION = "permission"
    ORGANISATION = "organisation"
    OWNER = "owner"
    ORIGIN = "origin"
    ENDING = "ending"
    EXPIRES = "expires"
    TOLD = "told"
    APPLICATION = "application"
    USED = "used"
    CREATED = "created"
    NEEDS = "needs"
    COMPARED = "compared"


class Used(StrEnum):
    """What is recorded of who uses a key."""

    UNKNOWN = "unknown"
    NOTHING = "nothing"
    """Somebody confirmed that nothing does."""
    ONE = "one"
    SEVERAL = "several"


class Compared(StrEnum):
    """When a portal key was last compared with the portal."""

    NEVER = "never"
    OLD = "old"
    """Not for a long time; one never compared counts from the day it was recorded."""


class Sort(StrEnum):
    """What a list is ordered by."""

    NAME = "name"
    PERMISSION = "permission"
    ENDING = "ending"
    ORGANISATION = "organisation"
    EXPIRES = "expires"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Lesser:
    """A permission level that would be enough instead of another, for some applications."""

    given: str
    enough: str
    needs_reports_api: bool
    kinds: tuple[str, ...]
    """The kinds of applications for which it is enough."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a key must be, or must not be.

    *operator* is ``=`` (one of *values*) or, for days, ``<``, ``<=``, ``>``, ``>=``. The values
    of WORDS are beginnings of words that must all be there.
    """

    field: Field
    values: tuple[str, ...]
    operator: str = "="
    negated: bool = False
    lesser: tuple[Lesser, ...] = ()
    """Where less permission is asked for: what is less."""
    before: str = ""
    """Where old comparisons are asked for: the day before which one is old."""


@dataclass(frozen=True, slots=True)
class Day:
    """The organisations where it is the same day now."""

    day: date
    organisations: frozenset[OrganisationId]


def days_of(organisations: Iterable[Organisation], moment: datetime) -> tuple[Day, ...]:
    """Group *organisations* by the day that *moment* falls on there; there are at most three."""
    groups: dict[date, set[OrganisationId]] = {}
    for organisation in organisations:
        groups.setdefault(organisation.today(moment), set()).add(organisation.id)
    return tuple(Day(day, frozenset(groups[day])) for day in sorted(groups))


def same_day(organisations: Iterable[Organisation], day: date) -> tuple[Day, ...]:
    """Return *day* as the day at all *organisations*."""
    return (Day(day, frozenset(one.id for one in organisations)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyQuery:
    """A list of keys: those in one of *states* that meet all *conditions*, in an order."""

    days: tuple[Day, ...]
    states: frozenset[KeyState] = EVERYDAY
    conditions: tuple[Condition, ...] = ()
    sort: Sort = Sort.EXPIRES
    descending: bool = False

    def with_states(self, *states: KeyState) -> "KeyQuery":
        """Return the same list for other states."""
        return replace(self, states=frozenset(states))
