"""What a key must be, as SQL: its state on a day, and what a filter asks of it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import reduce
from operator import and_, ge, gt, le, lt, or_
from typing import Any

from peewee import SQL, Expression, fn

from app.core.calendar import EXPIRING_DAYS
from app.core.key import KeyState
from app.core.query import Condition, Day, Field
from app.core.search import NOBODY
from app.storage.tables import KeyRow

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
_TOLD_NOBODY = SQL(
    """("t1"."also_tell" = '[]'
    AND "t1"."organisation" IN (
        SELECT "id" FROM "organisation" WHERE "also_tell" = '[]'
        EXCEPT SELECT "organisation" FROM "account" WHERE "email" <> '')
    AND coalesce("t1"."owner", '') NOT IN (SELECT "id" FROM "account" WHERE "email" <> ''))"""
)
"""Neither its owner nor anybody in its organisation has an address, and none was given besides."""


def meets(condition: Condition) -> Any:
    """Return what holds for keys that meet *condition*, which is neither on words nor states."""
    term = _positive(condition)
    return fn.COALESCE(term, 0) == 0 if condition.negated else term


def _positive(condition: Condition) -> Any:
    values = condition.values
    match condition.field:
        case Field.EXPIRES if condition.operator != "=":
            compare, strictest = _COMPARE[condition.operator]
            return compare(KeyRow.expires_on, strictest(values))
        case Field.EXPIRES:
            return KeyRow.expires_on.in_(values)
        case Field.OWNER if NOBODY in values:
            return KeyRow.owner.is_null() | KeyRow.owner.in_(values)
        case Field.TOLD:
            return _TOLD_NOBODY
        case Field.ENDING:
            return fn.LOWER(KeyRow.ending).in_(values)
        case field:
            return getattr(KeyRow, field.value).in_(values)


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
