"""What every service works with: the inventory, the time, who acts, and the levels there are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from gettext import gettext as _
from typing import TypeVar

from app.core import text
from app.core.access import VaultState
from app.core.application import Application, ApplicationKinds
from app.core.audit import Act, AuditEntry, Thing
from app.core.errors import (
    AmbiguousIdError,
    AmbiguousNameError,
    NotFoundError,
    TamperedError,
    VaultLockedError,
)
from app.core.identity import AccountId, Actor, OrganisationId
from app.core.operation import Operations
from app.core.organisation import Account, Organisation
from app.core.permission import PermissionLevels
from app.core.ports import Clock, Inventory, Randomness
from app.core.progress import Progress


def no_progress(done: int, total: int, /) -> None:
    """Report progress to nobody."""


NO_PROGRESS: Progress = no_progress

T = TypeVar("T", Organisation, Account, Application)


class Days(dict[OrganisationId, date]):
    """The day at each organisation, and one for those that nothing is known of."""

    def __init__(self, known: Mapping[OrganisationId, date], *, otherwise: date) -> None:
        super().__init__(known)
        self.otherwise = otherwise

    def __missing__(self, _organisation: OrganisationId) -> date:
        return self.otherwise

    def latest(self) -> date:
        """Return the day where it is the latest now."""
        return max([self.otherwise, *self.values()])

    def earliest(self) -> date:
        """Return the day where it is the earliest now."""
        return min([self.otherwise, *self.values()])


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """Where the services work."""

    inventory: Inventory
    clock: Clock
    actor: Actor
    levels: PermissionLevels
    kinds: ApplicationKinds
    operations: Operations
    randomness: Randomness
    words: Sequence[str]
    """2,048 words that stand for the audit trail's head."""

    def now(self) -> datetime:
        """Return this moment."""
        return self.clock.now()

    @contextmanager
    def change(self) -> Iterator[None]:
        """Run the changes inside as one, all or nothing; raise VaultLockedError unless open."""
        if self.inventory.access.state is not VaultState.OPEN:
            raise VaultLockedError
        with self.inventory.transaction():
            yield

    @contextmanager
    def unsealed(self) -> Iterator[None]:
        """Run changes inside as one that carry no seal: notices, deliveries, the audit trail.

        They need no open vault: so notices go on while it is locked or was never opened.
        """
        with self.inventory.transaction():
            yield

    def days(self) -> Days:
        """Return today at each organisation; where that cannot be told, today by UTC."""
        now = self.now()
        organisations, _unreadable = self.inventory.organisations.readable()
        known = {one.id: one.today(now) for one in organisations}
        return Days(known, otherwise=now.astimezone(UTC).date())

    def day_at(self, organisation_id: OrganisationId) -> date:
        """Return today at an organisation; where that cannot be told, today by UTC."""
        now = self.now()
        try:
            return self.organisation(organisation_id).today(now)
        except (NotFoundError, TamperedError):
            return now.astimezone(UTC).date()

    def record(
        self,
        act: Act,
        thing: Thing,
        thing_id: str,
        *,
        before: Mapping[str, object] | None = None,
        after: Mapping[str, object] | None = None,
    ) -> None:
        """Write what happens into the audit trail, in the same transaction."""
        self.inventory.audit.append(
            AuditEntry(
                at=self.now(),
                actor=self.actor,
                act=act,
                thing=thing,
                thing_id=thing_id,
                before=before or {},
                after=after or {},
            )
        )

    def organisation(self, organisation_id: OrganisationId) -> Organisation:
        """Return an organisation; raise NotFoundError."""
        return self.inventory.organisations.get(organisation_id)

    def account(self, account_id: AccountId) -> Account:
        """Return an account; raise NotFoundError."""
        return self.inventory.accounts.get(account_id)

    def find_organisation(self, wanted: str) -> Organisation:
        """Return the organisation with this name, or whose id begins so; raise NotFoundError."""
        return named(self.inventory.organisations.all(), wanted, _("organisation"))

    def find_account(self, wanted: str) -> Account:
        """Return the account with this name or address, or whose id begins so."""
        accounts = self.inventory.accounts.all()
        return named(accounts, wanted, _("account"), also=lambda one: one.email)

    def my_account(self) -> AccountId | None:
        """Return the account of the person at this workstation, if it still exists."""
        mine = self.inventory.preferences.load().my_account()
        known = {account.id for account in self.inventory.accounts.all()}
        return mine if mine in known else None


def named(
    things: list[T], wanted: str, kind: str, *, also: Callable[[T], str] = lambda _one: ""
) -> T:
    """Return the one of *things* with this name, or what it is *also* called, or such an id.

    An id may be shortened. Raise NotFoundError, or AmbiguousIdError where several fit.
    """
    form = text.sort_form(wanted.strip())
    called = [
        one for one in things if form and form in {text.sort_form(one.name), also(one).lower()}
    ]
    found = called or [one for one in things if form and one.id.startswith(form)]
    if not found:
        raise NotFoundError(thing=kind, id=wanted)
    if len(found) > 1:
        ambiguous = AmbiguousNameError if called else AmbiguousIdError
        raise ambiguous(thing=kind, id=wanted)
    return found[0]
