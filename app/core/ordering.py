"""Things that name others of their kind: put in order, and circles found."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeVar


class Identified(Protocol):
    """Something with an id."""

    @property
    def id(self) -> str:
        """What others name it by."""


T = TypeVar("T", bound=Identified)


def named_first(things: Iterable[T], names: Callable[[T], str | None]) -> list[T]:
    """Return *things* so that each comes after the one that it *names*."""
    waiting = {str(one.id): one for one in things}
    ordered: list[T] = []
    for start in list(waiting):
        chain: list[T] = []
        at: str | None = start
        while at is not None and at in waiting:
            thing = waiting.pop(at)
            chain.append(thing)
            at = names(thing)
        ordered += reversed(chain)
    return ordered


def in_circles(named: Mapping[str, str | None]) -> set[str]:
    """Return the ids that, by way of those that they name, name themselves."""
    circles: set[str] = set()
    seen: set[str] = set()
    for start in named:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at in named and at not in seen and at not in path:
            path[at] = None
            at = named[at]
        if at in path:
            trail = list(path)
            circles.update(trail[trail.index(str(at)) :])
        seen.update(path)
    return circles
