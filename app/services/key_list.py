"""Lists of keys: what a page shows, as a query that storage answers page by page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from gettext import gettext as _

from app.core import search, text
from app.core.application import Application
from app.core.errors import AmbiguousNameError, FilterError
from app.core.identity import AccountId, KeyId, OrganisationId
from app.core.key import Key, KeyState
from app.core.lesser import lesser_levels
from app.core.organisation import Account, Organisation
from app.core.query import (
    EVERYDAY,
    OLD_COMPARISON_DAYS,
    Condition,
    Day,
    Field,
    KeyQuery,
    Sort,
    days_of,
    same_day,
)
from app.services.address_book import AddressBook
from app.services.workplace import Workplace

NOBODY = AccountId("")
_NOWHERE = OrganisationId("")
_PAGE = 1_000
Named = Organisation | Account | Application
"""What a filter calls by a part of its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a person chose to see. *state* None is everything of every day.

    *organisation* and *permission* narrow the list; *filter* is in the filter's language. States
    are those of the day *on*, or of today.
    """

    state: KeyState | None = None
    organisation: OrganisationId | None = None
    permission: str | None = None
    filter: str = ""
    sort: Sort = Sort.EXPIRES
    descending: bool = False
    on: date | None = None


@dataclass(frozen=True, slots=True)
class People:
    """What a list needs to name things: organisations and accounts, and the day at each."""

    organisations: dict[OrganisationId, Organisation]
    accounts: dict[AccountId, Account]
    today: dict[OrganisationId, date] = field(default_factory=dict)
    book: AddressBook = field(default_factory=lambda: AddressBook({}, {}))
    home: OrganisationId | None = None
    """The organisation of the person at this workstation, or the first one made."""

    def organisation_name(self, key: Key) -> str:
        """Return the name of the key's organisation."""
        return self.organisations[key.organisation].name

    def owner_name(self, key: Key) -> str:
        """Return the name of the key's owner; empty without one."""
        owner = self.accounts.get(key.owner) if key.owner else None
        return owner.name if owner else ""

    def told(self, key: Key) -> tuple[str, ...]:
        """Return the addresses that the key's notices would go to."""
        return self.book.recipients(key)

    def day(self, key: Key) -> date:
        """Return today where the key belongs."""
        return self.today[key.organisation]

    def day_of(self, moment: datetime, organisation: OrganisationId | None) -> date:
        """Return the day that *moment* falls on at an organisation; by UTC, if it is not known."""
        known = self.organisations.get(organisation or _NOWHERE)
        return known.today(moment) if known else moment.astimezone(UTC).date()


class KeyList:
    """Answers what the lists ask."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def query(self, view: View) -> KeyQuery:
        """Return the query for *view*; raise FilterError if its filter cannot be read."""
        conditions = tuple(self._resolved(one) for one in search.parse(view.filter))
        if view.organisation is not None:
            conditions += (Condition(Field.ORGANISATION, (view.organisation,)),)
        if view.permission is not None:
            conditions += (Condition(Field.PERMISSION, (view.permission,)),)
        return KeyQuery(
            days=self._days(view.on),
            states=_states(view, conditions),
            conditions=conditions,
            sort=view.sort,
            descending=view.descending,
        )

    def owned_by(self, account_id: AccountId, states: frozenset[KeyState] = EVERYDAY) -> KeyQuery:
        """Return the query for the keys in *states* that an account owns."""
        return KeyQuery(
            days=self._days(None),
            states=states,
            conditions=(Condition(Field.OWNER, (account_id,)),),
        )

    def _days(self, on: date | None) -> tuple[Day, ...]:
        organisations = self._workplace.inventory.organisations.all()
        if on is not None:
            return same_day(organisations, on)
        return days_of(organisations, self._workplace.now())

    def people(self, on: date | None = None) -> People:
        """Return what names the things in a list, as of the day *on* or of today."""
        organisations = self._workplace.inventory.organisations.all()
        accounts = {one.id: one for one in self._workplace.inventory.accounts.all()}
        mine = accounts.get(self._workplace.inventory.preferences.load().my_account() or NOBODY)
        first = min(organisations, key=lambda one: one.created_at, default=None)
        now = self._workplace.now()
        return People(
            {one.id: one for one in organisations},
            accounts,
            {one.id: on or one.today(now) for one in organisations},
            AddressBook.of(self._workplace.inventory),
            (mine.organisation if mine else None) or (first.id if first else None),
        )

    def count(self, query: KeyQuery) -> int:
        """Return how many keys *query* has."""
        return self._workplace.inventory.keys.count(query)

    def page(self, query: KeyQuery, offset: int, limit: int) -> list[Key]:
        """Return *limit* keys of *query* from *offset* on."""
        return self._workplace.inventory.keys.page(query, offset, limit)

    def ids(self, query: KeyQuery, offset: int, limit: int) -> list[KeyId]:
        """Return the ids of *limit* keys of *query* from *offset* on."""
        return self._workplace.inventory.keys.ids(query, offset, limit)

    def counts(self, view: View) -> dict[KeyState, int]:
        """Return how many keys each state has in *view*, whatever state it shows."""
        return self._workplace.inventory.keys.counts(self.query(view))

    def next_to_expire(self, organisation: OrganisationId | None, limit: int) -> list[Key]:
        """Return the keys in use that stop working next."""
        query = self.query(View(organisation=organisation))
        soon = query.with_states(KeyState.EXPIRING, KeyState.ACTIVE)
        return self.page(soon, 0, limit)

    def find(self, wanted: str) -> Key:
        """Return the only key with this name, or whose id begins so.

        Raise NotFoundError, or AmbiguousIdError where several fit.
        """
        called = self._workplace.inventory.keys.called(wanted)
        if len(called) > 1:
            raise AmbiguousNameError(thing=_("key"), id=wanted)
        return called[0] if called else self._workplace.inventory.keys.find(wanted)

    def get(self, key_id: KeyId) -> Key:
        """Return a key; raise NotFoundError."""
        return self._workplace.inventory.keys.get(key_id)

    def _resolved(self, condition: Condition) -> Condition:
        """Return *condition* with names of things turned into their ids."""
        match condition.field:
            case Field.ORGANISATION:
                named = self._workplace.inventory.organisations.all()
                return _with_ids(condition, named)
            case Field.OWNER:
                return _with_ids(condition, self._workplace.inventory.accounts.all())
            case Field.APPLICATION:
                return _with_ids(condition, self._workplace.inventory.applications.all())
            case Field.PERMISSION:
                self._require_levels(condition.values)
            case Field.NEEDS:
                lesser = lesser_levels(self._workplace.levels, self._workplace.kinds)
                return replace(condition, lesser=tuple(lesser))
            case Field.COMPARED:
                oldest = self._workplace.now().astimezone(UTC) - timedelta(OLD_COMPARISON_DAYS)
                return replace(condition, before=oldest.date().isoformat())
        return condition

    def _require_levels(self, values: Iterable[str]) -> None:
        for value in values:
            if value not in self._workplace.levels and not self._is_given(value):
                raise FilterError(
                    problem=_(
                        "There is no permission level “{level}”. There are: {levels}."
                    ).format(
                        level=value, levels=", ".join(one.id for one in self._workplace.levels)
                    )
                )

    def _is_given(self, level: str) -> bool:
        """Tell whether a key has this level, which the data file may have lost."""
        having = Condition(Field.PERMISSION, (level,))
        every = frozenset(KeyState)
        query = KeyQuery(days=self._days(None), states=every, conditions=(having,))
        return self.count(query) > 0


def every_key(keys: KeyList) -> Iterator[Key]:
    """Yield all the keys there are, removed and superseded ones too."""
    query = keys.query(View()).with_states(*KeyState)
    offset = 0
    while page := keys.page(query, offset, _PAGE):
        yield from page
        offset += len(page)


def _with_ids(condition: Condition, things: Iterable[Named]) -> Condition:
    kept = [value for value in condition.values if value == search.NOBODY]
    forms = [text.sort_form(value) for value in condition.values if value not in kept]
    ids = [
        thing.id
        for thing in things
        if any(form in text.sort_form(thing.name) or form == thing.id for form in forms)
    ]
    return Condition(condition.field, (*ids, *kept), negated=condition.negated)


def _states(view: View, conditions: Iterable[Condition]) -> frozenset[KeyState]:
    """Return the states to show; a state named in the filter goes before *All*."""
    if view.state is not None:
        return frozenset({view.state})
    named = [one for one in conditions if one.field is Field.STATE and not one.negated]
    return frozenset(KeyState) if named else EVERYDAY
