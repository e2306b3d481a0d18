"""The columns of the administrators' list, and what each row knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _

from app.core import text, words
from app.core.calendar import EXPIRING_DAYS
from app.core.key import KeyState
from app.core.organisation import Account
from app.ui import dates, looks
from app.ui.kit.badge import BadgeLook
from app.ui.record_table import RecordColumn

OWNED, TOLD, EXPIRES = 3, 4, 5
"""Where the numbers are that lead to lists of keys, and the date."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account, and what its cells need to know besides."""

    account: Account
    organisation: str
    mine: bool
    today: date


def columns() -> list[RecordColumn[AccountRow]]:
    """Return the columns."""
    return [
        RecordColumn(
            _("Name"),
            lambda row: row.account.name,
            180,
            muted=lambda row: _("you") if row.mine else "",
        ),
        RecordColumn(_("E-mail"), lambda row: row.account.email, 180),
        RecordColumn(_("Organisation"), lambda row: row.organisation, 130),
        RecordColumn(
            _("Keys owned"),
            lambda row: str(row.account.keys_owned),
            108,
            sort_key=lambda row: row.account.keys_owned,
        ),
        RecordColumn(
            _("Told of"),
            lambda row: str(row.account.keys_told),
            92,
            sort_key=lambda row: row.account.keys_told,
        ),
        RecordColumn(
            _("Account expires"),
            _expires,
            224,
            sort_key=lambda row: row.account.expires_on or date.max,
            muted=_distance,
            badge=_badge,
        ),
    ]


def owner_filter(account: Account, others: Iterable[Account]) -> str:
    """Return the filter for the keys of *account*: by name, where that means nobody else."""
    form = text.sort_form(account.name)
    shared = any(one.id != account.id and form in text.sort_form(one.name) for one in others)
    return f"owner:{account.id}" if shared or '"' in account.name else f'owner:"{account.name}"'


def _expires(row: AccountRow) -> str:
    expires_on = row.account.expires_on
    return "" if expires_on is None else dates.day_text(expires_on)


def _distance(row: AccountRow) -> str:
    expires_on = row.account.expires_on
    return "" if expires_on is None else words.distance((expires_on - row.today).days)


def _badge(row: AccountRow) -> BadgeLook | None:
    """Return what makes an account stand out that ends soon, or has ended."""
    if row.account.expires_on is None:
        return None
    days = (row.account.expires_on - row.today).days
    if days > EXPIRING_DAYS:
        return None
    look = looks.state_look(KeyState.EXPIRING if days > 0 else KeyState.EXPIRED)
    told = _("{day} · {distance}").format(day=_expires(row), distance=words.distance(days))
    return BadgeLook(told, look.tone, look.shape)
