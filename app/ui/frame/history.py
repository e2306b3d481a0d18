"""Where the person has been: back and forward."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_KEPT = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A page and what it was opened at."""

    page: str
    where: Mapping[str, Any] = field(default_factory=dict)


class History:
    """Visited places, with a position in them."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def current(self) -> Place | None:
        """The place in view."""
        return self._places[self._at] if self._places else None

    def visit(self, place: Place) -> None:
        """Go to *place*, forgetting what was ahead."""
        if place == self.current:
            return
        self._places = [*self._places[: self._at + 1], place][-_KEPT:]
        self._at = len(self._places) - 1

    def step(self, by: int) -> Place | None:
        """Go *by* places back (negative) or forward; return where that is, if anywhere."""
        to = self._at + by
        if to not in range(len(self._places)):
            return None
        self._at = to
        return self._places[to]
