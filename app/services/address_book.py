"""Who is told of a notice by e-mail."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.core import text
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
        accounts, _unreadable = inventory.accounts.readable()
        organisations, _unreadable = inventory.organisations.readable()
        return cls(
            {account.id: account.email for account in accounts},
            {
                organisation.id: _of_organisation(organisation, accounts)
                for organisation in organisations
            },
        )

    def recipients(self, thing: Subject | Key) -> tuple[str, ...]:
        """Return each address that is told of *thing* once: its owner's first."""
        owner = self.owners.get(thing.owner, "") if thing.owner else ""
        others = self.organisations.get(thing.organisation, ())
        return _once((owner, *thing.also_tell, *others))


def _of_organisation(organisation: Organisation, accounts: Iterable[Account]) -> tuple[str, ...]:
    administrators = (one.email for one in accounts if one.organisation == organisation.id)
    return _once((*administrators, *organisation.also_tell))


def _once(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return *addresses* without repeats, whatever their case, and without empty ones."""
    found: dict[str, str] = {}
    for address in addresses:
        if address:
            found.setdefault(text.address_form(address), address)
    return tuple(found.values())
