"""The organisations and the accounts in SQLite."""

import json
from collections.abc import Callable
from dataclasses import replace
from gettext import gettext as _
from typing import TypeVar
from zoneinfo import ZoneInfo

from peewee import SQL

from app.core import text
from app.core.errors import NotFoundError, TamperedError
from app.core.identity import AccountId, OrganisationId
from app.core.organisation import Account, Organisation
from app.storage.account_reach import keys_told
from app.storage.database import Database
from app.storage.failure import legible
from app.storage.ledger import Ledger
from app.storage.moment import day_of, known_moment, text_of
from app.storage.tables import AccountRow, KeyRow, OrganisationRow, label_of

R = TypeVar("R", OrganisationRow, AccountRow)
T = TypeVar("T", Organisation, Account)


class SqliteOrganisationRepository:
    """The organisations of one inventory."""

    def __init__(self, *, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def add(self, organisation: Organisation) -> None:
        """Store a new organisation."""
        self._ledger.insert(_organisation_row(organisation))

    def update(self, organisation: Organisation) -> None:
        """Store what changed; its keys keep the expiry dates they have."""
        self._ledger.update(_organisation_row(organisation))

    def remove(self, organisation: Organisation) -> None:
        """Remove an organisation that nothing uses."""
        self._ledger.delete(_organisation_row(organisation))

    def get(self, organisation_id: OrganisationId) -> Organisation:
        """Return an organisation; raise NotFoundError."""
        query = OrganisationRow.select().where(OrganisationRow.id == organisation_id)
        row = self._database.first(query)
        if row is None:
            raise NotFoundError(thing=_("organisation"), id=organisation_id)
        return _to_organisation(row)

    def all(self) -> list[Organisation]:
        """Return all, by name."""
        return [_to_organisation(row) for row in self._rows()]

    def readable(self) -> tuple[list[Organisation], list[str]]:
        """Return those that can be read, and the names of the others."""
        return _readable(self._rows(), _to_organisation)

    def _rows(self) -> list[OrganisationRow]:
        return self._database.rows(OrganisationRow.select().order_by(OrganisationRow.name_sort))

    def keys_in(self, organisation_id: OrganisationId) -> int:
        """Return how many keys, removed ones included, belong to it."""
        return self._database.number(
            KeyRow.select(SQL("count(*)")).where(KeyRow.organisation == organisation_id)
        )


class SqliteAccountRepository:
    """The administrators' accounts of one inventory."""

    def __init__(self, *, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def add(self, account: Account) -> None:
        """Store a new account."""
        self._ledger.insert(_account_row(account))

    def update(self, account: Account) -> None:
        """Store what changed."""
        self._ledger.update(_account_row(account))

    def remove(self, account: Account) -> None:
        """Remove an account that owns no key."""
        self._ledger.delete(_account_row(account))

    def get(self, account_id: AccountId) -> Account:
        """Return an account; raise NotFoundError."""
        row = self._database.first(AccountRow.select().where(AccountRow.id == account_id))
        if row is None:
            raise NotFoundError(thing=_("account"), id=account_id)
        return _to_account(row)

    def all(self) -> list[Account]:
        """Return all, by name."""
        return [_to_account(row) for row in self._rows()]

    def with_keys(self) -> list[Account]:
        """Return all, by name, with the numbers of listed keys they own, and are told of."""
        owned = dict(
            self._database.rows(
                KeyRow.select(KeyRow.owner, SQL("count(*)"))
                .where(
                    KeyRow.owner.is_null(False),  # noqa: FBT003 - peewee's way
                    KeyRow.removed_at.is_null(),
                    KeyRow.superseded_at.is_null(),
                )
                .group_by(KeyRow.owner)
                .tuples()
            )
        )
        told = keys_told(self._database)
        return [
            replace(
                one,
                keys_owned=owned.get(one.id, 0),
                keys_told=told.get(text.address_form(one.email), 0),
            )
            for one in self.all()
        ]

    def readable(self) -> tuple[list[Account], list[str]]:
        """Return those that can be read, and the names of the others."""
        return _readable(self._rows(), _to_account)

    def _rows(self) -> list[AccountRow]:
        return self._database.rows(AccountRow.select().order_by(AccountRow.name_sort))

    def keys_of(self, account_id: AccountId) -> int:
        """Return how many keys, removed ones included, it owns."""
        return self._database.number(
            KeyRow.select(SQL("count(*)")).where(KeyRow.owner == account_id)
        )


def _readable(rows: list[R], read: Callable[[R], T]) -> tuple[list[T], list[str]]:
    found, unreadable = [], []
    for row in rows:
        try:
            found.append(read(row))
        except TamperedError:
            unreadable.append(label_of(row))
    return found, unreadable


def _organisation_row(organisation: Organisation) -> OrganisationRow:
    return OrganisationRow(
        id=organisation.id,
        name=organisation.name,
        name_sort=text.sort_form(organisation.name),
        domain=organisation.domain,
        number=organisation.number,
        time_zone=organisation.time_zone,
        reports_api=int(organisation.reports_api),
        lifetime_months=organisation.lifetime_months,
        parent=organisation.parent,
        created_at=text_of(organisation.created_at),
        also_tell=json.dumps(organisation.also_tell, ensure_ascii=False),
    )


def _to_organisation(row: OrganisationRow) -> Organisation:
    with legible(row.name):
        return Organisation(
            id=OrganisationId(row.id),
            name=row.name,
            domain=row.domain,
            number=row.number,
            time_zone=ZoneInfo(row.time_zone).key,
            reports_api=bool(row.reports_api),
            lifetime_months=row.lifetime_months,
            parent=None if row.parent is None else OrganisationId(row.parent),
            created_at=known_moment(row.created_at),
            also_tell=tuple(json.loads(row.also_tell)),
        )


def _account_row(account: Account) -> AccountRow:
    return AccountRow(
        id=account.id,
        name=account.name,
        name_sort=text.sort_form(account.name),
        email=account.email,
        organisation=account.organisation,
        expires_on=text_of(account.expires_on),
        created_at=text_of(account.created_at),
    )


def _to_account(row: AccountRow) -> Account:
    with legible(row.name):
        return Account(
            id=AccountId(row.id),
            name=row.name,
            email=row.email,
            organisation=OrganisationId(row.organisation),
            expires_on=day_of(row.expires_on),
            created_at=known_moment(row.created_at),
        )
