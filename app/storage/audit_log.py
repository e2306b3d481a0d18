"""The audit trail in SQLite."""

import json
from collections.abc import Iterable
from gettext import gettext as _

from peewee import SQL

from app.core.audit import Act, AuditEntry, Thing
from app.core.identity import Actor
from app.core.ports import Changes
from app.storage.database import Database
from app.storage.failure import legible
from app.storage.ledger import Ledger
from app.storage.moment import known_moment
from app.storage.tables import AuditRow

_MANY = 500


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

    def changes(self, thing_ids: Iterable[str]) -> dict[str, Changes]:
        """Return how often, and when last, each of these things was changed."""
        wanted, found = list(thing_ids), {}
        for start in range(0, len(wanted), _MANY):
            query = AuditRow.select(AuditRow.thing_id, SQL("count(*)"), SQL("max(at)")).where(
                AuditRow.thing_id.in_(wanted[start : start + _MANY])
            )
            for thing_id, count, last in self._database.rows(
                query.group_by(AuditRow.thing_id).tuples()
            ):
                with legible(_("audit trail")):
                    found[thing_id] = Changes(count, known_moment(last))
        return found


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
