"""The audit trail's chain: each entry's hash covers the one before."""

from collections.abc import Mapping

from peewee import Model

from app.core import audit
from app.core.audit import AuditEntry, canonical_json
from app.storage.database import Database
from app.storage.tables import AuditRow, name_of

_HEAD = "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1"
_ARCHIVED = "SELECT last, head FROM archive ORDER BY last DESC LIMIT 1"


class Chain:
    """The entries of one inventory, in their order."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def head(self) -> tuple[int, str]:
        """Return how many entries there are, and the hash of the last one."""
        for number, head in self._database.sql(_HEAD):
            return int(number), str(head)
        return self.archived()

    def archived(self) -> tuple[int, str]:
        """Return the number and hash of the last entry that is in an archive."""
        for number, head in self._database.sql(_ARCHIVED):
            return int(number), str(head)
        return 0, audit.START

    def holds(self, number: int, head: str) -> bool:
        """Tell whether the entry with that number is still there, with *head* as its hash."""
        if number == 0:
            return True
        row = self._database.first(AuditRow.select().where(AuditRow.number == number))
        return row is not None and row.hash == head

    def append(self, entry: AuditEntry) -> None:
        """Add *entry*."""
        number, head = self.head()
        insert(
            self._database,
            AuditRow,
            {
                "number": number + 1,
                "at": entry.at.isoformat(),
                "actor": entry.actor,
                "act": entry.act.value,
                "thing": entry.thing.value,
                "thing_id": entry.thing_id,
                "before": canonical_json(dict(entry.before)),
                "after": canonical_json(dict(entry.after)),
                "hash": entry.hash_after(head),
            },
        )


def insert(database: Database, table: type[Model], values: Mapping[str, object]) -> None:
    """Store a new row in plain SQL: peewee takes longer to word it than SQLite to run it."""
    columns = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    statement = f'INSERT INTO "{name_of(table)}" ({columns}) VALUES ({marks})'  # noqa: S608 - names of ours
    database.sql(statement, list(values.values()))
