"""Replacing many keys one after another, so that their successors do not expire on one day."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.key import Key

_LONGEST = timedelta(days=3_660)
"""No plan looks farther ahead than this."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A key, the day on which it is to be replaced, and when a key made then expires."""

    key: Key
    day: date
    expires_on: date
    shared: bool = False
    """Whether another successor expires on that day: too few working days were left."""


def staggered(
    keys: Iterable[Key],
    start: date,
    *,
    weekend: Collection[int],
    expiry: Callable[[Key, date], date],
    planned: Iterable[date] = (),
) -> list[Turn]:
    """Give each of *keys* a working day from *start* on, the next to expire first.

    No two successors expire on one day, nor on one that is *planned* for others, as long as there
    are working days before the keys do; *expiry* tells when a successor made on a day expires,
    *weekend* the weekdays without work. A key that has too few days left shares the day on which
    the fewest successors expire.
    """
    turns: list[Turn] = []
    taken = Counter(planned)
    for key in sorted(keys, key=lambda key: (key.expires_on, key.name, key.id)):
        days = _working_days(start, key.last_working_day, weekend)
        successor, day = _least_taken(taken, ((expiry(key, day), day) for day in days))
        turns.append(Turn(key, day, successor, shared=successor in taken))
        taken[successor] += 1
    return turns


def at_once(keys: Iterable[Key], day: date, *, expiry: Callable[[Key, date], date]) -> list[Turn]:
    """Give all of *keys* the same *day*, in the order that they have: it waits for no Monday."""
    return [Turn(key, day, expiry(key, day)) for key in keys]


def _least_taken(
    taken: Mapping[date, int], choices: Iterable[tuple[date, date]]
) -> tuple[date, date]:
    """Return the first choice whose expiry date the fewest successors have."""
    seen = []
    for successor, day in choices:
        if successor not in taken:
            return successor, day
        seen.append((successor, day))
    return min(seen, key=lambda choice: taken[choice[0]])


def _working_days(start: date, last: date, weekend: Collection[int]) -> Iterator[date]:
    """Yield the working days from *start* through *last*, at least the first one there is."""
    end = min(max(last, start), start + min(_LONGEST, date.max - start))
    day, found = start, False
    while day <= end or not found:
        if day.weekday() not in weekend or day == date.max:
            found = True
            yield day
        if day == date.max:
            return
        day += timedelta(days=1)
