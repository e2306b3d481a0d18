"""What an application's form offers: organisations, kinds, and the keys that it may use."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.core import words
from app.core.application import ApplicationKinds
from app.core.identity import OrganisationId
from app.core.key import Key, KeyState
from app.core.organisation import Organisation
from app.core.permission import PermissionLevels
from app.services.key_list import People, View
from app.services.suite import Services
from app.ui import looks
from app.ui.kit.pick_list import PickItem

MOST = 2_000
"""So many keys of one organisation are offered at most, the next to expire first; and of all."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen for an application."""

    organisations: list[Organisation]
    kinds: ApplicationKinds
    default_organisation: OrganisationId
    keys: list[Key]
    people: People
    levels: PermissionLevels

    def key_items(self, organisation: OrganisationId) -> list[PickItem]:
        """Return the keys to tick, those of *organisation* first."""
        ordered = sorted(self.keys, key=lambda key: key.organisation != organisation)
        return [self._item(key, organisation) for key in ordered]

    def _item(self, key: Key, organisation: OrganisationId) -> PickItem:
        parts = [self.levels.label(key.permission), key_standing(key, self.people)]
        if key.organisation != organisation:
            parts.append(self.people.organisation_name(key))
        return PickItem(key.id, key.name, " · ".join(parts))


def choices(
    services: Services, organisation: OrganisationId | None, used: Iterable[Key] = ()
) -> Choices:
    """Return what a form offers in *organisation*, or the default; *used* are among the keys."""
    chosen = organisation or services.organisations.default().id
    keys = {key.id: key for key in used if not key.retired}
    for view in (View(organisation=chosen), View()):
        query = services.keys.query(view)
        keys |= {key.id: key for key in services.keys.page(query, 0, MOST)}
    people = services.keys.people()
    return Choices(
        organisations=list(people.organisations.values()),
        kinds=services.workplace.kinds,
        default_organisation=chosen,
        keys=sorted(keys.values(), key=lambda key: (key.expires_on, key.name)),
        people=people,
        levels=services.workplace.levels,
    )


def key_standing(key: Key, people: People) -> str:
    """Say when a key stops; or, where it does not work for another reason, why."""
    state = key.state_on(people.day(key))
    if state in {KeyState.DISABLED, KeyState.REMOVED, KeyState.SUPERSEDED}:
        return looks.state_label(state)
    return words.stops(key.days_left(people.day(key)))
