"""A specimen: an inventory with something of every kind in it, copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.core.key import Key
from app.core.organisation import AccountDraft, OrganisationDraft
from app.core.replacement import Reason
from app.core.secret import Secret
from app.services.key_change import KeyEdit
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.replacing import application, planned, use_of
from tests.stage import RECOVERY_CODE, FakeClock, MemoryKeyring, Stage, add_key, create_key


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The one that is copied."""
    stage = Stage(folder=tmp_path_factory.mktemp("original") / "inventory")
    services = stage.make(keyring=True)
    fill(services)
    assert services.verify() == []
    services.inventory.close()
    return stage


def fill(services: Services) -> None:
    """Put something of every kind in."""
    with services.workplace.change():
        for number in range(3):
            organisation = services.organisations.create(OrganisationDraft(name=f"Branch {number}"))
            services.accounts.create(
                AccountDraft(name=f"Bob {number}", organisation=organisation.id)
            )
        made = [create_key(services, f"Made here {number}", notes="a note") for number in range(24)]
        added = [
            add_key(
                services,
                f"Of the portal {number}",
                value=Secret(f"00000000-1111-4222-8333-4444444444{number:02}"),
                expires_on=date(2026, 6, 1) + timedelta(days=5 * number),
            )
            for number in range(24)
        ]
        by_ending = [add_key(services, f"By its ending {number}") for number in range(2)]
        services.change.disable([key.id for key in added[:8]])
        services.change.remove([made[0].id, made[1].id, added[8].id])
        services.destruction.destroy(made[0].id)
        for number, key in enumerate(added[10:18]):
            services.change.edit(key.id, KeyEdit(name=f"Renamed {number}"))
        services.secret.correct(added[20].id, Correction(expires_on=date(2028, 1, 1)))
        services.todos.tick(services.todos.all()[0].id)
        services.change.set_owner([by_ending[0].id], services.accounts.all()[0].id)
        services.settings.set_text("lock-minutes", "30")
        services.settings.set_text("appearance", "dark")
        services.secret.copy(added[21].id)
        use(services, by_ending[1], made)


def use(services: Services, old: Key, made: list[Key]) -> None:
    """Let applications use keys, and *old* be replaced: of two places, one has moved."""
    koha = application(services, "Koha", old, made[3], contact_name="Bob", place="oaapikey")
    alma = application(services, "Alma", old, notes="Rack 4")
    application(services, "Idle")
    services.applications.remove(application(services, "Gone", made[3]).id)
    services.replacements.begin(old, made[5], reason=Reason.EXPIRY)
    services.uses.move(use_of(services, alma, old).id, made[5].id, "done by Bob")
    services.uses.end(use_of(services, koha, made[3]).id)
    services.replacements.plan([(made[7].id, date(2026, 7, 1))], Reason.OTHER)
    services.replacements.cancel(planned(services, made[9], date(2026, 7, 2)))
    services.change.confirm_unused([made[11].id, made[13].id])


@pytest.fixture
def specimen(original: Stage, tmp_path: Path, clock: FakeClock, keyring: MemoryKeyring) -> Stage:
    """A copy, closed."""
    assert original.keyring is not None
    keyring.entries.update(original.keyring.entries)
    shutil.copytree(original.folder, tmp_path / "inventory", dirs_exist_ok=True)
    return Stage(folder=tmp_path / "inventory", clock=clock, keyring=keyring)


Opener = Callable[..., Services]


@pytest.fixture
def reopen(specimen: Stage) -> Iterator[Opener]:
    """What opens the specimen, with the recovery code or another secret; closed at the end."""
    opened: list[Services] = []

    def reopen(secret: Secret = RECOVERY_CODE) -> Services:
        opened.append(specimen.open(locked=True))
        opened[-1].access.unlock(secret)
        return opened[-1]

    yield reopen
    for services in opened:
        services.inventory.close()
