"""What a key's form offers: organisations, owners, levels, and today's date at each place."""

from dataclasses import dataclass
from datetime import date

from app.core.identity import AccountId, OrganisationId
from app.core.organisation import Account, Organisation
from app.core.permission import PermissionLevels
from app.core.schedule import Schedule
from app.services.suite import Services


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

    def organisation(self, organisation_id: OrganisationId) -> Organisation:
        """Return an organisation of the list."""
        return next(one for one in self.organisations if one.id == organisation_id)


def choices(services: Services, scope: OrganisationId | None) -> Choices:
    """Return what a form offers; *scope* is the organisation that the window looks at."""
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
    )
