"""A sample inventory: dummy keys, their dates spread round the day of the clock."""

from datetime import date, timedelta

from app.core.identity import AccountId
from app.core.key import Key
from app.core.organisation import AccountDraft, OrganisationDraft
from app.core.secret import Secret
from app.services.key_change import KeyEdit
from app.services.suite import Services
from tests.stage import NOON, add_key, create_key

TODAY = NOON.date()

# Name, permission, days from today to the expiry date, organisation
PORTAL_KEYS = (
    ("Koha, main library", "authentication", 12, 0),
    ("Evergreen, branch library", "authentication", 3, 0),
    ("Usage reports in R", "reports", 61, 0),
    ("Alma cloud app", "full", 24, 1),
    ("ILS connector page (Sierra)", "authentication", -2, 0),
    ("Power BI, usage dashboard", "reports", 148, 0),
    ("Tableau, annual report", "reports", 240, 0),
    ("Self-service portal, PHP", "full", 333, 0),
    ("Law library catalogue", "authentication", 30, 1),
    ("Medical library, Koha", "authentication", 97, 1),
    ("Old discovery layer", "authentication", -41, 0),
    ("Interlibrary loan form", "authentication", 201, 0),
)


def fill(services: Services) -> None:
    """Fill an inventory that was just set up."""
    second = services.organisations.create(
        OrganisationDraft(
            name="Example University, North campus",
            domain="north.example.org",
            number="70012345",
            time_zone="Europe/London",
            parent=services.organisations.default().id,
        )
    )
    grace = services.accounts.create(
        AccountDraft(
            name="Grace Example",
            email="grace@example.org",
            organisation=second.id,
            expires_on=date(2027, 2, 28),
        )
    ).id
    mine = services.accounts.mine()
    organisations = [services.organisations.default().id, second.id]
    keys = [
        add_key(
            services,
            name,
            permission=permission,
            expires_on=TODAY + timedelta(days=days),
            organisation=organisations[where],
            owner=(mine, grace)[where],
            value=_dummy(number),
        )
        for number, (name, permission, days, where) in enumerate(PORTAL_KEYS)
    ]
    add_key(services, "Proxy, North campus", ending="4f2e", expires_on=TODAY + timedelta(days=118))
    create_key(services, "Rehearsal of the new connector", owner=mine)
    create_key(services, "Test bench, local authentication", owner=grace)
    _change(services, keys, grace)


def _change(services: Services, keys: list[Key], other: AccountId) -> None:
    """Leave disabled and removed keys, and to-dos, as everyday work does."""
    services.change.disable([keys[11].id])
    services.change.remove([keys[10].id])
    services.change.edit(keys[4].id, KeyEdit(name="ILS connector page (Polaris)"))
    services.change.edit(keys[7].id, KeyEdit(permission="authentication", owner=other))
    services.change.compared([keys[0].id])


def _dummy(number: int) -> Secret:
    """Return a value in the portal's form that is plainly none of the portal's."""
    return Secret(f"00000000-0000-4000-8000-{0xC0DE00 + number * 0x1F3:012x}")
