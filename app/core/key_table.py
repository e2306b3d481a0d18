"""Keys as a table: the columns that files have, in their order, and a key's cells as text."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.core.identity import AccountId, KeyId, OrganisationId
from app.core.key import Key
from app.core.organisation import Account, Organisation
from app.core.secret import Secret

COLUMNS = (
    "id",
    "name",
    "permission",
    "organisation",
    "owner",
    "origin",
    "state",
    "ending",
    "value",
    "expires_on",
    "last_working_day",
    "created_at",
    "disabled_at",
    "removed_at",
    "destroyed_at",
    "superseded_at",
    "predecessor",
    "notes",
    "also_tell",
    "compared_at",
    "compared_by",
    "unused_at",
    "unused_by",
    "applications",
)
"""The ids of the columns: the same in CSV, in .xlsx and in JSON."""

DERIVED = frozenset({"state", "last_working_day"})
"""What follows from the rest: it is written for readers, and not read."""

VALUE = "value"
"""The column that is there only where values were asked for."""

SEVERAL = "\n"
"""Stands between several things in one cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the cells of keys need besides the keys: names, and the day at each organisation."""

    organisations: Mapping[OrganisationId, str]
    owners: Mapping[AccountId, str]
    today: Mapping[OrganisationId, date]
    applications: Mapping[KeyId, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        organisations: Iterable[Organisation],
        accounts: Iterable[Account],
        moment: datetime,
        applications: Mapping[KeyId, tuple[str, ...]],
    ) -> "Around":
        """Return what is around keys at *moment*; *applications* are the names that use each."""
        known = list(organisations)
        return cls(
            organisations={one.id: one.name for one in known},
            owners=owner_cells(accounts),
            today={one.id: one.today(moment) for one in known},
            applications=applications,
        )


def columns(*, values: bool) -> tuple[str, ...]:
    """Return the columns of a file, with that of the *values* or without."""
    return tuple(one for one in COLUMNS if values or one != VALUE)


def owner_cells(accounts: Iterable[Account]) -> dict[AccountId, str]:
    """Return how a file names each account: by its address.

    Accounts that share an address are told apart as “Name <address>”; one without an address
    is called by its name.
    """
    known = list(accounts)
    shared = Counter(one.email.casefold() for one in known)
    return {
        one.id: _mailbox(one) if shared[one.email.casefold()] > 1 else one.email or one.name
        for one in known
    }


def _mailbox(account: Account) -> str:
    return f"{account.name} <{account.email}>" if account.email else account.name


def cells(key: Key, around: Around, value: Secret | None = None) -> dict[str, str]:
    """Return the cells of *key* by their columns; its value only where one is given."""
    return {
        "id": key.id,
        "name": key.name,
        "permission": key.permission,
        "organisation": around.organisations[key.organisation],
        "owner": around.owners.get(key.owner, "") if key.owner else "",
        "origin": key.origin.value,
        "state": key.state_on(around.today[key.organisation]).value,
        "ending": key.ending,
        VALUE: value.reveal() if value else "",
        "expires_on": key.expires_on.isoformat(),
        "last_working_day": key.last_working_day.isoformat(),
        "created_at": key.created_at.isoformat(),
        "disabled_at": _moment(key.disabled_at),
        "removed_at": _moment(key.removed_at),
        "destroyed_at": _moment(key.destroyed_at),
        "superseded_at": _moment(key.superseded_at),
        "predecessor": key.predecessor or "",
        "notes": key.notes,
        "also_tell": SEVERAL.join(key.also_tell),
        "compared_at": _moment(key.compared_at),
        "compared_by": key.compared_by,
        "unused_at": _moment(key.unused_at),
        "unused_by": key.unused_by,
        "applications": SEVERAL.join(around.applications.get(key.id, ())),
    }


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat()
