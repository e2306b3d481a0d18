"""The audit trail in SQLite."""

import json
from collections.abc import Iterable
from datetime import datetime
from gettext import gettext as _
from typing import Any

from peewee import SQL, fn

from app.core.audit import LOOKS, Act, AuditEntry, Thing
from app.core.audit_port import Change
from app.core.identity import Actor, ApplicationId, KeyId
from app.storage.database import Database
from app.storage.failure import legible
from app.storage.ledger import Ledger
from app.storage.moment import known_moment
from app.storage.parts import in_parts
from app.storage.tables import AuditRow

_LAST = """
    SELECT thing_id, max(number), at FROM audit
    WHERE thing_id IN ({ids}) AND act NOT IN ({looks}) GROUP BY thing_id"""
_LAST_OF_TODOS = """
    SELECT json_extract(after, '$.key'), max(number), at FROM audit
    WHERE thing = 'todo' GROUP BY 1"""

_ACTORS = "SELECT DISTINCT actor FROM audit ORDER BY actor"
_LAST_ACTS = """
    SELECT thing_id, act, max(number), at FROM audit
    WHERE actor IN ({actors}) AND act IN ({acts}) GROUP BY thing_id, act"""

_NAMED = "(CASE WHEN json_valid(after) THEN json_extract(after, '$.application') = ? END)"
"""The entry is about a key, and tells of an application's use of it."""


class SqliteAuditLog:
    """The audit trail of one inventory."""

    def __init__(self, *, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def append(self, entry: AuditEntry) -> None:
        """Add *entry*, in the running transaction, or in one of its own."""
        with self._database.transaction():
            self._ledger.append(entry)

    def latest(self, limit: int) -> list[AuditEntry]:
        """Return the latest entries, latest first."""
        query = AuditRow.select().order_by(AuditRow.number.desc()).limit(limit)
        return [to_entry(row) for row in self._database.rows(query)]

    def of_things(self, thing_ids: Iterable[str], limit: int) -> list[AuditEntry]:
        """Return the latest entries about any of these things, latest first."""
        return self._latest(thing_ids, limit)

    def of_application(
        self, application_id: ApplicationId, key_ids: Iterable[KeyId], limit: int
    ) -> list[AuditEntry]:
        """Return the latest entries about an application, or its uses of these keys."""
        names_it = SQL(_NAMED, [application_id]) | (AuditRow.thing_id == application_id)
        return self._latest([application_id, *key_ids], limit, names_it)

    def _latest(self, thing_ids: Iterable[str], limit: int, *also: Any) -> list[AuditEntry]:
        rows: list[AuditRow] = []
        for some in in_parts(list(thing_ids)):
            query = AuditRow.select().where(AuditRow.thing_id.in_(some), *also)
            rows += self._database.rows(query.order_by(AuditRow.number.desc()).limit(limit))
        rows.sort(key=lambda row: row.number, reverse=True)
        return [to_entry(row) for row in rows[:limit]]

    def actors(self) -> list[Actor]:
        """Return everybody who ever did something, by name."""
        return [Actor(name) for (name,) in self._database.sql(_ACTORS)]

    def last_acts(
        self, actors: Iterable[Actor], acts: Iterable[Act]
    ) -> dict[str, dict[Act, datetime]]:
        """Return when any of *actors* last did which of *acts*, by the id of the thing."""
        who, what = sorted(set(actors)), sorted(act.value for act in acts)
        statement = _LAST_ACTS.format(
            actors=", ".join("?" * len(who)), acts=", ".join("?" * len(what))
        )
        found: dict[str, dict[Act, datetime]] = {}
        for thing_id, act, number, at in self._database.sql(statement, [*who, *what]):
            with legible(_("audit entry {number}").format(number=number)):
                found.setdefault(thing_id, {})[Act(act)] = known_moment(at)
        return found

    def head(self) -> tuple[int, str]:
        """Return how many entries there are, and the hash of the last one."""
        return self._ledger.chain.head()

    def last_number(self) -> int:
        """Return the number of the last entry; another one follows when something was changed."""
        return self._ledger.chain.head()[0]

    def last_number_besides(self, acts: Iterable[Act]) -> int:
        """Return the number of the last entry of another act, 0 where there is none."""
        query = AuditRow.select(AuditRow.number).where(AuditRow.act.not_in(list(acts)))
        return self._database.number(query.order_by(AuditRow.number.desc()).limit(1))

    def last_of(self, acts: Iterable[Act], *, after: int) -> dict[Act, AuditEntry]:
        """Return the last entry of each of *acts* among those *after* that number."""
        query = AuditRow.select(fn.max(AuditRow.number)).where(
            AuditRow.number > after, AuditRow.act.in_(list(acts))
        )
        rows = AuditRow.select().where(AuditRow.number.in_(query.group_by(AuditRow.act)))
        entries = map(to_entry, self._database.rows(rows))
        return {one.act: one for one in entries}

    def last_changes(self, thing_ids: Iterable[str]) -> dict[str, Change]:
        """Return the last change of each of these things, of keys their to-dos' included."""
        wanted = list(thing_ids)
        found: dict[str, Change] = {}
        for some in in_parts(wanted):
            marks = ", ".join("?" * len(some))
            looks = [act.value for act in LOOKS]
            statement = _LAST.format(ids=marks, looks=", ".join("?" * len(looks)))
            for thing_id, number, at in self._database.sql(statement, [*some, *looks]):
                found[thing_id] = _later(found.get(thing_id), number, at)
        for key_id, number, at in self._database.sql(_LAST_OF_TODOS) if wanted else ():
            if key_id in found:
                found[key_id] = _later(found[key_id], number, at)
        return found


def _later(known: Change | None, number: int, at: str) -> Change:
    with legible(_("audit entry {number}").format(number=number)):
        change = Change(number, known_moment(at))
    return change if known is None or number > known.number else known


def to_entry(row: AuditRow) -> AuditEntry:
    """Return the entry that *row* holds; raise TamperedError if it holds none."""
    with legible(_("audit entry {number}").format(number=row.number)):
        return AuditEntry(
            at=known_moment(row.at),
            actor=Actor(row.actor),
            act=Act(row.act),
            thing=Thing(row.thing),
            thing_id=row.thing_id,
            before=dict(json.loads(row.before)),
            after=dict(json.loads(row.after)),
        )
