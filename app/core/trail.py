"""What a person asks of the audit trail, and the role that storage fills to answer it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Protocol

from app.core.audit import Act, AuditEntry, Thing
from app.core.identity import Actor

_POINTERS = ("key", "subject", "old", "new", "to", "by", "predecessor")
"""Facts that are ids of other things."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditQuery:
    """Which entries are wanted; what is empty leaves them all."""

    words: tuple[str, ...] = ()
    """Each of them is in the entry, or in the name of the thing that it is about."""
    things: tuple[Thing, ...] = ()
    thing_ids: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    acts: tuple[Act, ...] = ()
    start: datetime | None = None
    """Entries of this moment and later."""
    end: datetime | None = None
    """Entries before this moment."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """An entry, and its number in the trail."""

    number: int
    entry: AuditEntry


class Trail(Protocol):
    """The audit trail, read in pages."""

    def count(self, query: AuditQuery) -> int:
        """Return how many entries fit."""

    def page(
        self, query: AuditQuery, limit: int, *, below: int | None = None, offset: int = 0
    ) -> list[Numbered]:
        """Return entries that fit, latest first, from *offset* on; those *below* a number alone."""

    def names(self, thing_ids: Collection[str]) -> Mapping[str, str]:
        """Return what these things were last called, as far as the trail tells."""


def start_of(day: date, zone: tzinfo) -> datetime:
    """Return a moment at which *day* has begun in *zone*, and not ended the day before."""
    return datetime.combine(day, time.min, zone)


def ids_in(entries: Iterable[AuditEntry]) -> set[str]:
    """Return the ids of whatever *entries* are about, or point to."""
    found = set()
    for entry in entries:
        pointed = [entry.after.get(name) for name in _POINTERS]
        found |= {one for one in (entry.thing_id, *pointed) if isinstance(one, str) and one}
    return found


def main_id(entry: AuditEntry) -> str:
    """Return the id of what a person would look for: a to-do's key, a notice's subject."""
    pointed: Sequence[object] = [entry.after.get(name) for name in ("key", "subject", "old")]
    if entry.thing in {Thing.TODO, Thing.NOTICE, Thing.REPLACEMENT}:
        return next((one for one in pointed if isinstance(one, str)), entry.thing_id)
    return entry.thing_id
