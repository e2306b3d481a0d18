"""What portal to-dos need from outside: a role that storage fills."""

from typing import Protocol

from app.core.identity import KeyId, OrganisationId, TodoId
from app.core.todo import Todo


class TodoRepository(Protocol):
    """The portal to-dos."""

    def add(self, todo: Todo) -> None:
        """Store a new to-do."""

    def withdraw(self, todo: Todo) -> None:
        """Remove a to-do whose cause was taken back."""

    def update(self, todo: Todo) -> None:
        """Store whether, when and by whom it was done."""

    def find(self, prefix: str) -> Todo:
        """Return the only to-do whose id begins so; raise NotFoundError or AmbiguousIdError."""

    def get(self, todo_id: TodoId) -> Todo:
        """Return a to-do; raise NotFoundError."""

    def all(
        self, *, done: bool, organisation: OrganisationId | None = None, limit: int | None = None
    ) -> list[Todo]:
        """Return those to do, oldest first and *limit* at most, or those done, latest first."""

    def of_key(self, key_id: KeyId) -> list[Todo]:
        """Return all of a key's, done or not."""

    def count_open(self, organisation: OrganisationId | None = None) -> int:
        """Return how many are to do."""
