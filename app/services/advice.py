"""Advice on keys, and on what they belong to: counted, and listed kind by kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.advice import FILTERS, Advice, AdviceKind
from app.core.identity import OrganisationId
from app.core.query import Condition, Field
from app.services.advice_of_keys import KeyAdvice
from app.services.advice_of_people import PeopleAdvice
from app.services.key_list import KeyList, View
from app.services.workplace import Workplace

MOST = 200
"""So many of each kind are listed at most, unless all are asked for."""


@dataclass(frozen=True, slots=True)
class AdviceGroup:
    """Advice of one kind: how many there are, and the first of them."""

    kind: AdviceKind
    count: int
    items: tuple[Advice, ...]

    @property
    def more(self) -> int:
        """How many there are besides those that are listed."""
        return self.count - len(self.items)


class Advisor:
    """Gives advice."""

    def __init__(self, workplace: Workplace, keys: KeyList) -> None:
        self._workplace = workplace
        self._keys = keys
        self._of_keys = KeyAdvice(workplace, keys)
        self._of_people = PeopleAdvice(workplace)

    def count(self, organisation: OrganisationId | None = None) -> int:
        """Return how many pieces of advice there are."""
        return sum(self.counts(organisation).values())

    def counts(self, organisation: OrganisationId | None = None) -> dict[AdviceKind, int]:
        """Return how many there are of each kind, those that matter most first."""
        found = dict.fromkeys(AdviceKind, 0)
        found |= self._of_people.counts(organisation)
        asked = [self._condition(kind) for kind in FILTERS]
        counts = self._workplace.inventory.advice.count_keys(asked, organisation)
        return found | dict(zip(FILTERS, counts, strict=True))

    def _condition(self, kind: AdviceKind) -> Condition:
        """Return what the filter of *kind* asks for, besides that a key is in use."""
        query = self._keys.query(View(filter=FILTERS[kind]))
        [found] = [one for one in query.conditions if one.field is not Field.STATE]
        return found

    def all(
        self, organisation: OrganisationId | None = None, *, most: int = MOST
    ) -> list[AdviceGroup]:
        """Return the advice of each kind that there is, *most* of each."""
        return [
            AdviceGroup(kind, count, tuple(self.some(kind, organisation, limit=most)))
            for kind, count in self.counts(organisation).items()
            if count
        ]

    def some(
        self,
        kind: AdviceKind,
        organisation: OrganisationId | None = None,
        *,
        offset: int = 0,
        limit: int = MOST,
    ) -> Sequence[Advice]:
        """Return *limit* pieces of advice of one *kind* from *offset* on."""
        if kind in FILTERS:
            return self._of_keys.some(kind, organisation, offset, limit)
        return self._of_people.some(kind, organisation, offset, limit)
