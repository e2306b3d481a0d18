"""Evidence for a period: what became of keys, by whom, as the audit trail tells it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from gettext import gettext as _

from app.core.audit import Act, AuditEntry, Thing
from app.core.errors import N_
from app.core.trail_head import TrailHead


class Chapter(StrEnum):
    """What an auditor asks for, in the order of the page."""

    CREATED = "created"
    CHANGED = "changed"
    REPLACED = "replaced"
    REMOVED = "removed"
    COMPARED = "compared"
    VALUES = "values"


_TITLES = {
    Chapter.CREATED: N_("Created"),
    Chapter.CHANGED: N_("Changed"),
    Chapter.REPLACED: N_("Replaced"),
    Chapter.REMOVED: N_("Disabled or removed"),
    Chapter.COMPARED: N_("Compared with the portal"),
    Chapter.VALUES: N_("Values copied, revealed, exported or filled in"),
}
_CHAPTERS = {
    Act.CREATED: Chapter.CREATED,
    Act.ADDED: Chapter.CREATED,
    Act.EDITED: Chapter.CHANGED,
    Act.SUPERSEDED: Chapter.CHANGED,
    Act.USED: Chapter.CHANGED,
    Act.LEFT: Chapter.CHANGED,
    Act.CONFIRMED_UNUSED: Chapter.CHANGED,
    Act.MOVED: Chapter.REPLACED,
    Act.MOVED_BACK: Chapter.REPLACED,
    Act.PLANNED: Chapter.REPLACED,
    Act.REPLACED: Chapter.REPLACED,
    Act.DISABLED: Chapter.REMOVED,
    Act.ENABLED: Chapter.REMOVED,
    Act.REMOVED: Chapter.REMOVED,
    Act.RESTORED: Chapter.REMOVED,
    Act.DESTROYED: Chapter.REMOVED,
    Act.COMPARED: Chapter.COMPARED,
    Act.VALUE_FILLED: Chapter.VALUES,
    Act.COPIED: Chapter.VALUES,
    Act.REVEALED: Chapter.VALUES,
    Act.EXPORTED: Chapter.VALUES,
}


def title(chapter: Chapter) -> str:
    """Return a chapter's title."""
    return _(_TITLES[chapter])


def chapter_of(entry: AuditEntry) -> Chapter | None:
    """Return where an entry belongs; None for what is not about a key."""
    return _CHAPTERS.get(entry.act) if entry.thing is Thing.KEY else None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done with a key."""

    at: datetime
    key: str
    told: str
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodReport:
    """Evidence for the days from *first* to *last*, both included."""

    first: date
    last: date
    organisation: str
    """Its name; empty for all."""
    made_at: datetime
    made_by: str
    head: TrailHead
    chapters: Mapping[Chapter, Sequence[Line]]
    archived_in: tuple[str, ...] = ()
    """The files into which entries of the period were moved: they are not told here."""

    @property
    def count(self) -> int:
        """How many lines there are."""
        return sum(len(lines) for lines in self.chapters.values())


def chapters(lines: Iterable[tuple[AuditEntry, Line]]) -> dict[Chapter, list[Line]]:
    """Return *lines* by chapter, each chapter in the order of time; all chapters are there."""
    found: dict[Chapter, list[Line]] = {chapter: [] for chapter in Chapter}
    for entry, line in lines:
        chapter = chapter_of(entry)
        if chapter is not None:
            found[chapter].append(line)
    return found
