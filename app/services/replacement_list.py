"""Replacements as a person sees them: how each stands today, and what is left to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.core import replacement as replacements
from app.core.identity import KeyId, OrganisationId, ReplacementId
from app.core.key import Key
from app.core.replacement import RUNNING, Checklist, Replacement, ReplacementState
from app.services.checklists import Checklists
from app.services.workplace import Workplace

MOST = 2_000
"""So many ended replacements are listed at most, the latest first."""


@dataclass(frozen=True, slots=True)
class Course:
    """A replacement as it stands today."""

    checklist: Checklist
    day: date

    @property
    def replacement(self) -> Replacement:
        """What is recorded of it."""
        return self.checklist.replacement

    @property
    def old(self) -> Key:
        """The key that is to go."""
        return self.checklist.old

    @property
    def new(self) -> Key | None:
        """Its successor; None until it was made."""
        return self.checklist.new

    @property
    def state(self) -> ReplacementState:
        """How it stands today."""
        return self.checklist.state_on(self.day)

    @property
    def days_left(self) -> int:
        """The days until the old key stops."""
        return self.old.days_left(self.day)


class ReplacementList:
    """Answers what is asked of replacements."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._checklists = Checklists(workplace)

    def running(self, organisation: OrganisationId | None = None) -> list[Course]:
        """Return those that need somebody still, most urgent first."""
        found = self._courses(self._workplace.inventory.replacements.running(organisation))
        return sorted(found, key=lambda one: replacements.urgency(one.checklist, one.day))

    def urgent(
        self, most: int, organisation: OrganisationId | None = None, *, due: bool = False
    ) -> list[Course]:
        """Return the *most* urgent of those running; with *due*, of the late and today's alone."""
        days = self._workplace.days()
        return self._courses(
            self._workplace.inventory.replacements.urgent(
                days, otherwise=days.otherwise, organisation=organisation, most=most, due=due
            )
        )

    def ended(
        self,
        organisation: OrganisationId | None = None,
        state: ReplacementState | None = None,
    ) -> list[Course]:
        """Return those that are closed or cancelled, latest first, and no more than MOST.

        *state* CLOSED or CANCELLED leaves the others out.
        """
        found = self._workplace.inventory.replacements.ended(MOST, organisation, state)
        return self._courses(found)

    def counts(self, organisation: OrganisationId | None = None) -> dict[ReplacementState, int]:
        """Return how many there are in each state."""
        counts = dict.fromkeys(ReplacementState, 0)
        for (state, _due), count in self._running_counts(organisation).items():
            counts[state] += count
        closed, cancelled = self._workplace.inventory.replacements.count_ended(organisation)
        counts[ReplacementState.CLOSED], counts[ReplacementState.CANCELLED] = closed, cancelled
        return counts

    def count_due(self, organisation: OrganisationId | None = None) -> int:
        """Return how many are late, or planned for today."""
        counts = self._running_counts(organisation).items()
        return sum(count for (_state, due), count in counts if due)

    def get(self, replacement_id: ReplacementId) -> Course:
        """Return one; raise NotFoundError."""
        [found] = self._courses([self._workplace.inventory.replacements.get(replacement_id)])
        return found

    def find(self, prefix: str) -> Course:
        """Return the only one whose id begins so; raise NotFoundError or AmbiguousIdError."""
        [found] = self._courses([self._workplace.inventory.replacements.find(prefix)])
        return found

    def of_key(self, key_id: KeyId) -> list[Course]:
        """Return those in which a key is replaced or the successor, oldest first."""
        return self._courses(self._workplace.inventory.replacements.of_key(key_id))

    def running_of(self, key_id: KeyId) -> Course | None:
        """Return the replacement of a key that is planned or under way."""
        return next(
            (one for one in self.of_key(key_id) if one.old.id == key_id and one.state in RUNNING),
            None,
        )

    def _running_counts(
        self, organisation: OrganisationId | None
    ) -> Mapping[tuple[ReplacementState, bool], int]:
        days = self._workplace.days()
        return self._workplace.inventory.replacements.count_running(
            days, otherwise=days.otherwise, organisation=organisation
        )

    def _courses(self, found: Sequence[Replacement]) -> list[Course]:
        checklists = self._checklists.of(found)
        places = {one.old.organisation for one in checklists}
        days = {one: self._workplace.day_at(one) for one in places}
        return [Course(one, days[one.old.organisation]) for one in checklists]
