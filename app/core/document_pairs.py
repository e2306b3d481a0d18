"""Things of a document paired with those of the inventory, and ids put in the place of ids."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from app.core.ordering import Identified

T = TypeVar("T", bound=Identified)


def paired(
    theirs: Sequence[T],
    ours: Sequence[T],
    of: Callable[[T], object | None],
    all_theirs: Sequence[T] | None = None,
    all_ours: Sequence[T] | None = None,
) -> dict[str, str]:
    """Pair, by id, things with the same *of* that neither side has twice; None is nothing.

    What has the same id on both sides is paired already.
    """
    same = {str(one.id) for one in theirs} & {str(one.id) for one in ours}
    often = Counter(of(one) for one in all_theirs or theirs)
    here = Counter(of(one) for one in all_ours or ours)
    free = {of(one): str(one.id) for one in ours if one.id not in same}
    return {
        str(one.id): free[what]
        for one in theirs
        if (what := of(one)) is not None
        and one.id not in same
        and what in free
        and often[what] == here[what] == 1
    }


def with_ids(things: Iterable[T], pairs: Mapping[str, str]) -> tuple[T, ...]:
    """Return *things* that have the inventory's ids themselves."""
    return renamed(things, pairs, "id")


def renamed(things: Iterable[T], pairs: Mapping[str, str], *names: str) -> tuple[T, ...]:
    """Return *things* whose members of these *names* are the inventory's ids."""
    return tuple(_one_renamed(one, pairs, names) for one in things)


def _one_renamed(thing: Any, pairs: Mapping[str, str], names: Iterable[str]) -> Any:
    new = {name: pairs[getattr(thing, name)] for name in names if getattr(thing, name) in pairs}
    return replace(thing, **new) if new else thing
