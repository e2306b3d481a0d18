"""What advice needs from outside: a role that storage fills."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from app.core.application import Application
from app.core.identity import AccountId, OrganisationId
from app.core.query import Condition


class AdviceRepository(Protocol):
    """Counts over keys in use, which are neither disabled, removed nor superseded."""

    def count_keys(
        self, conditions: Sequence[Condition], organisation: OrganisationId | None = None
    ) -> list[int]:
        """Return how many keys in use meet each one of *conditions*."""

    def owned_by(
        self, accounts: Iterable[AccountId], organisation: OrganisationId | None = None
    ) -> dict[AccountId, int]:
        """Return how many keys in use each of *accounts* owns, if it owns any."""

    def belonging_to(self, organisations: Iterable[OrganisationId]) -> dict[OrganisationId, int]:
        """Return how many keys in use each of *organisations* has, if it has any."""

    def count_without_key(self, organisation: OrganisationId | None = None) -> int:
        """Return how many applications use no key."""

    def without_key(
        self, organisation: OrganisationId | None, offset: int, limit: int
    ) -> list[Application]:
        """Return *limit* applications that use no key, by name, from *offset* on."""
