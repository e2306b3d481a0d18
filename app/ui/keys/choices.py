"""What a key's form offers: organisations, owners, levels, and today's date at each place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.core.application import Application, ApplicationKinds
from app.core.identity import AccountId, ApplicationId, KeyId, OrganisationId
from app.core.organisation import Account, Organisation
from app.core.permission import PermissionLevels
from app.core.schedule import Schedule
from app.services.suite import Services
from app.ui.session import Session


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen for a key."""

    organisations: list[Organisation]
    accounts: list[Account]
    levels: PermissionLevels
    default_organisation: OrganisationId
    mine: AccountId | None
    today: dict[OrganisationId, date]
    expiry: dict[OrganisationId, date]
    schedule: Schedule
    kinds: ApplicationKinds
    applications: list[Application]
    used_by: tuple[ApplicationId, ...] = ()
    """The applications that use the key whose successor is made."""

    def organisation(self, organisation_id: OrganisationId) -> Organisation:
        """Return an organisation of the list."""
        return next(one for one in self.organisations if one.id == organisation_id)


def choices(
    services: Services, scope: OrganisationId | None, replaced: KeyId | None = None
) -> Choices:
    """Return what a form offers; *scope* is the organisation that the window looks at.

    It is the form of a successor, where a key is to be *replaced*.
    """
    people = services.keys.people()
    organisations = list(people.organisations.values())
    return Choices(
        organisations=organisations,
        accounts=list(people.accounts.values()),
        levels=services.workplace.levels,
        default_organisation=scope or services.organisations.default().id,
        mine=services.accounts.mine(),
        today=people.today,
        expiry={one.id: services.creation.expiry_of_new_key(one.id) for one in organisations},
        schedule=services.settings.load().schedule(),
        kinds=services.workplace.kinds,
        applications=services.applications.all(),
        used_by=_used_by(services, replaced),
    )


def with_choices(
    session: Session, opened: Callable[[Choices], object], replaced: KeyId | None = None
) -> None:
    """Read what a form offers, and give it to *opened*."""
    scope = session.scope
    session.ask(lambda services: choices(services, scope, replaced), opened)


def _used_by(services: Services, key_id: KeyId | None) -> tuple[ApplicationId, ...]:
    if key_id is None:
        return ()
    return tuple(place.application.id for place in services.uses.of_key(key_id))
