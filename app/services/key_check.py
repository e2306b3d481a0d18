"""Which keys a text holds, and what each may do: predicted from this inventory, nobody is asked.

A check gives nothing out that whoever asks does not hold already, and changes nothing: the audit
trail, which tells of values that left the vault, says nothing of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.core import decision, decision_words, value_text
from app.core.access import VaultState
from app.core.decision import Decision
from app.core.errors import VaultLockedError
from app.core.key import Key, KeyState, ending_of
from app.core.operation import Operation, Route
from app.core.organisation import Organisation
from app.core.secret import Secret
from app.core.value_port import ContentReader
from app.core.value_text import Candidate
from app.services.workplace import Workplace

MOST_BYTES = 10_000_000
"""A longer text is nothing that somebody wants to check."""


class Known(StrEnum):
    """What is known of a value in a text."""

    VALUE = "value"
    """It is the value of a key."""
    ENDING = "ending"
    """Some keys end as it does; it was masked or cut, or their values are not recorded."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A value that stands in a text, on some *lines*, and the keys that it may be of."""

    ending: str
    """Its last four characters; empty for a short value."""
    lines: tuple[int, ...]
    known: Known = Known.UNKNOWN
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether a key may do an operation, and if not, why."""

    operation: Operation
    decision: Decision
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a key stands on a day, and what it may do then."""

    key: Key
    organisation: Organisation
    level: str
    day: date
    state: KeyState
    stopped: str
    """Why it does not work at all; empty if it does."""
    rulings: tuple[Ruling, ...] = field(default=())

    @property
    def allowed(self) -> int:
        """How many operations are allowed."""
        return sum(one.decision.allowed for one in self.rulings)


class KeyCheck:
    """Checks keys; the vault has to have been opened, and may be locked again."""

    def __init__(self, workplace: Workplace, contents: ContentReader) -> None:
        self._workplace = workplace
        self._contents = contents

    def read(self, path: str) -> str:
        """Return what the file at *path* says, whatever its kind; raise a SheetError."""
        return value_text.decoded(self._contents.read(path, MOST_BYTES))

    def look(self, content: str) -> list[Sighting]:
        """Return the values in *content*, in their order; raise VaultLockedError when shut.

        Of what has another form than the portal's keys, only a value of the inventory is one.
        """
        self._require_opened()
        content = content.encode(errors="replace").decode()  # half characters have no fingerprint
        endings = self._workplace.inventory.values.endings()
        whole = _by_text(value_text.uuids(content))
        found = [*self._of_values(whole), *self._others(content, endings)]
        seen = {one.ending for one in found}
        told = {one.ending for one in found if one.known is not Known.UNKNOWN}
        parts = _by_text(value_text.parts(content, endings))
        masked = {one: lines for one, lines in parts.items() if one not in told}
        found += [one for one in self._of_endings(masked) if one.keys or one.ending not in seen]
        return sorted(found, key=lambda one: one.lines)

    def of_key(self, key: Key) -> Sighting:
        """Return what stands for a key that needs no text to be found in."""
        return Sighting(ending=key.ending, lines=(), known=Known.VALUE, keys=(key,))

    def _of_values(self, whole: Mapping[str, Sequence[int]]) -> Iterable[Sighting]:
        holders = self._workplace.inventory.values.holders([Secret(one) for one in whole])
        unknown = {ending_of(one) for one, key in zip(whole, holders, strict=True) if key is None}
        ends = self._ending_in(unknown)
        for (one, lines), key in zip(whole.items(), holders, strict=True):
            ending = ending_of(one)
            without = [other for other in ends.get(ending, ()) if not other.has_value]
            yield _sighting(ending, lines, [key] if key else without, by_value=key is not None)

    def _others(self, content: str, endings: frozenset[str]) -> Iterable[Sighting]:
        """Yield the values of another form that keys have."""
        texts = _by_text(value_text.others(content, endings))
        holders = self._workplace.inventory.values.holders([Secret(one) for one in texts])
        for (one, lines), key in zip(texts.items(), holders, strict=True):
            if key is not None:
                yield _sighting(ending_of(one), lines, [key], by_value=True)

    def _of_endings(self, parts: Mapping[str, Sequence[int]]) -> Iterable[Sighting]:
        ends = self._ending_in(parts)
        for ending, lines in parts.items():
            yield _sighting(ending, lines, ends.get(ending, ()), by_value=False)

    def _ending_in(self, endings: Iterable[str]) -> Mapping[str, Sequence[Key]]:
        found: dict[str, list[Key]] = defaultdict(list)
        for key in self._workplace.inventory.values.ending_in(set(endings) - {""}):
            found[key.ending].append(key)
        return found

    def standing(self, key: Key, on: date | None = None) -> Standing:
        """Return what *key* may do at its organisation on a day; None is today there."""
        found = self._standing(key, on)
        own = found.organisation
        rulings = (self._ruling(found, one, own) for one in self._workplace.operations)
        return replace(found, rulings=tuple(rulings))

    def ruling(self, key: Key, route: Route, on: date | None = None) -> Ruling:
        """Return whether *key* may do what a request asks, at the organisation that it names."""
        found = self._standing(key, on)
        organisations = self._workplace.inventory.organisations.all()
        named = decision.addressed(route.parameters, found.organisation, organisations)
        return self._ruling(found, route.operation, named)

    def _require_opened(self) -> None:
        """Raise VaultLockedError while values and seals cannot be recognised."""
        if self._workplace.inventory.access.state is VaultState.SHUT:
            raise VaultLockedError

    def _standing(self, key: Key, on: date | None) -> Standing:
        self._require_opened()
        organisation = self._workplace.organisation(key.organisation)
        day = on or organisation.today(self._workplace.now())
        reason = decision.credentials(key, day)
        return Standing(
            key=key,
            organisation=organisation,
            level=self._workplace.levels.label(key.permission),
            day=day,
            state=key.state_on(day),
            stopped=decision_words.stopped(reason) if reason else "",
        )

    def _ruling(self, found: Standing, operation: Operation, at: Organisation | None) -> Ruling:
        decided = decision.decide(
            found.key, operation, at, found.day, levels=self._workplace.levels
        )
        told = decision_words.why(decided, level=found.level, organisation=found.organisation.name)
        return Ruling(operation, decided, told)


def _by_text(candidates: Iterable[Candidate]) -> dict[str, list[int]]:
    """Return the lines on which each text stands."""
    lines: dict[str, list[int]] = {}
    for one in candidates:
        lines.setdefault(one.value.reveal(), []).append(one.line)
    return lines


def _sighting(
    ending: str, lines: Sequence[int], keys: Sequence[Key], *, by_value: bool
) -> Sighting:
    known = Known.VALUE if by_value else Known.ENDING if keys else Known.UNKNOWN
    return Sighting(ending=ending, lines=tuple(dict.fromkeys(lines)), known=known, keys=tuple(keys))
