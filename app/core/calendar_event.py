"""An expiry as a calendar shows it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """A whole day, with alarms; a later *sequence* under the same *uid* replaces it."""

    uid: str
    sequence: int
    changed_at: datetime
    day: date
    title: str
    description: str
    alarms: tuple[timedelta, ...]
    """When to ring, from the beginning of the day."""
    cancelled: bool = False
