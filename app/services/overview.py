"""The dashboard: how the keys stand, and what needs a person."""

from dataclasses import dataclass

from app.core.advice import IN_USE
from app.core.identity import OrganisationId
from app.core.key import Key, KeyState
from app.core.preference import MAIL_ON
from app.core.replacement import RUNNING
from app.services.key_list import KeyList, People, View
from app.services.needs import Needed, Needs
from app.services.outbox import Outbox
from app.services.replacement_list import Course, ReplacementList
from app.services.settings import Settings
from app.services.workplace import Workplace

NEXT = 10
NEEDS = 8
REPLACEMENTS = 5
UNTOLD = f"told:none {IN_USE}"
"""The filter for keys in use that no address would be told of."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the dashboard shows."""

    counts: dict[KeyState, int]
    next_to_expire: list[Key]
    people: People
    needed: Needed
    replacements: list[Course]
    replacements_running: int
    untold: int
    """How many keys no address would be told of."""
    mail_on: bool
    mail_given_up: int


class Overviews:
    """Gathers what the dashboard shows."""

    def __init__(self, workplace: Workplace, *, keys: KeyList, outbox: Outbox) -> None:
        self._keys = keys
        self._needs = Needs(workplace)
        self._replacements = ReplacementList(workplace)
        self._outbox = outbox
        self._settings = Settings(workplace)

    def of(self, organisation: OrganisationId | None) -> Overview:
        """Return the overview of one organisation, or of all."""
        untold = View(organisation=organisation, filter=UNTOLD)
        replacements = self._replacements.counts(organisation)
        return Overview(
            counts=self._keys.counts(View(organisation=organisation)),
            next_to_expire=self._keys.next_to_expire(organisation, NEXT),
            people=self._keys.people(),
            needed=self._needs.of(organisation, NEEDS),
            replacements=self._replacements.urgent(REPLACEMENTS, organisation),
            replacements_running=sum(replacements[state] for state in RUNNING),
            untold=self._keys.count(self._keys.query(untold)),
            mail_on=self._settings.load().get(MAIL_ON),
            mail_given_up=self._outbox.given_up(),
        )
