"""An organisation, and the accounts of those who look after its keys."""

from dataclasses import dataclass, field
from datetime import date, datetime
from gettext import gettext as _

from app.core import calendar, text
from app.core.errors import FieldError
from app.core.identity import AccountId, OrganisationId

DEFAULT_LIFETIME_MONTHS = 12
LONGEST_LIFETIME_MONTHS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationDraft:
    """What a person fills in for an organisation."""

    name: str
    domain: str = ""
    number: str = ""
    time_zone: str = "UTC"
    reports_api: bool = False
    lifetime_months: int = DEFAULT_LIFETIME_MONTHS
    parent: OrganisationId | None = None
    also_tell: tuple[str, ...] = ()
    """Addresses that are told of every key's notices, besides the administrators'."""

    def checked(self) -> "OrganisationDraft":
        """Return the draft with its texts in order; raise FieldError."""
        if not calendar.is_zone(self.time_zone):
            raise FieldError(
                "time_zone",
                _("“{zone}” is not a time zone. Use a name like Europe/London.").format(
                    zone=self.time_zone
                ),
            )
        if not 1 <= self.lifetime_months <= LONGEST_LIFETIME_MONTHS:
            raise FieldError(
                "lifetime_months",
                _("A key's lifetime is 1 to {most} months.").format(most=LONGEST_LIFETIME_MONTHS),
            )
        return OrganisationDraft(
            name=text.clean_name("name", self.name),
            domain=text.clean_domain("domain", self.domain),
            number=text.clean_number("number", self.number),
            time_zone=self.time_zone,
            reports_api=self.reports_api,
            lifetime_months=self.lifetime_months,
            parent=self.parent,
            also_tell=text.clean_emails("also_tell", self.also_tell),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(OrganisationDraft):
    """An organisation, or a sub-organisation, that keys belong to."""

    id: OrganisationId
    created_at: datetime

    def today(self, moment: datetime) -> date:
        """Return the day that *moment* falls on here."""
        return calendar.day_at(moment, self.time_zone)

    def expiry_of_new_key(self, moment: datetime) -> date:
        """Return the expiry date of a key created at *moment*."""
        return calendar.add_months(self.today(moment), self.lifetime_months)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDraft:
    """What a person fills in for an administrator's account."""

    name: str
    email: str = ""
    organisation: OrganisationId
    expires_on: date | None = None

    def checked(self) -> "AccountDraft":
        """Return the draft with its texts in order; raise FieldError."""
        return AccountDraft(
            name=text.clean_name("name", self.name),
            email=text.clean_email("email", self.email),
            organisation=self.organisation,
            expires_on=self.expires_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(AccountDraft):
    """An administrator who looks after keys and is told of them."""

    id: AccountId
    created_at: datetime
    keys_owned: int = field(default=0, compare=False)
    keys_told: int = field(default=0, compare=False)
    """Of how many listed keys its address is told."""
