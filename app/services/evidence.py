"""What a person may know when leaving: the keys owned, and those whose values were at hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core.audit import Act
from app.core.identity import AccountId, Actor, KeyId
from app.core.key import Key
from app.core.replacement import most_powerful_first
from app.core.text import sort_form, words_of
from app.services.key_list import KeyList
from app.services.workplace import Workplace

_MADE = frozenset({Act.CREATED, Act.ADDED, Act.VALUE_FILLED})
_SEEN = frozenset({Act.REVEALED, Act.EXPORTED})
_ACTS = _MADE | _SEEN | {Act.COPIED}
"""What somebody does who has the value before their eyes."""

Acts = dict[Act, datetime]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A key that a person owns, or whose value they had: what they did, and when last."""

    key: Key
    owned: bool
    created_at: datetime | None = None
    """When they created or added it, or filled its value in."""
    copied_at: datetime | None = None
    revealed_at: datetime | None = None
    """When they looked at it, or exported it into a file."""


class EvidenceRoom:
    """Gathers evidence from the audit trail."""

    def __init__(self, workplace: Workplace, keys: KeyList) -> None:
        self._workplace = workplace
        self._keys = keys

    def actors(self) -> list[Actor]:
        """Return the users of this inventory's computers who ever did something, by name."""
        return self._workplace.inventory.audit.actors()

    def of(self, account_id: AccountId, actors: Iterable[Actor]) -> list[Evidence]:
        """Return the listed keys that an account owns, or *actors* had, most powerful first.

        What was done with a record that was corrected since counts for the one in its place.
        """
        inventory = self._workplace.inventory
        query = self._keys.owned_by(account_id)
        owned = set(inventory.keys.ids(query, 0, inventory.keys.count(query)))
        acts = self._acts(actors)
        known = inventory.keys.some({*owned, *acts})
        levels = self._workplace.levels
        listed = most_powerful_first(
            (key for key in known.values() if not key.retired),
            {level.id: levels.power(level.id) for level in levels},
        )
        return [_evidence(key, acts.get(key.id, {}), owned=key.id in owned) for key in listed]

    def _acts(self, actors: Iterable[Actor]) -> dict[KeyId, Acts]:
        """Return what *actors* did with keys, each by the record that stands for it today."""
        keys = self._workplace.inventory.keys
        found = {
            KeyId(key_id): acts
            for key_id, acts in self._workplace.inventory.audit.last_acts(actors, _ACTS).items()
        }
        moved = keys.corrected(_superseded(keys.some(found).values()))
        while moved:
            for former, current in moved.items():
                found[current] = _merged(found.get(current, {}), found.pop(former, {}))
            moved = keys.corrected(_superseded(keys.some(moved.values()).values()))
        return found


def likely(name: str, email: str, actors: Sequence[Actor]) -> Actor | None:
    """Return which of *actors* may be the person of this *name* and address; None if unsure."""
    logins = _logins(name, email)
    exact = [one for one in actors if _plain(one) in logins]
    known = words_of(name)
    partly = [one for one in actors if words_of(one) and words_of(one) <= known]
    found = exact or partly
    return found[0] if len(found) == 1 else None


def _logins(name: str, email: str) -> set[str]:
    """Return what a person's login may be, as organisations make them."""
    words = sort_form(name).split()
    made = {_plain(email.partition("@")[0])}
    if len(words) > 1:
        first, last = words[0], words[-1]
        made |= {first + last, last + first, first[0] + last, first + last[0], last + first[0]}
    return {_plain(one) for one in made} - {""}


def _plain(text: str) -> str:
    return "".join(one for one in sort_form(text) if one.isalnum())


def _superseded(keys: Iterable[Key]) -> list[KeyId]:
    return [key.id for key in keys if key.superseded_at is not None]


def _merged(one: Acts, other: Acts) -> Acts:
    """Return the last of each act."""
    return {act: max(acts[act] for acts in (one, other) if act in acts) for act in {*one, *other}}


def _evidence(key: Key, acts: Acts, *, owned: bool) -> Evidence:
    made = [at for act, at in acts.items() if act in _MADE]
    seen = [at for act, at in acts.items() if act in _SEEN]
    return Evidence(
        key,
        owned,
        created_at=max(made) if made else None,
        copied_at=acts.get(Act.COPIED),
        revealed_at=max(seen) if seen else None,
    )
