"""A key: what is recorded of it, and what its dates mean."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.core import calendar
from app.core.identity import AccountId, KeyId, OrganisationId

ENDING_LENGTH = 4
SHORTEST_WITH_ENDING = 16
KEEP_REMOVED_DAYS = 30
"""A removed key can be restored for this long; then its value is destroyed."""


class Origin(StrEnum):
    """Where a key's value comes from."""

    MADE_HERE = "made_here"
    PORTAL = "portal"


class KeyState(StrEnum):
    """How a key stands on a day, most urgent first; derived, never stored."""

    EXPIRED = "expired"
    EXPIRING = "expiring"
    ACTIVE = "active"
    DISABLED = "disabled"
    REMOVED = "removed"
    SUPERSEDED = "superseded"


WORST_FIRST = (
    KeyState.EXPIRED,
    KeyState.REMOVED,
    KeyState.SUPERSEDED,
    KeyState.DISABLED,
    KeyState.EXPIRING,
    KeyState.ACTIVE,
)
"""What an application suffers from most: what does not work comes before what works still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key that the inventory knows; its value stays in the vault."""

    id: KeyId
    name: str
    permission: str
    organisation: OrganisationId
    owner: AccountId | None
    origin: Origin
    ending: str
    has_value: bool
    created_at: datetime
    expires_on: date
    disabled_at: datetime | None = None
    removed_at: datetime | None = None
    destroyed_at: datetime | None = None
    superseded_at: datetime | None = None
    predecessor: KeyId | None = None
    notes: str = ""
    also_tell: tuple[str, ...] = ()
    compared_at: datetime | None = None
    compared_by: str = ""
    unused_at: datetime | None = None
    """When somebody confirmed that nothing uses it; no recorded use alone means *unknown*."""
    unused_by: str = ""
    used_by: int = field(default=0, compare=False)
    """How many applications use it, as recorded."""
    use_known: bool = field(default=False, compare=False)
    """Whether its places were moved to another key, or are to be moved to it."""
    intact: bool = True
    """False where the record does not match its seal: it was changed outside Keyholder."""

    def state_on(self, day: date) -> KeyState:
        """Return how the key stands on *day* of its organisation's time zone."""
        if self.superseded_at is not None:
            return KeyState.SUPERSEDED
        if self.removed_at is not None:
            return KeyState.REMOVED
        if self.disabled_at is not None:
            return KeyState.DISABLED
        if day >= self.expires_on:  # on the expiry date itself it no longer works
            return KeyState.EXPIRED
        if self.days_left(day) <= calendar.EXPIRING_DAYS:
            return KeyState.EXPIRING
        return KeyState.ACTIVE

    def days_left(self, day: date) -> int:
        """Return the days from *day* to the expiry date; 0 or less once it has stopped."""
        return (self.expires_on - day).days

    def corrects(self, earlier: "Key") -> bool:
        """Tell whether this record took the place of *earlier*, which had a slip in it.

        A successor is not that, even of a key that was corrected later.
        """
        return self.predecessor == earlier.id and self.created_at == earlier.superseded_at

    @property
    def use_is_unknown(self) -> bool:
        """Whether nobody said what uses it, nor that nothing does."""
        return not (self.used_by or self.use_known or self.unused_at)

    @property
    def last_working_day(self) -> date:
        """The day before the expiry date."""
        return calendar.last_working_day(self.expires_on)

    @property
    def retired(self) -> bool:
        """Whether the key is out of the everyday list: removed or superseded."""
        return self.removed_at is not None or self.superseded_at is not None


def ending_of(value: str) -> str:
    """Return the part of *value* that may be shown; empty for a short value."""
    return value[-ENDING_LENGTH:] if len(value) >= SHORTEST_WITH_ENDING else ""
