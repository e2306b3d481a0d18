"""What a list of keys must show, told by plain Python over all keys."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from app.core.identity import OrganisationId
from app.core.key import Key, KeyState
from app.core.organisation import Account, Organisation
from app.core.query import EVERYDAY, Sort
from app.core.text import sort_form


@dataclass(frozen=True)
class World:
    """All keys, in the order in which they were stored, and what they belong to."""

    keys: tuple[Key, ...]
    place: dict[str, int]
    organisations: dict[str, Organisation]
    accounts: dict[str, Account]
    today: dict[OrganisationId, date]
    kinds: dict[str, list[str]]
    """The kinds of the applications that use each key."""
    now: datetime

    def state(self, key: Key) -> KeyState:
        """Return the key's state where it belongs."""
        return key.state_on(self.today[key.organisation])

    def owner(self, key: Key) -> str:
        """Return the name of the key's owner; empty without one."""
        return self.accounts[key.owner].name if key.owner else ""


@dataclass(frozen=True)
class Term:
    """A term of a filter: as it is typed, and what it asks of a key."""

    text: str
    holds: Callable[[World, Key], bool]
    names_states: bool = False

    def denied(self) -> "Term":
        """Return the term with a minus."""
        return Term(f"-{self.text}", lambda world, key: not self.holds(world, key))

    def __repr__(self) -> str:
        return self.text


def words_of(text: str) -> list[str]:
    """Return the words of *text* as a search sees them: no case, no accents, no signs."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return [word for word in re.split(r"[\W_]+", plain.lower()) if word]


def word(typed: str) -> Term:
    """Return the term for words that a name or a note begins with."""
    wanted = words_of(typed)

    def holds(_world: World, key: Key) -> bool:
        there = words_of(key.name) + words_of(key.notes)
        return all(any(one.startswith(part) for one in there) for part in wanted)

    return Term(typed, holds) if wanted else Sign(typed, holds)


class Sign(Term):
    """A word of signs alone: it asks for nothing, with or without a minus."""

    def denied(self) -> Term:
        return Sign(f"-{self.text}", self.holds)


def state(*states: KeyState) -> Term:
    """Return the term for states."""
    text = "state:" + ",".join(one.value for one in states)
    return Term(text, lambda world, key: world.state(key) in states, names_states=True)


def permission(*levels: str) -> Term:
    """Return the term for permission levels."""
    return Term("permission:" + ",".join(levels), lambda _world, key: key.permission in levels)


def organisation(part: str) -> Term:
    """Return the term for organisations whose names contain *part*."""

    def holds(world: World, key: Key) -> bool:
        return sort_form(part) in sort_form(world.organisations[key.organisation].name)

    return Term(f'org:"{part}"', holds)


def owner(part: str) -> Term:
    """Return the term for owners whose names contain *part*."""

    def holds(world: World, key: Key) -> bool:
        return key.owner is not None and sort_form(part) in sort_form(world.owner(key))

    return Term(f'owner:"{part}"', holds)


def nobody() -> Term:
    """Return the term for keys without an owner."""
    return Term("owner:none", lambda _world, key: key.owner is None)


def origin(wanted: str) -> Term:
    """Return the term for an origin."""
    return Term(f"origin:{wanted}", lambda _world, key: key.origin.value == wanted)


def ending(wanted: str) -> Term:
    """Return the term for an ending, in any case."""
    return Term(f'ending:"{wanted}"', lambda _world, key: key.ending.lower() == wanted.lower())


def expires(operator: str, day: date) -> Term:
    """Return the term for an expiry date."""
    compare: dict[str, Callable[[date], bool]] = {
        ":": lambda one: one == day,
        "=": lambda one: one == day,
        "<": lambda one: one < day,
        "<=": lambda one: one <= day,
        ">": lambda one: one > day,
        ">=": lambda one: one >= day,
    }
    return Term(f"expires{operator}{day}", lambda _world, key: compare[operator](key.expires_on))


def addresses(world: World, key: Key) -> set[str]:
    """Return each address that the key's notices would go to."""
    home = world.organisations[key.organisation]
    people = [one.email for one in world.accounts.values() if one.organisation == home.id]
    owner = [world.accounts[key.owner].email] if key.owner else []
    return {one.lower() for one in (*people, *owner, *home.also_tell, *key.also_tell) if one}


def told(wanted: str) -> Term:
    """Return the term for whom the notices would go to: none, one, or an address."""

    def holds(world: World, key: Key) -> bool:
        found = addresses(world, key)
        if wanted in {"none", "one"}:
            return len(found) == ("none", "one").index(wanted)
        return wanted.lower() in found

    return Term(f"told:{wanted}", holds)


def used(*wanted: str) -> Term:
    """Return the term for how many applications use a key."""

    def holds(world: World, key: Key) -> bool:
        count = len(world.kinds.get(key.id, ()))
        facts = {
            "unknown": count == 0 and key.unused_at is None,
            "nothing": key.unused_at is not None,
            "one": count == 1,
            "several": count > 1,
        }
        return any(facts[one] for one in wanted)

    return Term("used:" + ",".join(wanted), holds)


CALLS = {"koha": "authentication", "r-reports": "reports", "alma-cloud-app": "accounts"}
ALLOWED = {
    "authentication": {"authentication"},
    "reports": {"reports"},
    "full": {"authentication", "reports", "accounts"},
}


def needs_less() -> Term:
    """Return the term for keys whose applications would all do with another level."""

    def holds(world: World, key: Key) -> bool:
        kinds = world.kinds.get(key.id, [])
        if not kinds or any(one not in CALLS for one in kinds):
            return False
        calls = {CALLS[one] for one in kinds}
        reports = world.organisations[key.organisation].reports_api
        return any(
            calls <= allowed < ALLOWED[key.permission]
            for level, allowed in ALLOWED.items()
            if reports or level != "reports"
        )

    return Term("needs:less", holds)


def compared(*wanted: str) -> Term:
    """Return the term for when a portal key was last compared with the portal."""

    def holds(world: World, key: Key) -> bool:
        last = (key.compared_at or key.created_at).astimezone(UTC).date()
        old = (world.now.astimezone(UTC).date() - last).days > 180
        facts = {"old": old, "never": key.compared_at is None}
        return key.origin.value == "portal" and any(facts[one] for one in wanted)

    return Term("compared:" + ",".join(wanted), holds)


@dataclass(frozen=True)
class Wanted:
    """A list that somebody asks for."""

    terms: tuple[Term, ...] = ()
    state: KeyState | None = None
    organisation: OrganisationId | None = None
    permission: str | None = None
    sort: Sort = Sort.EXPIRES
    descending: bool = False

    def view(self) -> dict[str, object]:
        """Return the fields of the View that asks for it."""
        return {
            "filter": " ".join(term.text for term in self.terms),
            "state": self.state,
            "organisation": self.organisation,
            "permission": self.permission,
            "sort": self.sort,
            "descending": self.descending,
        }

    def keys(self, world: World) -> list[Key]:
        """Return the keys that the list must show, in order."""
        states = EVERYDAY if self.state is None else {self.state}
        if self.state is None and any(term.names_states for term in self.terms):
            states = frozenset(KeyState)
        found = [key for key in self._chosen(world) if world.state(key) in states]
        return sorted(found, key=lambda key: self._place(world, key), reverse=self.descending)

    def counts(self, world: World) -> dict[KeyState, int]:
        """Return how many keys of each state the list would have."""
        states = [world.state(key) for key in self._chosen(world)]
        return {one: states.count(one) for one in KeyState}

    def _chosen(self, world: World) -> list[Key]:
        return [
            key
            for key in world.keys
            if all(term.holds(world, key) for term in self.terms)
            and self.organisation in {None, key.organisation}
            and self.permission in {None, key.permission}
        ]

    def _place(self, world: World, key: Key) -> tuple[object, ...]:
        first: dict[Sort, tuple[object, ...]] = {
            Sort.NAME: (sort_form(key.name),),
            Sort.PERMISSION: (key.permission,),
            Sort.ENDING: (key.ending,),
            Sort.ORGANISATION: (sort_form(world.organisations[key.organisation].name),),
            Sort.EXPIRES: (),
            Sort.STATE: (key.disabled_at is not None,),
        }
        disabled = key.disabled_at.isoformat() if key.disabled_at else ""
        then = (key.expires_on, sort_form(key.name), disabled, world.place[key.id])
        return (*first[self.sort], *then)
