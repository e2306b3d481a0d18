"""The audit trail in SQLite, read in pages."""

from collections.abc import Collection, Iterator
from datetime import UTC
from typing import Any

from app.core.audit import Act
from app.core.trail import AuditQuery, Numbered
from app.storage.audit_log import to_entry
from app.storage.database import Database
from app.storage.moment import text_of
from app.storage.parts import in_parts
from app.storage.tables import AuditRow

_NAMING = tuple(act.value for act in (Act.CREATED, Act.ADDED, Act.EDITED, Act.REMOVED))
"""Acts that tell what the thing itself is called; others may name another."""
_NAMED = f"act IN ({', '.join(repr(act) for act in _NAMING)})"
_NAME = (
    "coalesce(CASE WHEN json_valid(after) THEN json_extract(after, '$.name') END,"
    " CASE WHEN json_valid(before) THEN json_extract(before, '$.name') END)"
)
_ID_OF_NAMED = (
    "CASE WHEN thing IN ('todo', 'notice', 'replacement') AND json_valid(after) THEN"
    " coalesce(json_extract(after, '$.key'), json_extract(after, '$.subject'),"
    " json_extract(after, '$.old'), thing_id) ELSE thing_id END"
)
_OF_WORD = f"""(actor LIKE ? ESCAPE '\\' OR before LIKE ? ESCAPE '\\' OR after LIKE ? ESCAPE '\\'
    OR {_ID_OF_NAMED} IN (SELECT thing_id FROM audit WHERE {_NAMED}
    AND (after LIKE ? ESCAPE '\\' OR before LIKE ? ESCAPE '\\')
    AND {_NAME} LIKE ? ESCAPE '\\'))"""  # noqa: S608 - texts of ours
_NAMES = "SELECT thing_id, {name} FROM audit WHERE {named} AND thing_id IN ({ids}) ORDER BY number"


class SqliteTrail:
    """The audit trail of one inventory, for reading."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, query: AuditQuery) -> int:
        """Return how many entries fit."""
        where, parameters = _where(query)
        return int(self._database.sql(f"SELECT count(*) FROM audit{where}", parameters)[0][0])  # noqa: S608 - texts of ours

    def page(
        self, query: AuditQuery, limit: int, *, below: int | None = None, offset: int = 0
    ) -> list[Numbered]:
        """Return entries that fit, latest first, from *offset* on; those *below* a number alone."""
        where, parameters = _where(query, below)
        statement = f"SELECT number FROM audit{where} ORDER BY number DESC LIMIT ? OFFSET ?"  # noqa: S608 - texts of ours
        numbers = [
            number for (number,) in self._database.sql(statement, [*parameters, limit, offset])
        ]
        found: list[Numbered] = []
        for some in in_parts(numbers):
            rows = AuditRow.select().where(AuditRow.number.in_(some))
            entries = self._database.rows(rows.order_by(AuditRow.number.desc()))
            found += [Numbered(row.number, to_entry(row)) for row in entries]
        return found

    def names(self, thing_ids: Collection[str]) -> dict[str, str]:
        """Return what these things were last called, as far as the trail tells."""
        found: dict[str, str] = {}
        for some in in_parts(sorted(thing_ids)):
            marks = ", ".join("?" * len(some))
            statement = _NAMES.format(name=_NAME, named=_NAMED, ids=marks)
            for thing_id, name in self._database.sql(statement, list(some)):
                if name:
                    found[thing_id] = str(name)
        return found


def _where(query: AuditQuery, below: int | None = None) -> tuple[str, list[Any]]:
    terms: list[str] = []
    parameters: list[Any] = []
    for term, given in _terms(query, below):
        terms.append(term)
        parameters += given
    return (f" WHERE {' AND '.join(terms)}" if terms else ""), parameters


def _terms(query: AuditQuery, below: int | None) -> Iterator[tuple[str, list[Any]]]:
    if below is not None:
        yield "number < ?", [below]
    for column in ("things", "thing_ids", "actors", "acts"):
        wanted = [str(one) for one in getattr(query, column)]
        if wanted:
            yield f"{column.removesuffix('s')} IN ({', '.join('?' * len(wanted))})", wanted
    if query.start is not None:
        yield "at >= ?", [text_of(query.start.astimezone(UTC))]
    if query.end is not None:
        yield "at < ?", [text_of(query.end.astimezone(UTC))]
    for word in query.words:
        yield _OF_WORD, [_holding(word)] * 6


def _holding(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
