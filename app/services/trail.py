"""The audit trail as a person reads it: searched, narrowed, in pages, and as a file."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from gettext import gettext as _
from zoneinfo import ZoneInfo

from app.core import trail_words
from app.core.audit import Act, AuditEntry, Thing
from app.core.cell_guard import guarded
from app.core.errors import FieldError, NotFoundError, TamperedError
from app.core.history_words import Names
from app.core.identity import Actor, KeyId
from app.core.progress import Progress
from app.core.trail import AuditQuery, Numbered, ids_in, start_of
from app.services.history import Histories
from app.services.workplace import NO_PROGRESS, Workplace

_BOM = b"\xef\xbb\xbf"
PAGE = 500
"""So many entries are read at once."""
COLUMNS = ("number", "at", "actor", "thing", "id", "name", "act", "told", "before", "after")
"""The columns of a table of the trail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailView:
    """Which entries a person wants to see; what is empty leaves them all."""

    text: str = ""
    things: tuple[Thing, ...] = ()
    key: KeyId | None = None
    """One key's alone, with its to-dos, its replacements and the records that it corrects."""
    actors: tuple[Actor, ...] = ()
    acts: tuple[Act, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry, in words: when, where the organisation is, by whom, what, on which thing."""

    number: int
    at: datetime
    entry: AuditEntry
    told: str
    name: str
    facts: tuple[tuple[str, str, str], ...]
    """Each field that it tells of: its name, as it was, as it is."""

    @property
    def thing(self) -> str:
        """What kind of thing it was done to, and what that is called."""
        kind = trail_words.thing(self.entry.thing)
        return _("{kind} “{name}”").format(kind=kind, name=self.name) if self.name else kind

    def record(self) -> dict[str, object]:
        """Return everything that the entry tells, for a file."""
        return {
            "number": self.number,
            "at": self.entry.at.isoformat(),
            "actor": self.entry.actor,
            "thing": self.entry.thing.value,
            "id": self.entry.thing_id,
            "name": self.name,
            "act": self.entry.act.value,
            "told": self.told,
            "before": dict(self.entry.before),
            "after": dict(self.entry.after),
        }


class AuditTrail:
    """Reads the audit trail of an inventory."""

    def __init__(self, workplace: Workplace, histories: Histories) -> None:
        self._workplace = workplace
        self._histories = histories

    def actors(self) -> list[Actor]:
        """Return everybody who ever did something, by name."""
        return self._workplace.inventory.audit.actors()

    def count(self, view: TrailView) -> int:
        """Return how many entries fit; raise FieldError for a period that ends too early."""
        return self._workplace.inventory.trail.count(self._query(view))

    def page(
        self, view: TrailView, *, below: int | None = None, offset: int = 0, limit: int = PAGE
    ) -> list[TrailLine]:
        """Return entries that fit, latest first, from *offset* on; those *below* a number alone."""
        return self._told(
            self._workplace.inventory.trail.page(
                self._query(view), limit, below=below, offset=offset
            )
        )

    def pages(self, view: TrailView, report: Progress = NO_PROGRESS) -> Iterator[list[TrailLine]]:
        """Yield all entries that fit, page by page, latest first."""
        total, done, below = self.count(view), 0, None
        while lines := self.page(view, below=below):
            yield lines
            done, below = done + len(lines), lines[-1].number
            report(min(done, total), total)

    def as_csv(self, view: TrailView, file: str, report: Progress = NO_PROGRESS) -> bytes:
        """Return what fits as a table for the *file* so named; the trail tells of it."""
        return self._exported(view, file, _csv, report)

    def as_json_lines(self, view: TrailView, file: str, report: Progress = NO_PROGRESS) -> bytes:
        """Return what fits as JSON, an entry to a line, for *file*; the trail tells of it."""
        return self._exported(view, file, _json_lines, report)

    def _exported(
        self,
        view: TrailView,
        file: str,
        render: Callable[[list[TrailLine]], bytes],
        report: Progress,
    ) -> bytes:
        lines = [line for page in self.pages(view, report) for line in page]
        content = render(lines)
        with self._workplace.unsealed():
            told = {"what": "audit", "count": len(lines), "file": file}
            self._workplace.record(Act.EXPORTED, Thing.INVENTORY, "", after=told)
        return content

    def _told(self, found: Sequence[Numbered]) -> list[TrailLine]:
        names = self._names([one.entry for one in found])
        zone = self._zone()
        return [
            TrailLine(
                one.number,
                one.entry.at.astimezone(zone),
                one.entry,
                trail_words.told(one.entry, names),
                trail_words.name(one.entry, names.known),
                tuple(trail_words.differences(one.entry, names.known)),
            )
            for one in found
        ]

    def _names(self, entries: Sequence[AuditEntry]) -> Names:
        """Return what the things are called now, or were when the trail last told."""
        inventory = self._workplace.inventory
        ids = ids_in(entries)
        keys = inventory.keys.some(map(KeyId, ids))
        names = self._histories.names(keys.values())
        known = {**inventory.trail.names(ids - set(names.known)), **names.known}
        return Names(known, names.levels, names.kinds)

    def _query(self, view: TrailView) -> AuditQuery:
        if view.first and view.last and view.last < view.first:
            raise FieldError("last", _("The period ends before it begins."))
        ids = () if view.key is None else tuple(self._histories.ids_of_key(view.key))
        zone = self._zone()
        return AuditQuery(
            words=tuple(view.text.split()),
            things=view.things,
            thing_ids=ids,
            actors=view.actors,
            acts=view.acts,
            start=None if view.first is None else start_of(view.first, zone),
            end=None if view.last is None else start_of(view.last + timedelta(days=1), zone),
        )

    def _zone(self) -> tzinfo:
        """Return the time zone of whoever is here, UTC where that cannot be told."""
        mine = self._workplace.my_account()
        try:
            account = None if mine is None else self._workplace.account(mine)
            if account is None:
                return UTC
            return ZoneInfo(self._workplace.organisation(account.organisation).time_zone)
        except (NotFoundError, TamperedError):
            return UTC


def _csv(lines: list[TrailLine]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in lines:
        record = line.record()
        writer.writerow([guarded(_cell(record[column])) for column in COLUMNS])
    return _BOM + text.getvalue().encode()


def _cell(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def _json_lines(lines: list[TrailLine]) -> bytes:
    texts = (json.dumps(line.record(), ensure_ascii=False) for line in lines)
    return "".join(f"{text}\n" for text in texts).encode()
