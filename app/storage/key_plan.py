"""How a list of keys is read: from which index, and which conditions are met before."""

from dataclasses import dataclass, replace
from typing import Any

from peewee import SQL

from app.core.key import KeyState
from app.core.query import EVERYDAY, Condition, Day, Field, KeyQuery, Sort
from app.storage.key_condition import IS_DISABLED
from app.storage.key_word import Match, match_of
from app.storage.tables import KeyRow

_BY_EXPIRY = (KeyRow.expires_on, KeyRow.name_sort, KeyRow.disabled_at)

# Each is the order of an index, to its last column: so a page is read, not sorted
_ORDERS: dict[Sort, tuple[str, tuple[Any, ...]]] = {
    Sort.NAME: ("key_by_name", (KeyRow.name_sort, KeyRow.expires_on, KeyRow.disabled_at)),
    Sort.PERMISSION: ("key_by_permission", (KeyRow.permission, *_BY_EXPIRY)),
    Sort.ENDING: ("key_by_ending", (KeyRow.ending, *_BY_EXPIRY)),
    Sort.ORGANISATION: ("key_by_organisation", (SQL('"organisation"."name_sort"'), *_BY_EXPIRY)),
    Sort.EXPIRES: ("key_by_expiry", _BY_EXPIRY),
    Sort.STATE: ("key_by_state", (IS_DISABLED, *_BY_EXPIRY)),
}
# Each index has the order of expiry dates for any one value of the field that it begins with
_BEGINS = {Field.PERMISSION: Sort.PERMISSION, Field.ORGANISATION: Sort.ORGANISATION}
_OF_STATES = {
    frozenset({KeyState.REMOVED}): "key_by_removal",
    frozenset({KeyState.SUPERSEDED}): "key_by_supersession",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A list as it is read: a query with its conditions told apart."""

    days: tuple[Day, ...]
    states: frozenset[KeyState]
    dates: tuple[Condition, ...] = ()
    facts: tuple[Condition, ...] = ()
    match: Match | None = None
    sort: Sort = Sort.EXPIRES
    descending: bool = False

    def of(self, states: frozenset[KeyState]) -> "Plan":
        """Return the same list for other states."""
        return replace(self, states=states)

    @property
    def index(self) -> str:
        """The index that is walked; empty where none has this order for these states."""
        if not self.states <= EVERYDAY:
            return _OF_STATES.get(self.states, "")
        sort = self.sort
        if self._is_led:
            sort = _BEGINS[self.facts[0].field]
        elif sort is Sort.EXPIRES and self.states == {KeyState.DISABLED}:
            sort = Sort.STATE
        return _ORDERS[sort][0]

    @property
    def order(self) -> tuple[Any, ...]:
        """The terms of the order."""
        _, columns = _ORDERS[self.sort]
        terms = (*columns, KeyRow.number)
        return tuple(term.desc() for term in terms) if self.descending else terms

    @property
    def read(self) -> tuple[Condition, ...]:
        """The conditions that the index answers on the way."""
        return self.dates + self.facts if self._is_led else self.dates

    @property
    def chosen(self) -> tuple[Condition, ...]:
        """The conditions to be met before."""
        return () if self._is_led else self.facts

    @property
    def includes(self) -> bool:
        """Whether the list is of keys in a set that is chosen before."""
        return bool(self.chosen) or (self.match is not None and not self.match.negated)

    @property
    def excludes(self) -> bool:
        """Whether the list is of keys that are not in such a set."""
        return self.match is not None and not self.includes

    @property
    def _is_led(self) -> bool:
        """Whether an index that begins with the only fact asked for has the order."""
        if self.match is not None or len(self.facts) != 1:
            return False
        [fact] = self.facts
        own = _BEGINS.get(fact.field)
        fits = own is not None and self.sort in {own, Sort.EXPIRES}
        return fits and len(fact.values) == 1 and not fact.negated


def plan_of(query: KeyQuery) -> Plan:
    """Return how *query* is answered."""
    said = {Field.STATE, Field.EXPIRES, Field.WORDS}
    return Plan(
        days=query.days,
        states=_states(query),
        dates=tuple(one for one in query.conditions if one.field is Field.EXPIRES),
        facts=tuple(one for one in query.conditions if one.field not in said),
        match=match_of(query.conditions),
        sort=query.sort,
        descending=query.descending,
    )


def _states(query: KeyQuery) -> frozenset[KeyState]:
    """Return the states that *query* asks for, its conditions on states included."""
    states = query.states
    for one in query.conditions:
        if one.field is Field.STATE:
            named = frozenset(KeyState(value) for value in one.values)
            states = states - named if one.negated else states & named
    return states
