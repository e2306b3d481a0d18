"""What statistics need from outside: a role that storage fills, counting and never listing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from app.core.identity import OrganisationId
from app.core.query import Day
from app.core.statistics import Expiry, Outcome, Succession


class StatisticsRepository(Protocol):
    """Counts; of one organisation, or of all."""

    def expiries(
        self, days: tuple[Day, ...], until: date, organisation: OrganisationId | None
    ) -> list[Expiry]:
        """Count the keys in use that work on these *days* and expire before *until*."""

    def permissions(self, organisation: OrganisationId | None) -> Mapping[str, int]:
        """Count the keys of every day by their permission levels."""

    def organisations(self, organisation: OrganisationId | None) -> Mapping[OrganisationId, int]:
        """Count the keys of every day by their organisations."""

    def recorded_after(
        self, days: Sequence[date], organisation: OrganisationId | None
    ) -> list[int]:
        """Count, for each of *days* by UTC, the keys of every day that were recorded after it."""

    def successions(self, organisation: OrganisationId | None) -> list[Succession]:
        """Count the replacements whose successors are there, cancelled ones left out."""

    def notices(
        self, days: Mapping[OrganisationId, date], organisation: OrganisationId | None
    ) -> Mapping[tuple[int, Outcome], int]:
        """Count all notices by stage and outcome, on the *days* of organisations."""
