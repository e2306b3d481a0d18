"""The days on which a key and its successor both work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.key import Key
from app.core.organisation import Organisation
from app.core.replacement import Checklist, works_on


@dataclass(frozen=True, slots=True)
class Overlap:
    """The *first* and the *last* day on which both keys work; there is one day at least."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days they are."""
        return self.days_through(self.last)

    def days_through(self, day: date) -> int:
        """Return how many of them there are up to and with *day*."""
        return max((min(self.last, day) - self.first).days + 1, 0)


def between(first: date, stops: Iterable[date]) -> Overlap | None:
    """Return the days from *first* on, until the first of *stops*; None if there are none.

    On the day on which it stops a key does not work any more, as on its expiry date.
    """
    stop = min(stops)
    return Overlap(first, stop - timedelta(days=1)) if first < stop else None


def of(checklist: Checklist, organisation: Organisation) -> Overlap | None:
    """Return when both keys of a replacement work, by the days of the old key's *organisation*."""
    begun_at, new = checklist.replacement.begun_at, checklist.new
    if begun_at is None or new is None:
        return None
    stops = [stops_on(key, organisation) for key in (checklist.old, new)]
    return between(organisation.today(begun_at), stops)


def left(checklist: Checklist, day: date) -> Overlap | None:
    """Return the days from *day* on through which both keys go on working, if both do now."""
    old, new = checklist.old, checklist.new
    if new is None or not works_on(old, day) or not works_on(new, day):
        return None
    return between(day, (old.expires_on, new.expires_on))


def stops_on(key: Key, organisation: Organisation) -> date:
    """Return the first day on which *key* does not work, by the days of *organisation*."""
    ends = (key.disabled_at, key.removed_at, key.superseded_at)
    return min([key.expires_on, *(organisation.today(end) for end in ends if end is not None)])
