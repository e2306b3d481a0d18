"""Administrators' accounts: list, create, edit, remove where unused."""

from datetime import datetime
from gettext import gettext as _
from gettext import ngettext

from app.core.audit import Act, Thing
from app.core.errors import FieldError, InUseError
from app.core.identity import AccountId, new_id
from app.core.organisation import Account, AccountDraft
from app.core.preference import MY_ACCOUNT
from app.core.text import sort_form
from app.services import facts
from app.services.workplace import Workplace


class Accounts:
    """Those who look after keys and are told of them."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def all(self) -> list[Account]:
        """Return all, by name, with the numbers of listed keys they own, and are told of."""
        return self._workplace.inventory.accounts.with_keys()

    def find(self, wanted: str) -> Account:
        """Return the one with this name or address, or whose id begins so."""
        return self._workplace.find_account(wanted)

    def mine(self) -> AccountId | None:
        """Return the account of the person at this workstation, if one is marked."""
        return self._workplace.my_account()

    def create(self, draft: AccountDraft) -> Account:
        """Store a new account; raise FieldError."""
        with self._workplace.change():
            self._workplace.organisation(draft.organisation)
            account = made(draft.checked(), AccountId(new_id()), self._workplace.now())
            self._require_another(account)
            self._workplace.inventory.accounts.add(account)
            self._workplace.record(Act.CREATED, Thing.ACCOUNT, account.id, after=facts.of(account))
        return account

    def edit(self, account_id: AccountId, draft: AccountDraft) -> Account:
        """Store what changed; raise FieldError."""
        with self._workplace.change():
            before = self._workplace.account(account_id)
            self._workplace.organisation(draft.organisation)
            after = made(draft.checked(), before.id, before.created_at)
            self._require_another(after)
            old, new = facts.changed(before, after)
            if new:
                self._workplace.inventory.accounts.update(after)
                self._workplace.record(Act.EDITED, Thing.ACCOUNT, after.id, before=old, after=new)
        return after

    def remove(self, account_id: AccountId) -> None:
        """Remove an account that owns no key; raise InUseError."""
        with self._workplace.change():
            account = self._workplace.account(account_id)
            owned = self._workplace.inventory.accounts.keys_of(account_id)
            if owned:
                raise InUseError(
                    name=account.name,
                    reason=ngettext(
                        "{n} key is owned by this account",
                        "{n} keys, removed ones included, are owned by this account",
                        owned,
                    ).format(n=owned),
                )
            self._workplace.inventory.accounts.remove(account)
            self._workplace.record(Act.REMOVED, Thing.ACCOUNT, account.id, before=facts.of(account))

    def _require_another(self, account: Account) -> None:
        """Raise FieldError where the organisation has this name with this address already."""
        of_it = (account.organisation, sort_form(account.name), account.email.lower())
        for other in self._workplace.inventory.accounts.all():
            known = (other.organisation, sort_form(other.name), other.email.lower())
            if account.email and other.id != account.id and known == of_it:
                raise FieldError("name", _("There is an account with this name and address."))

    def mark_mine(self, account_id: AccountId) -> None:
        """Note that the person at this workstation has this account."""
        with self._workplace.change():
            account = self._workplace.account(account_id)
            before = self._workplace.my_account()
            if before != account.id:
                self._workplace.inventory.preferences.set(MY_ACCOUNT.name, account.id)
                self._workplace.record(
                    Act.PREFERENCE_SET,
                    Thing.PREFERENCE,
                    MY_ACCOUNT.name,
                    before={"text": before or ""},
                    after={"text": account.id},
                )


def made(draft: AccountDraft, account_id: AccountId, created_at: datetime) -> Account:
    """Return the account that *draft* describes."""
    return Account(
        id=account_id,
        created_at=created_at,
        name=draft.name,
        email=draft.email,
        organisation=draft.organisation,
        expires_on=draft.expires_on,
    )
