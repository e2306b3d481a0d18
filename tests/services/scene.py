"""An inventory with something of every kind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from app.core.application import Application
from app.core.audit import AuditEntry
from app.core.key import Key
from app.core.organisation import Account, AccountDraft, Organisation, OrganisationDraft
from app.core.replacement import Reason
from app.core.secret import Secret
from app.core.todo import Todo
from app.core.use import Use
from app.services.key_list import View
from app.services.key_secret import Correction
from app.services.replacement_list import Course
from app.services.suite import Services
from tests.services.replacing import application, use_of
from tests.stage import PASSPHRASE, VALUE, add_key, create_key

FILLED = Secret("00000000-1111-4222-8333-44444444c15b")


def fill(services: Services) -> None:
    """Put something of every kind into a new inventory."""
    made = create_key(services, "made here")
    add_key(services, "portal", value=VALUE, notes="Rack 4")
    by_ending = add_key(services, "by ending")
    disabled = create_key(services, "disabled")
    services.change.disable([disabled.id])
    services.change.remove([add_key(services, "removed", ending="dddd").id])
    mistaken = add_key(services, "corrected", ending="eeee")
    services.secret.correct(mistaken.id, Correction(expires_on=date(2027, 4, 1)))
    services.organisations.create(OrganisationDraft(name="Plain College"))
    services.accounts.create(
        AccountDraft(
            name="Ben Tester", organisation=services.organisations.find("Plain College").id
        )
    )
    replace(services, by_ending, made)
    left = application(services, "Primo", disabled)
    services.uses.end(use_of(services, left, disabled).id)


def replace(services: Services, old: Key, new: Key) -> None:
    """Begin to replace a key; one of the two places that use it has moved."""
    places = [application(services, name, old) for name in ("Koha", "Alma")]
    with services.workplace.change():
        services.replacements.begin(old, new, reason=Reason.EXPIRY)
    services.uses.move(use_of(services, places[1], old).id, new.id)


@dataclass(frozen=True, slots=True)
class Scene:
    """The inventory, and what is in it by name."""

    services: Services

    def key(self, name: str) -> Key:
        """Return the key called *name*; of a corrected one, the record that took its place."""
        found = [key for key in everything(self.services) if key.name == name]
        return min(found, key=lambda key: key.superseded_at is not None)

    def application(self, name: str) -> Application:
        """Return the application called *name*."""
        return self.services.applications.find(name)

    def use(self, application: str, key: str) -> Use:
        """Return the latest use of a key by an application, by their names."""
        return use_of(self.services, self.application(application), self.key(key))

    @property
    def course(self) -> Course:
        """The replacement that is under way: of *by ending* by *made here*."""
        [course] = self.services.replacement_list.running()
        return course

    @property
    def college(self) -> Organisation:
        """An organisation without keys, where the reports API is not enabled."""
        return self.services.organisations.find("Plain College")

    @property
    def ben(self) -> Account:
        """An account that owns nothing."""
        return self.services.accounts.find("Ben Tester")

    @property
    def todo(self) -> Todo:
        """The to-do that the removal left."""
        [todo] = self.services.todos.open_of(self.key("removed").id)
        return todo


def everything(services: Services) -> list[Key]:
    """Return all records there are."""
    states = "state:active,expiring,expired,disabled,removed,superseded"
    return services.keys.page(services.keys.query(View(filter=states)), 0, 10_000)


def entries(services: Services) -> list[AuditEntry]:
    """Return the whole audit trail, oldest first."""
    return list(services.inventory.audit.latest(1_000_000))[::-1]


@contextmanager
def watched(services: Services) -> Iterator[list[AuditEntry]]:
    """Give the entries that the trail gets meanwhile, afterwards."""
    before = len(entries(services))
    added: list[AuditEntry] = []
    yield added
    added += entries(services)[before:]


def rotated(services: Services, secret: Secret = PASSPHRASE) -> Secret:
    """Give the vault a new key, and return the new recovery code."""
    code = services.ways.new_recovery_code()
    services.rotation.run(secret, code)
    return code
