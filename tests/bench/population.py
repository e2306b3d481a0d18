"""The keys that the bench's inventory holds: the same ones each time it is made."""

import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.core.identity import AccountId, KeyId, OrganisationId
from app.core.key import Key, Origin, ending_of
from app.core.organisation import AccountDraft, OrganisationDraft
from app.core.secret import Secret
from app.services.suite import Services

NOW = datetime(2026, 6, 15, 10, 30, tzinfo=UTC)
"""The one hour of a day at which three dates are today somewhere: the most there can be."""

COMMON, RARE = "library", "Bodmer"

_ZONES = ("Europe/London", "Europe/Berlin", "Pacific/Pago_Pago", "Pacific/Kiritimati", "UTC")
_APPLICATIONS = (
    "Koha", "Evergreen", "Alma", "Primo", "Summon", "DSpace", "Moodle", "EZproxy", "VuFind",
    "Blacklight", "Sierra", "Symphony", "Polaris", "FOLIO", "Omeka", "Archivematica",
)  # fmt: skip
_PLACES = (
    "main library", "north library", "branch", "medical library", "law library", "campus",
    "reading room", "archive", "town library", "school", "test", "staging", "reports desk",
)  # fmt: skip
_PERMISSIONS = ("authentication",) * 16 + ("reports",) * 3 + ("full",)
_NOTES = ("", "", "", "Ask the help desk before changing it.", "Rack 4, second floor")
ORGANISATIONS, ACCOUNTS = 50, 200


@dataclass(frozen=True, slots=True)
class Owners:
    """To whom keys can belong."""

    organisations: Sequence[OrganisationId]
    accounts: Sequence[AccountId]


def owners(services: Services) -> Owners:
    """Add the organisations and the accounts."""
    organisations = [
        services.organisations.create(
            OrganisationDraft(
                name=f"University of Example {number}",
                time_zone=_ZONES[number % len(_ZONES)],
                reports_api=True,
            )
        ).id
        for number in range(ORGANISATIONS)
    ]
    accounts = [
        services.accounts.create(
            AccountDraft(
                name=f"Tester {number}", organisation=organisations[number % ORGANISATIONS]
            )
        ).id
        for number in range(ACCOUNTS)
    ]
    return Owners(organisations, accounts)


def keys(count: int, owned: Owners) -> Iterator[tuple[Key, Secret | None]]:
    """Yield *count* keys, each with its value, if it has one."""
    chance = random.Random(1)
    for number in range(count):
        value = Secret(_uuid(chance))
        made_here = chance.random() < 0.3
        has_value = made_here or chance.random() < 0.9
        created_at = NOW - timedelta(days=chance.randrange(1, 400), seconds=number % 86_400)
        yield (
            Key(
                id=KeyId(_uuid(chance)),
                name=_name(chance, number),
                permission=chance.choice(_PERMISSIONS),
                organisation=chance.choice(owned.organisations),
                owner=None if chance.random() < 0.1 else chance.choice(owned.accounts),
                origin=Origin.MADE_HERE if made_here else Origin.PORTAL,
                ending=ending_of(value.reveal()),
                has_value=has_value,
                created_at=created_at,
                expires_on=NOW.date() + timedelta(days=chance.randrange(-60, 365)),
                disabled_at=_once(chance, 0.04),
                removed_at=_once(chance, 0.05),
                superseded_at=_once(chance, 0.01),
                notes=chance.choice(_NOTES),
            ),
            value if has_value else None,
        )


def _uuid(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _once(chance: random.Random, share: float) -> datetime | None:
    return NOW - timedelta(hours=chance.randrange(700)) if chance.random() < share else None


def _name(chance: random.Random, number: int) -> str:
    name = f"{chance.choice(_APPLICATIONS)}, {chance.choice(_PLACES)} {number}"
    return f"{name} {RARE}" if number % 50_000 == 0 else name
