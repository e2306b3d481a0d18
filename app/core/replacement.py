"""A replacement: from the key that is to go to its successor, until every place has moved."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from app.core.identity import KeyId, ReplacementId
from app.core.key import Key
from app.core.use import Place


class Reason(StrEnum):
    """Why a key is replaced."""

    EXPIRY = "expiry"
    PERSON_LEFT = "person_left"
    EXPOSED = "exposed"
    LEVEL = "level"
    OTHER = "other"


class ReplacementState(StrEnum):
    """How a replacement stands on a day, most urgent first; derived."""

    LATE = "late"
    """One of its keys does not work though it should, or it should have been begun by now."""
    OPEN = "open"
    PLANNED = "planned"
    """Its day has not come: there is no successor yet."""
    CLOSED = "closed"
    CANCELLED = "cancelled"


RUNNING = frozenset({ReplacementState.LATE, ReplacementState.OPEN, ReplacementState.PLANNED})
"""The states of replacements that need somebody still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What is recorded of a replacement; its steps are the uses of the old key."""

    id: ReplacementId
    old: KeyId
    new: KeyId | None = None
    """The successor; None until it was made."""
    reason: Reason
    planned_on: date | None = None
    created_at: datetime
    created_by: str
    begun_at: datetime | None = None
    """When the successor was there."""
    closed_at: datetime | None = None
    cancelled_at: datetime | None = None

    def brought_forward(self, day: date, reason: Reason) -> "Replacement":
        """Return it planned for *day* at the latest, and why; an exposed key stays an exposed one.

        One that has a successor already is what it was.
        """
        if self.new is not None:
            return self
        reason = Reason.EXPOSED if self.reason is Reason.EXPOSED else reason
        return replace(self, planned_on=min(self.planned_on or day, day), reason=reason)

    @property
    def is_running(self) -> bool:
        """Whether it is neither closed nor cancelled."""
        return self.closed_at is None and self.cancelled_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A replacement with its keys, and each place that uses the old one or did."""

    replacement: Replacement
    old: Key
    new: Key | None
    steps: tuple[Place, ...] = ()
    """The places: those whose use is open are to do, the others were moved."""

    @property
    def left(self) -> int:
        """How many places are still to do."""
        return sum(step.use.is_open for step in self.steps)

    @property
    def moved(self) -> int:
        """How many places were moved."""
        return len(self.steps) - self.left

    @property
    def is_unknown(self) -> bool:
        """Whether nobody said where the old key is used, nor that it is used by nothing.

        A use that ended without a move says nothing of other places.
        """
        return not self.steps and self.old.unused_at is None

    @property
    def is_done(self) -> bool:
        """Whether nothing uses the old key any more, as far as is known."""
        return self.left == 0 and not self.is_unknown

    def state_on(self, day: date) -> ReplacementState:
        """Return how it stands on *day* of the old key's organisation."""
        replacement = self.replacement
        if replacement.cancelled_at is not None:
            return ReplacementState.CANCELLED
        if replacement.closed_at is not None:
            return ReplacementState.CLOSED
        works = works_on(self.old, day)
        if replacement.new is None:
            overdue = replacement.planned_on is not None and replacement.planned_on < day
            return ReplacementState.LATE if overdue or not works else ReplacementState.PLANNED
        stuck = self.left > 0 and not (works and self.new_works_on(day))
        stopped = self.is_unknown and not works
        return ReplacementState.LATE if stuck or stopped else ReplacementState.OPEN

    def new_works_on(self, day: date) -> bool:
        """Tell whether there is a successor, and it works on *day*."""
        return self.new is not None and works_on(self.new, day)

    @property
    def deadline(self) -> date:
        """The day on which it should have been begun, or else done."""
        planned = self.replacement.planned_on if self.new is None else None
        return planned or self.old.expires_on


def is_later(plan: Replacement, day: date) -> bool:
    """Tell whether *plan* has no successor yet, and not before *day* either."""
    return plan.new is None and (plan.planned_on is None or plan.planned_on > day)


def works_on(key: Key, day: date) -> bool:
    """Tell whether *key* works on *day*: it is neither expired, disabled, nor out of the list."""
    return not key.retired and key.disabled_at is None and day < key.expires_on


def urgency(one: Checklist, day: date) -> tuple[int, date, str]:
    """Return what sorts the most urgent replacement first: late, open, then planned ones."""
    order = list(ReplacementState).index(one.state_on(day))
    return order, one.deadline, one.old.name


def most_powerful_first(keys: Iterable[Key], power: dict[str, int]) -> list[Key]:
    """Return *keys* by what their permission allows, most first; *power* is by level."""
    return sorted(
        keys, key=lambda key: (-power.get(key.permission, 0), key.expires_on, key.name, key.id)
    )
