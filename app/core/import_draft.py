"""The rows of a file that is imported, as they were read, and which are about the same key."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from typing import TypeVar

from app.core.import_row import ImportRow
from app.core.key import Key
from app.core.organisation import Organisation
from app.core.secret import Secret

T = TypeVar("T")
_MOST_TOLD = 200


@dataclass(slots=True, kw_only=True)
class Draft:
    """A row that was read, and the key that it is about, if that is known."""

    row: ImportRow
    id: str
    value: Secret | None
    ending: str
    expires_on: date | None
    organisation: Organisation
    retired: bool
    """Whether the row is of a superseded record: its value may stand in another one too."""
    match: Key | None = None


def by_ending(keys: Iterable[Key]) -> dict[tuple[str, str, date], list[Key]]:
    """Return the keys in use by organisation, ending and expiry date."""
    found: dict[tuple[str, str, date], list[Key]] = defaultdict(list)
    for key in keys:
        if not key.retired and key.ending:
            found[key.organisation, key.ending, key.expires_on].append(key)
    return found


def refuse_twins(drafts: Sequence[Draft]) -> None:
    """Note lines of a file that are about the same key, or perhaps are."""
    for (field, _text), same in _grouped(drafts, _marks).items():
        told = _("Several lines are about the same key: {lines}.").format(lines=_lines(same))
        for one in same:
            one.row.refuse("" if field == "match" else field, told)
    for same in _grouped(drafts, _likeness).values():
        told = _("Several lines end so and expire then, perhaps of one key: {lines}.")
        for one in same:
            one.row.warn("ending", told.format(lines=_lines(same)))


def _grouped(
    drafts: Sequence[Draft], marks: Callable[[Draft], Iterator[T]]
) -> dict[T, list[Draft]]:
    """Return the drafts that share a mark with another one, by that."""
    found: dict[T, list[Draft]] = defaultdict(list)
    for one in drafts:
        for mark in marks(one):
            found[mark].append(one)
    return {mark: same for mark, same in found.items() if len(same) > 1}


def _marks(one: Draft) -> Iterator[tuple[str, str]]:
    """Yield what tells which key a line is about."""
    if one.id:
        yield "id", one.id
    if one.value is not None and not one.retired:
        yield "value", one.value.reveal()
    if one.match is not None:
        yield "match", one.match.id


def _likeness(one: Draft) -> Iterator[tuple[str, str, date | None]]:
    """Yield what a new key without a value can be told by."""
    if one.match is None and not one.id and one.value is None and one.ending:
        yield one.organisation.id, one.ending, one.expires_on


def _lines(drafts: Sequence[Draft]) -> str:
    return ", ".join(str(one.row.line) for one in drafts)[:_MOST_TOLD]
