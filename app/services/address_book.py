"""Who is told of a notice by e-mail."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.identity import AccountId, OrganisationId
from app.core.key import Key
from app.core.notice import Subject
from app.core.organisation import Account, Organisation
from app.core.ports import Inventory


@dataclass(frozen=True, slots=True)
class AddressBook:
    """The addresses of owners, administrators, and whoever else is to be told."""

    owners: dict[AccountId, str]
    organisations: dict[OrganisationId, tuple[str, ...]]

    @classmethod
    def of(cls, inventory: Inventory) -> "AddressBook":
        """Read the addresses of *inventory*."""
        accounts = inventory.accounts.all()
        return cls(
            {account.id: account.email for account in accounts},
            {
                organisation.id: _of_organisation(organisation, accounts)
                for organisation in inventory.organisations.all()
            },
        )

    def recipients(self, subject: Subject) -> tuple[str, ...]:
        """Return each address that is told of *subject* once: its owner's first."""
        return self._told(subject.owner, subject.also_tell, subject.organisation)

    def of_key(self, key: Key) -> tuple[str, ...]:
        """Return each address that is told of *key* once: its owner's first."""
        return self._told(key.owner, key.also_tell, key.organisation)

    def _told(
        self, owner: AccountId | None, also: tuple[str, ...], organisation: OrganisationId
    ) -> tuple[str, ...]:
        own = self.owners.get(owner, "") if owner else ""
        return _once((own, *also, *self.organisations.get(organisation, ())))


def _of_organisation(organisation: Organisation, accounts: Iterable[Account]) -> tuple[str, ...]:
    administrators = (one.email for one in accounts if one.organisation == organisation.id)
    return _once((*administrators, *organisation.also_tell))


def _once(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return *addresses* without repeats, whatever their case, and without empty ones."""
    found: dict[str, str] = {}
    for address in addresses:
        if address:
            found.setdefault(address.lower(), address)
    return tuple(found.values())
