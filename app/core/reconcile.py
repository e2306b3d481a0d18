"""The portal's list held against the inventory: which line is which key, and what differs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from gettext import gettext as _
from typing import TypeVar

from app.core.errors import N_
from app.core.identity import KeyId
from app.core.key import Key, Origin
from app.core.secret import Secret
from app.core.text import sort_form


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalLine:
    """A key as the portal's list shows it; what the list does not tell is empty or None."""

    number: int
    """Its line in the file."""
    name: str
    permission: str = ""
    """The id of its level."""
    expires_on: date | None = None
    ending: str = ""
    value: Secret | None = None
    known_as: KeyId | None = None
    """The key that has its value."""


class Standing(StrEnum):
    """How a line or a key stands."""

    DIFFERS = "differs"
    MISSING_HERE = "missing_here"
    GONE_THERE = "gone_there"
    STILL_THERE = "still_there"
    """Removed here, and in the portal's list all the same."""
    DONE_THERE = "done_there"
    """Removed here, and no longer in the list: what was to do in the portal is done."""
    AGREES = "agrees"


class Part(StrEnum):
    """What may differ."""

    NAME = "name"
    PERMISSION = "permission"
    EXPIRES_ON = "expires_on"


_LABELS = {
    Standing.DIFFERS: N_("Different"),
    Standing.MISSING_HERE: N_("Missing here"),
    Standing.GONE_THERE: N_("Gone in the portal"),
    Standing.STILL_THERE: N_("Still in the portal"),
    Standing.DONE_THERE: N_("Removed in the portal"),
    Standing.AGREES: N_("Agree"),
}


def label(standing: Standing) -> str:
    """Return a standing's name, for a person."""
    return _(_LABELS[standing])


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """A line of the list, a key of the inventory, or both where they are one."""

    standing: Standing
    line: PortalLine | None = None
    key: Key | None = None
    differs: tuple[Part, ...] = ()
    to_do: bool = False
    """Whether a portal to-do of the key is open: what differs may wait for it."""
    doubtful: bool = False
    """Whether no line fits any key: then it may be another list, and nothing is gone."""

    @property
    def name(self) -> str:
        """What a person knows it by."""
        if self.key is not None:
            return self.key.name
        return "" if self.line is None else self.line.name


T = TypeVar("T")
_Mark = Callable[[T], object]
"""What two things share that may be one; nothing, where it is empty."""


def reconcile(
    lines: Iterable[PortalLine], keys: Iterable[Key], to_do: frozenset[KeyId] = frozenset()
) -> list[Pairing]:
    """Return how each of *lines* and each key of the portal stands, what needs somebody first.

    *to_do* are the keys with an open portal to-do. Keys made here are left out: the portal has
    never heard of them. The order of the lines plays no part.
    """
    listed = [key for key in keys if key.origin is Origin.PORTAL and key.superseded_at is None]
    found = _Pairs(lines)
    found.match([key for key in listed if key.removed_at is None], by_name=True)
    alive = [key for key in listed if key.removed_at is None and key.id not in found.keys]
    removed = [key for key in listed if key.removed_at is not None]
    found.match(removed, by_name=False)
    pairings = [_paired(line, key, to_do) for line, key in found.pairs]
    pairings += [Pairing(standing=Standing.MISSING_HERE, line=line) for line in found.left]
    pairings += [
        Pairing(
            standing=Standing.GONE_THERE,
            key=key,
            to_do=key.id in to_do,
            doubtful=not found.pairs,
        )
        for key in alive
    ]
    pairings += [
        Pairing(standing=Standing.DONE_THERE, key=key, to_do=True)
        for key in removed
        if key.id in to_do and key.id not in found.keys
    ]
    order = list(Standing)
    return sorted(
        pairings,
        key=lambda one: (
            order.index(one.standing),
            sort_form(one.name),
            "" if one.key is None else one.key.id,
            0 if one.line is None else one.line.number,
        ),
    )


def _paired(line: PortalLine, key: Key, to_do: frozenset[KeyId]) -> Pairing:
    differs = [Part.NAME] if line.name and line.name != key.name else []
    if line.permission and line.permission != key.permission:
        differs.append(Part.PERMISSION)
    if line.expires_on is not None and line.expires_on != key.expires_on:
        differs.append(Part.EXPIRES_ON)
    standing = Standing.DIFFERS if differs else Standing.AGREES
    if key.removed_at is not None:
        standing = Standing.STILL_THERE
    return Pairing(
        standing=standing, line=line, key=key, differs=tuple(differs), to_do=key.id in to_do
    )


class _Pairs:
    """Lines and keys that belong together, found from the surest sign to the weakest."""

    def __init__(self, lines: Iterable[PortalLine]) -> None:
        self.pairs: list[tuple[PortalLine, Key]] = []
        self.left = sorted(lines, key=_of_line)
        self.keys: set[KeyId] = set()

    def match(self, keys: Sequence[Key], *, by_name: bool) -> None:
        """Pair what is left of the lines with *keys*."""
        self._pair(keys, lambda line: line.known_as, lambda key: key.id)
        self._pair(
            keys,
            lambda line: line.ending and (line.ending, line.expires_on, sort_form(line.name)),
            lambda key: key.ending and (key.ending, key.expires_on, sort_form(key.name)),
        )
        self._pair(
            keys,
            lambda line: line.ending and line.expires_on and (line.ending, line.expires_on),
            lambda key: key.ending and (key.ending, key.expires_on),
        )
        self._pair(
            keys,
            lambda line: line.ending and (line.ending, sort_form(line.name)),
            lambda key: key.ending and (key.ending, sort_form(key.name)),
        )
        self._pair(keys, lambda line: line.ending, lambda key: key.ending, alone=True)
        if by_name:
            self._pair(
                keys,
                lambda line: line.expires_on and (line.expires_on, sort_form(line.name)),
                lambda key: (key.expires_on, sort_form(key.name)),
                alone=True,
            )
            self._pair(keys, lambda line: sort_form(line.name), _name, alone=True)

    def _pair(
        self,
        keys: Sequence[Key],
        of_line: _Mark[PortalLine],
        of_key: _Mark[Key],
        *,
        alone: bool = False,
    ) -> None:
        """Pair lines and keys of one mark; *alone*, only where it is that of one of each."""
        lines_by, keys_by = _grouped(self.left, of_line), _grouped(keys, of_key)
        taken: set[int] = set()
        for mark, lines in lines_by.items():
            ours = [key for key in keys_by.get(mark, ()) if key.id not in self.keys]
            if alone and (len(lines), len(ours)) != (1, 1):
                continue
            for line, key in zip(lines, sorted(ours, key=_of_key), strict=False):
                if not _contradict(line, key):
                    self.pairs.append((line, key))
                    self.keys.add(key.id)
                    taken.add(id(line))
        self.left = [line for line in self.left if id(line) not in taken]


def _contradict(line: PortalLine, key: Key) -> bool:
    """Tell whether endings, or values, say that these are two keys, whatever they are called."""
    if line.known_as is not None:
        return line.known_as != key.id
    return bool(line.ending and key.ending and line.ending != key.ending)


def _grouped(things: Iterable[T], mark: _Mark[T]) -> dict[object, list[T]]:
    """Return *things* by their mark, those that have one."""
    found: dict[object, list[T]] = defaultdict(list)
    for thing in things:
        of_it = mark(thing)
        if of_it:
            found[of_it].append(thing)
    return found


def _name(key: Key) -> str:
    return sort_form(key.name)


def _of_line(line: PortalLine) -> tuple[str, str, str, str, str, str]:
    known, day = line.known_as or "", str(line.expires_on or "")
    return sort_form(line.name), day, line.ending, known, line.permission, line.name


def _of_key(key: Key) -> tuple[str, date, KeyId]:
    return sort_form(key.name), key.expires_on, key.id
