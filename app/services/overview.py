"""The dashboard: how the keys stand, and what needs a person."""

from dataclasses import dataclass

from app.core.identity import OrganisationId
from app.core.key import Key, KeyState
from app.core.todo import Todo
from app.services.key_list import KeyList, People, View
from app.services.todos import Todos

NEXT = 10
TODOS = 5


@dataclass(frozen=True, slots=True)
class Overview:
    """What the dashboard shows."""

    counts: dict[KeyState, int]
    next_to_expire: list[Key]
    todos: list[Todo]
    todos_open: int
    people: People


class Overviews:
    """Gathers what the dashboard shows."""

    def __init__(self, *, keys: KeyList, todos: Todos) -> None:
        self._keys = keys
        self._todos = todos

    def of(self, organisation: OrganisationId | None) -> Overview:
        """Return the overview of one organisation, or of all."""
        return Overview(
            counts=self._keys.counts(View(organisation=organisation)),
            next_to_expire=self._keys.next_to_expire(organisation, NEXT),
            todos=self._todos.oldest(TODOS, organisation),
            todos_open=self._todos.count_open(organisation),
            people=self._keys.people(),
        )
