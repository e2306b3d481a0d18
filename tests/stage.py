"""What tests play on: an inventory with a clock that they turn and a keyring in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from app.bootstrap import FolderDoor
from app.core.errors import DesktopSilentError
from app.core.identity import Actor
from app.core.key import Key
from app.core.notice_ports import Desktop, Postman
from app.core.organisation import OrganisationDraft
from app.core.ports import Clock, Randomness
from app.core.secret import Secret
from app.delivery.smtp import SmtpPostman
from app.services.key_creation import KeyDraft, PortalKeyDraft
from app.services.key_list import View
from app.services.set_up import SetUpForm, WaysIn
from app.services.suite import Services
from app.storage import crypto
from app.storage.clock import random_bytes
from app.storage.keyring_store import KeyringStore
from app.storage.place import Place
from app.storage.surroundings import Surroundings
from tests import quick_age

TESTER = Actor("tester")

Draft = TypeVar("Draft", bound=KeyDraft)

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
"""The moment at which a FakeClock starts."""

PASSPHRASE = Secret("a dummy passphrase for tests")
RECOVERY_CODE = Secret("0000-0000-0000-0000-0000-0000-00WF")
"""The code of sixteen zero bytes."""


VALUE = Secret("00000000-1111-4222-8333-4444444444aa")
OTHER_VALUE = Secret("00000000-1111-4222-8333-4444444444bb")

ORGANISATION = OrganisationDraft(
    name="Example University", domain="example.org", time_zone="Europe/London", reports_api=True
)


class FakeClock:
    """A clock that stands still until a test turns it."""

    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def turn(self, **time: float) -> None:
        """Turn the clock by days, hours, minutes, … as timedelta takes them."""
        self.moment += timedelta(**time)


class TickingClock(FakeClock):
    """A clock that goes on whenever somebody looks at it, as real ones do."""

    def now(self) -> datetime:
        self.turn(milliseconds=1)
        return self.moment


class MemoryKeyring:
    """A keyring back end that keeps its entries in memory."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


class SilentDesktop:
    """A desktop that shows nothing: tests leave a developer's own alone."""

    def listen(self, clicked: Callable[[], object]) -> None:
        """Nobody will click."""

    def show(self, title: str, body: str, *, urgent: bool) -> None:
        raise DesktopSilentError(reason="a test")

    def close(self) -> None:
        """There is nothing to close."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One folder, and a computer round it that is a fake at every edge but the disk."""

    folder: Path
    clock: Clock = field(default_factory=FakeClock)
    keyring: MemoryKeyring | None = field(default_factory=MemoryKeyring)
    randomness: Randomness = random_bytes
    actor: Actor = TESTER
    desktop: Desktop | None = field(default_factory=SilentDesktop)
    postman: Postman = field(default_factory=SmtpPostman)

    @property
    def surroundings(self) -> Surroundings:
        """What storage is told of the computer."""
        backends = [] if self.keyring is None else [self.keyring]
        return Surroundings(
            clock=self.clock,
            randomness=self.randomness,
            keyring=KeyringStore(find=lambda: backends, time_limit_s=30),
            cost=crypto.CHEAPEST,
        )

    @property
    def place(self) -> Place:
        """Where the inventory lies."""
        return Place(self.folder)

    @property
    def door(self) -> FolderDoor:
        """The way to the inventory, as the window and the command line take it."""
        return FolderDoor(
            place=self.place,
            surroundings=self.surroundings,
            actor=self.actor,
            postman=self.postman,
            desktop=self.desktop,
            seal=quick_age.sealed,
        )

    def make(
        self,
        *,
        organisation: OrganisationDraft = ORGANISATION,
        passphrase: Secret | None = PASSPHRASE,
        keyring: bool = False,
    ) -> Services:
        """Set an inventory up and return the services over it, its vault open."""
        inventory = self.door.set_up().finish(
            SetUpForm(
                organisation=organisation,
                account_name="Ada Tester",
                account_email="ada@example.org",
            ),
            WaysIn(recovery_code=RECOVERY_CODE, passphrase=passphrase, keyring=keyring),
        )
        return self.door.services(inventory)

    def open(self, *, locked: bool = False) -> Services:
        """Open the inventory that is there; its vault too, unless *locked*."""
        services = self.door.open()
        if not locked:
            services.access.unlock(RECOVERY_CODE)
        return services


def make_inventory(folder: Path, *, clock: Clock | None = None) -> Services:
    """Set an inventory up in *folder* and return the services over it, its vault open."""
    return Stage(folder=folder, clock=clock or FakeClock()).make()


def create_key(services: Services, name: str = "Koha, main library", **fields: object) -> Key:
    """Create a key here; *fields* go to its draft."""
    return services.creation.create(_draft(services, KeyDraft, name, fields))[0]


def add_key(services: Services, name: str = "Evergreen, branch", **fields: object) -> Key:
    """Add a key of the portal, by its ending alone unless *fields* bring a value."""
    given = {"expires_on": date(2027, 3, 1)} | fields
    if "value" not in given:
        given.setdefault("ending", "c15b")
    return services.creation.add_existing(_draft(services, PortalKeyDraft, name, given))


def _draft(services: Services, kind: type[Draft], name: str, fields: dict[str, object]) -> Draft:
    organisation = services.organisations.default().id
    given = {"organisation": organisation, "permission": "authentication"} | fields
    return kind(name=name, **given)  # type: ignore[arg-type]  # each test knows its fields


def listed(services: Services, **view: object) -> list[Key]:
    """Return all the keys of a view; *view* are its fields."""
    query = services.keys.query(View(**view))  # type: ignore[arg-type]  # as above
    return services.keys.page(query, 0, 10_000)


def names(services: Services, **view: object) -> list[str]:
    """Return the names of all the keys of a view, in its order."""
    return [key.name for key in listed(services, **view)]
