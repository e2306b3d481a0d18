"""The search in the header: keys, applications, accounts and organisations by their names."""

from collections.abc import Collection, Iterable
from gettext import gettext as _

from app.core import finding, text, words
from app.core.finding import Hit, HitKind
from app.core.key import Key, KeyState
from app.core.query import EVERYDAY
from app.services.key_list import KeyList, People, View
from app.services.workplace import Workplace

MOST = {
    HitKind.KEY: 5,
    HitKind.APPLICATION: 5,
    HitKind.ACCOUNT: 4,
    HitKind.ORGANISATION: 3,
    HitKind.PAGE: 4,
    HitKind.COMMAND: 4,
}
"""So many of each kind are shown at most."""


_DATED = {KeyState.EXPIRED, KeyState.EXPIRING, KeyState.ACTIVE}


class Finder:
    """Finds what somebody types the first letters of."""

    def __init__(self, workplace: Workplace, keys: KeyList) -> None:
        self._workplace = workplace
        self._keys = keys

    def find(self, typed: str) -> list[Hit]:
        """Return what fits each word of *typed*, the first few of each kind."""
        wanted = text.words_of(typed)
        if not wanted:
            return []
        return [
            *self._keys_of(wanted),
            *self._applications(wanted),
            *self._accounts(wanted),
            *self._organisations(wanted),
        ]

    def _keys_of(self, wanted: Collection[str]) -> Iterable[Hit]:
        """Yield the keys, the next to expire first, and removed ones after all others."""
        most = MOST[HitKind.KEY]
        if not any(map(str.isalnum, "".join(wanted))):
            return  # to the index of words these are no words, and that asks for all keys
        query = self._keys.query(View(filter=f'"{" ".join(sorted(wanted))}"'))
        found = self._keys.page(query.with_states(*EVERYDAY), 0, most)
        if len(found) < most:
            removed = query.with_states(KeyState.REMOVED)
            found = [*found, *self._keys.page(removed, 0, most - len(found))]
        people = self._keys.people() if found else None
        for key in found:
            remark = "" if people is None else _remark(key, people)
            yield Hit(kind=HitKind.KEY, id=key.id, title=key.name, remark=remark)

    def _applications(self, wanted: Collection[str]) -> Iterable[Hit]:
        found = self._workplace.inventory.applications.named(wanted, MOST[HitKind.APPLICATION])
        for one in found:
            kind = self._workplace.kinds.label(one.kind)
            yield Hit(kind=HitKind.APPLICATION, id=one.id, title=one.name, remark=kind)

    def _accounts(self, wanted: Collection[str]) -> Iterable[Hit]:
        accounts = self._workplace.inventory.accounts.all()
        found = [one for one in accounts if finding.fits(wanted, f"{one.name} {one.email}")]
        for one in found[: MOST[HitKind.ACCOUNT]]:
            yield Hit(kind=HitKind.ACCOUNT, id=one.id, title=one.name, remark=one.email)

    def _organisations(self, wanted: Collection[str]) -> Iterable[Hit]:
        organisations = self._workplace.inventory.organisations.all()
        found = [one for one in organisations if finding.fits(wanted, one.name)]
        for one in found[: MOST[HitKind.ORGANISATION]]:
            yield Hit(kind=HitKind.ORGANISATION, id=one.id, title=one.name, remark=one.domain)


def _remark(key: Key, people: People) -> str:
    """Say how a key stands, and how long it works."""
    day = people.day(key)
    state = key.state_on(day)
    told = words.key_state(state)
    if state not in _DATED:
        return told
    return _("{state}, {left}").format(state=told, left=words.days_left(key.days_left(day)))
