"""The audit trail in SQLite, read in pages."""

import unicodedata
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
_OF_WORD = f"""({{entry}} OR {_ID_OF_NAMED} IN (SELECT thing_id FROM audit
    WHERE {_NAMED} AND {{facts}} AND {{name}}))"""  # noqa: S608 - texts of ours
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
        yield _of_word(word)


def _of_word(word: str) -> tuple[str, list[Any]]:
    """Return the term for entries that hold *word*, or whose thing had it in its name."""
    tests = {
        "entry": _holding(word, "actor", "before", "after"),
        "facts": _holding(word, "before", "after"),
        "name": _holding(word, _NAME),
    }
    term = _OF_WORD.format(**{name: test for name, (test, _given) in tests.items()})
    return term, [one for _test, given in tests.values() for one in given]


def _holding(word: str, *columns: str) -> tuple[str, list[Any]]:
    """Return what tells whether one of *columns* holds *word*, in any case.

    LIKE knows the case of ASCII letters alone, and is quick: where there are other letters, it
    looks for what stands around them first.
    """
    word = unicodedata.normalize("NFC", word)
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    like = "".join(c if c.isascii() else "%" for c in escaped)
    tests, given = [], []
    for column in columns:
        test, needed = f"{column} LIKE ? ESCAPE '\\'", [f"%{like}%"]
        if not word.isascii():
            test, needed = f"{test} AND instr(folded({column}), folded(?))", [*needed, word]
        tests.append(test)
        given += needed
    return f"({' OR '.join(tests)})", given
