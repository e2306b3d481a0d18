"""Lists of keys: a query as SQL over the indexes, page by page."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import reduce
from operator import and_, ge, gt, le, lt, or_
from typing import Any

from peewee import SQL, Expression, fn

from app.core.calendar import EXPIRING_DAYS
from app.core.identity import KeyId
from app.core.key import KeyState
from app.core.query import Condition, Day, Field, KeyQuery, Sort
from app.core.search import NOBODY
from app.storage.database import Database
from app.storage.tables import KeyRow, OrganisationRow

_LISTED = KeyRow.removed_at.is_null() & KeyRow.superseded_at.is_null()
_COMPARE: dict[str, Callable[[Any, Any], Expression]] = {"<": lt, "<=": le, ">": gt, ">=": ge}
_NOTHING = SQL("0")
_IS_DISABLED = SQL('("t1"."disabled_at" IS NOT NULL)')
_FEW = 20_000
"""Up to this many keys that hold the words, it is quicker to find them first and sort them."""

# Each is the order of an index, to its last column: so a page is read, not sorted
_ORDERS: dict[Sort, tuple[Any, ...]] = {
    Sort.NAME: (KeyRow.name_sort, KeyRow.expires_on, KeyRow.disabled_at),
    Sort.PERMISSION: (
        KeyRow.permission, KeyRow.expires_on, KeyRow.name_sort, KeyRow.disabled_at,
    ),
    Sort.ENDING: (KeyRow.ending, KeyRow.expires_on, KeyRow.name_sort, KeyRow.disabled_at),
    Sort.ORGANISATION: (
        OrganisationRow.name_sort, KeyRow.organisation, KeyRow.expires_on, KeyRow.name_sort,
        KeyRow.disabled_at,
    ),
    Sort.EXPIRES: (KeyRow.expires_on, KeyRow.name_sort, KeyRow.disabled_at),
    Sort.STATE: (_IS_DISABLED, KeyRow.expires_on, KeyRow.name_sort, KeyRow.disabled_at),
}  # fmt: skip


class KeySearch:
    """Answers queries, and keeps the index of words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def index(self, row: KeyRow) -> None:
        """Make *row*'s words findable."""
        self._database.sql(
            "INSERT INTO key_search (rowid, name, notes) VALUES (?, ?, ?)",
            (row.number, row.name, row.notes),
        )

    def forget(self, row: KeyRow) -> None:
        """Take the words of *row*, as it is stored, out of the index."""
        self._database.sql(
            "INSERT INTO key_search (key_search, rowid, name, notes) VALUES ('delete', ?, ?, ?)",
            (row.number, row.name, row.notes),
        )

    def count(self, query: KeyQuery) -> int:
        """Return how many keys *query* has."""
        return self._database.number(self._select(query, SQL("count(*)")))

    def page(self, query: KeyQuery, offset: int, limit: int) -> list[KeyRow]:
        """Return *limit* rows of *query* from *offset* on."""
        numbers = self._numbers(query, offset, limit)
        rows = self._database.rows(KeyRow.select().where(KeyRow.number.in_(numbers)))
        place = {number: at for at, number in enumerate(numbers)}
        return sorted(rows, key=lambda row: place[row.number])

    def ids(self, query: KeyQuery, offset: int, limit: int) -> list[KeyId]:
        """Return the ids of *limit* keys of *query* from *offset* on."""
        select = self._ordered(query, KeyRow.id).offset(offset).limit(limit)
        return [KeyId(key_id) for (key_id,) in self._database.rows(select.tuples())]

    def _numbers(self, query: KeyQuery, offset: int, limit: int) -> list[int]:
        """Return row numbers: read from an index alone where the query allows it."""
        select = self._ordered(query, KeyRow.number).offset(offset).limit(limit)
        return [number for (number,) in self._database.rows(select.tuples())]

    def _ordered(self, query: KeyQuery, column: Any) -> Any:
        select = self._select(query, column)
        if query.sort is Sort.ORGANISATION:
            select = select.join(OrganisationRow, on=(OrganisationRow.id == KeyRow.organisation))
        order = (*_ORDERS[query.sort], KeyRow.number)
        return select.order_by(*(term.desc() if query.descending else term for term in order))

    def _select(self, query: KeyQuery, column: Any) -> Any:
        terms = [_states(query.states, query.days)]
        terms += [self._condition(condition, query.days) for condition in query.conditions]
        return KeyRow.select(column).where(*terms)

    def _condition(self, condition: Condition, days: tuple[Day, ...]) -> Any:
        term = self._positive(condition, days)
        return fn.COALESCE(term, 0) == 0 if condition.negated else term

    def _positive(self, condition: Condition, days: tuple[Day, ...]) -> Any:
        values = condition.values
        match condition.field:
            case Field.WORDS:
                return self._words(values)
            case Field.STATE:
                return _states(frozenset(KeyState(value) for value in values), days)
            case Field.EXPIRES if condition.operator != "=":
                compare = _COMPARE[condition.operator]
                return reduce(and_, (compare(KeyRow.expires_on, value) for value in values))
            case Field.OWNER if NOBODY in values:
                return KeyRow.owner.is_null() | KeyRow.owner.in_(values)
            case _:
                return _column(condition.field).in_(values)

    def _words(self, words: tuple[str, ...]) -> Any:
        match = _match_text(words)
        if not match:
            return SQL("1")
        few = self._database.sql(
            "SELECT count(*) FROM (SELECT 1 FROM key_search WHERE key_search MATCH ? LIMIT ?)",
            (match, _FEW),
        )
        if few[0][0] < _FEW:
            return SQL(
                '"t1"."number" IN (SELECT rowid FROM key_search WHERE key_search MATCH ?)', (match,)
            )
        # Many hold them: walk the list in its order, and look each key up
        return SQL(
            "EXISTS (SELECT 1 FROM key_search"
            ' WHERE key_search MATCH ? AND key_search.rowid = "t1"."number")',
            (match,),
        )


def _match_text(words: tuple[str, ...]) -> str:
    """Return *words* in FTS5's language: each the beginning of a word, all of them there."""
    return " ".join('"' + word.replace('"', '""') + '"*' for word in words if _has_letter(word))


def _has_letter(word: str) -> bool:
    return any(character.isalnum() for character in word)


def _column(field: Field) -> Any:
    return {
        Field.PERMISSION: KeyRow.permission,
        Field.ORGANISATION: KeyRow.organisation,
        Field.OWNER: KeyRow.owner,
        Field.ORIGIN: KeyRow.origin,
        Field.ENDING: KeyRow.ending,
        Field.EXPIRES: KeyRow.expires_on,
    }[field]


def _states(states: frozenset[KeyState], days: tuple[Day, ...]) -> Any:
    """Return what holds for keys in one of *states*."""
    listed = states - {KeyState.REMOVED, KeyState.SUPERSEDED}
    terms: list[Any] = []
    if listed:
        within = _within_listed(listed, days)
        terms.append(_LISTED if within is None else _LISTED & within)
    if KeyState.REMOVED in states:
        terms.append(KeyRow.removed_at.is_null(False) & KeyRow.superseded_at.is_null())  # noqa: FBT003 - peewee's way
    if KeyState.SUPERSEDED in states:
        terms.append(KeyRow.superseded_at.is_null(False))  # noqa: FBT003 - peewee's way
    return reduce(or_, terms) if terms else _NOTHING


def _within_listed(states: frozenset[KeyState], days: tuple[Day, ...]) -> Any:
    """Return what tells *states* from the other listed ones; None if all of them are meant."""
    dated = states & {KeyState.EXPIRED, KeyState.EXPIRING, KeyState.ACTIVE}
    everything = len(dated) == 3  # noqa: PLR2004 - the three just named
    enabled = KeyRow.disabled_at.is_null()
    if everything and KeyState.DISABLED in states:
        return None
    terms: list[Any] = []
    if everything:
        terms.append(enabled)
    else:
        terms += [enabled & _dated(state, days) for state in sorted(dated)]
    if KeyState.DISABLED in states:
        terms.append(KeyRow.disabled_at.is_null(False))  # noqa: FBT003 - peewee's way
    return reduce(or_, terms) if terms else _NOTHING


def _dated(state: KeyState, days: tuple[Day, ...]) -> Any:
    last_expiring = timedelta(days=EXPIRING_DAYS)
    match state:
        case KeyState.EXPIRED:
            return _up_to(days, timedelta(0))
        case KeyState.EXPIRING:
            return _after(days, timedelta(0)) & _up_to(days, last_expiring)
        case _:
            return _after(days, last_expiring)


def _up_to(days: tuple[Day, ...], distance: timedelta) -> Any:
    """Return: the expiry date is at most *distance* after today, wherever the key belongs."""
    if not days:
        return _NOTHING
    first = days[0]
    term: Any = KeyRow.expires_on <= _shifted(first.day, distance)
    for day in days[1:]:
        later = KeyRow.expires_on <= _shifted(day.day, distance)
        term = term | (later & KeyRow.organisation.in_(sorted(day.organisations)))
    return term


def _after(days: tuple[Day, ...], distance: timedelta) -> Any:
    """Return: the expiry date is more than *distance* after today."""
    if not days:
        return _NOTHING
    last = days[-1]
    term: Any = KeyRow.expires_on > _shifted(last.day, distance)
    for day in days[:-1]:
        earlier = KeyRow.expires_on > _shifted(day.day, distance)
        term = term | (earlier & KeyRow.organisation.in_(sorted(day.organisations)))
    return term


def _shifted(day: date, distance: timedelta) -> str:
    return (min(day, date.max - distance) + distance).isoformat()
