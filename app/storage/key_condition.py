"""What a key must be, as SQL: its state on a day, and what a filter asks of it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import reduce
from operator import and_, ge, gt, le, lt, or_
from typing import Any

from peewee import SQL, Expression, fn

from app.core.calendar import EXPIRING_DAYS
from app.core.key import KeyState, Origin
from app.core.query import Compared, Condition, Day, Field, Lesser, Used
from app.core.search import NOBODY
from app.storage.key_told import told
from app.storage.key_use import use_known
from app.storage.tables import KeyRow, UseRow

RETIRED = frozenset({KeyState.REMOVED, KeyState.SUPERSEDED})
IS_DISABLED = SQL('("t1"."disabled_at" IS NOT NULL)')
"""As an index has it."""

_LISTED = KeyRow.removed_at.is_null() & KeyRow.superseded_at.is_null()
_REMOVED = KeyRow.removed_at.is_null(False) & KeyRow.superseded_at.is_null()  # noqa: FBT003 - peewee's way
_SUPERSEDED = KeyRow.superseded_at.is_null(False)  # noqa: FBT003 - peewee's way
_DATED = frozenset({KeyState.EXPIRED, KeyState.EXPIRING, KeyState.ACTIVE})
_LAST_EXPIRING = timedelta(days=EXPIRING_DAYS)
_COMPARE: dict[str, tuple[Callable[[Any, Any], Expression], Callable[[Any], str]]] = {
    "<": (lt, min), "<=": (le, min), ">": (gt, max), ">=": (ge, max),
}  # fmt: skip
_NOTHING = SQL("0")
_USING = '"t1"."id" IN (SELECT "key" FROM "use" WHERE "ended_at" IS NULL GROUP BY "key" HAVING {})'
_UNUSED = '"t1"."id" NOT IN (SELECT "key" FROM "use" WHERE "ended_at" IS NULL)'
_KNOWN = use_known('"t1"."id"')
_USED = {
    Used.UNKNOWN.value: SQL(f'("t1"."unused_at" IS NULL AND {_UNUSED} AND NOT {_KNOWN})'),
    Used.NOTHING.value: SQL(f'("t1"."unused_at" IS NOT NULL OR ({_UNUSED} AND {_KNOWN}))'),
    Used.ONE.value: SQL(f"({_USING.format('count(*) = 1')})"),
    Used.SEVERAL.value: SQL(f"({_USING.format('count(*) > 1')})"),
}
_SERVED = _USING.replace(
    '"use" WHERE', '"use" JOIN "application" ON "application"."id" = "application" WHERE'
)
_REPORTING = '"t1"."organisation" IN (SELECT "id" FROM "organisation" WHERE "reports_api" = 1)'
_FROM_PORTAL = KeyRow.origin == Origin.PORTAL.value


def meets(condition: Condition) -> Any:
    """Return what holds for keys that meet *condition*, which is neither on words nor states."""
    term = _positive(condition)
    return fn.COALESCE(term, 0) == 0 if condition.negated else term


def _positive(condition: Condition) -> Any:
    special = _SPECIAL.get(condition.field)
    if special is not None:
        return special(condition)
    return getattr(KeyRow, condition.field.value).in_(condition.values)


def _expires(condition: Condition) -> Any:
    return _dates(KeyRow.expires_on, condition)


def _created(condition: Condition) -> Any:
    """Return what holds for keys recorded on such days, by UTC."""
    return _dates(fn.SUBSTR(KeyRow.created_at, 1, 10), condition)


def _dates(column: Any, condition: Condition) -> Any:
    if condition.operator == "=":
        return column.in_(condition.values)
    compare, strictest = _COMPARE[condition.operator]
    return compare(column, strictest(condition.values))


def _owner(condition: Condition) -> Any:
    owned = KeyRow.owner.in_(condition.values)
    return KeyRow.owner.is_null() | owned if NOBODY in condition.values else owned


def _application(condition: Condition) -> Any:
    using = UseRow.application.in_(condition.values)
    return KeyRow.id.in_(UseRow.select(UseRow.key).where(UseRow.ended_at.is_null(), using))


def _needs(condition: Condition) -> Any:
    """Return what holds for keys whose applications all would do with a lesser level."""
    return reduce(or_, map(_would_do, condition.lesser)) if condition.lesser else _NOTHING


def _would_do(lesser: Lesser) -> Any:
    marks = ", ".join("?" * len(lesser.kinds))
    served = SQL(_SERVED.format(f'sum("application"."kind" NOT IN ({marks})) = 0'), lesser.kinds)
    term = (KeyRow.permission == lesser.given) & served
    return term & SQL(_REPORTING) if lesser.needs_reports_api else term


def _compared(condition: Condition) -> Any:
    """Return what holds for portal keys that were compared so long ago, by UTC."""
    last = fn.SUBSTR(fn.COALESCE(KeyRow.compared_at, KeyRow.created_at), 1, 10)
    terms = {
        Compared.OLD.value: last < condition.before,
        Compared.NEVER.value: KeyRow.compared_at.is_null(),
    }
    return _FROM_PORTAL & reduce(or_, (terms[one] for one in condition.values))


_SPECIAL: dict[Field, Callable[[Condition], Any]] = {
    Field.EXPIRES: _expires,
    Field.CREATED: _created,
    Field.OWNER: _owner,
    Field.TOLD: told,
    Field.NEEDS: _needs,
    Field.COMPARED: _compared,
    Field.APPLICATION: _application,
    Field.ENDING: lambda condition: fn.LOWER(KeyRow.ending).in_(condition.values),
    Field.USED: lambda condition: reduce(or_, (_USED[one] for one in condition.values)),
}


def in_states(states: frozenset[KeyState], days: tuple[Day, ...]) -> Any:
    """Return what holds for keys in one of *states*."""
    listed = states - RETIRED
    terms: list[Any] = []
    if listed:
        within = _within_listed(listed, days)
        terms.append(_LISTED if within is None else _LISTED & within)
    if KeyState.REMOVED in states:
        terms.append(_REMOVED)
    if KeyState.SUPERSEDED in states:
        terms.append(_SUPERSEDED)
    return reduce(or_, terms) if terms else _NOTHING


def _within_listed(states: frozenset[KeyState], days: tuple[Day, ...]) -> Any:
    """Return what tells *states* from the other listed ones; None if all of them are meant."""
    dated = states - {KeyState.DISABLED}
    if dated == _DATED:
        return None if states > dated else IS_DISABLED == 0
    if not dated:
        return IS_DISABLED == 1
    enabled = (IS_DISABLED == 0) & _dated(dated, days)
    return enabled if states == dated else enabled | (IS_DISABLED == 1)


def _dated(states: frozenset[KeyState], days: tuple[Day, ...]) -> Any:
    """Return what holds for enabled keys in *states*, one or two of the three there are."""
    if not days:
        return _NOTHING
    if KeyState.EXPIRING not in states and len(states) > 1:
        return reduce(or_, (_dated(frozenset({state}), days) for state in sorted(states)))
    terms = []
    expiring = KeyState.EXPIRING in states
    if KeyState.EXPIRED not in states:
        terms.append(_after(days, timedelta(0) if expiring else _LAST_EXPIRING))
    if KeyState.ACTIVE not in states:
        terms.append(_up_to(days, _LAST_EXPIRING if expiring else timedelta(0)))
    return reduce(and_, terms)


def _up_to(days: tuple[Day, ...], distance: timedelta) -> Any:
    """Return: the expiry date is at most *distance* after today, wherever the key belongs.

    The latest of the days there are bounds what an index is read for; where it is an earlier
    day, less fits. Most keys need no look at where they belong.
    """
    *earlier, latest = (_Shifted(day, distance) for day in days)
    term = KeyRow.expires_on <= latest.day
    if not earlier:
        return term
    fits = reduce(and_, ((KeyRow.expires_on <= one.day) | ~one.belongs for one in earlier))
    return term & ((KeyRow.expires_on <= earlier[0].day) | fits)


def _after(days: tuple[Day, ...], distance: timedelta) -> Any:
    """Return: the expiry date is more than *distance* after today."""
    earliest, *later = (_Shifted(day, distance) for day in days)
    term = KeyRow.expires_on > earliest.day
    if not later:
        return term
    fits = reduce(and_, ((KeyRow.expires_on > one.day) | ~one.belongs for one in later))
    return term & ((KeyRow.expires_on > later[-1].day) | fits)


class _Shifted:
    """A day some time after today, and where today is that day."""

    def __init__(self, today: Day, distance: timedelta) -> None:
        self.day = (min(today.day, date.max - distance) + distance).isoformat()
        self.belongs = KeyRow.organisation.in_(sorted(today.organisations))
