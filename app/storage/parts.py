"""Long lists in parts: a statement takes only so many parameters."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

_MANY = 500

T = TypeVar("T")


def in_parts(things: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield *things* in parts that a statement takes as parameters."""
    for start in range(0, len(things), _MANY):
        yield things[start : start + _MANY]
