"""Inventories made once and copied for each test: empty, and with something of every kind."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.suite import Services
from tests.services.replacing import application
from tests.services.scene import Scene, fill
from tests.stage import VALUE, FakeClock, MemoryKeyring, Stage, add_key, create_key


@pytest.fixture(scope="session")
def empty_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an inventory without a key."""
    stage = Stage(folder=tmp_path_factory.mktemp("empty") / "inventory")
    stage.make().inventory.close()
    return stage.folder


@pytest.fixture(scope="session")
def filled_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an inventory with something of every kind."""
    stage = Stage(folder=tmp_path_factory.mktemp("filled") / "inventory")
    services = stage.make()
    fill(services)
    services.inventory.close()
    return stage.folder


@pytest.fixture
def services(
    empty_original: Path, tmp_path: Path, clock: FakeClock, keyring: MemoryKeyring
) -> Iterator[Services]:
    """Services over an inventory without a key, its vault open."""
    opened = copied(empty_original, tmp_path, clock, keyring).open()
    yield opened
    opened.inventory.close()


@pytest.fixture
def full(services: Services) -> Services:
    """An inventory with a key that has all there is, and one removed."""
    key = add_key(services, value=VALUE, notes="=1+1\nsecond line", also_tell=("a@example.org",))
    application(services, "Koha", key)
    application(services, "Alma", key)
    gone = add_key(services, "gone", ending="dddd")
    services.change.remove([gone.id])
    return services


@pytest.fixture
def scene(
    filled_original: Path, tmp_path: Path, clock: FakeClock, keyring: MemoryKeyring
) -> Iterator[Scene]:
    """An inventory with something of every kind, its vault open."""
    opened = copied(filled_original, tmp_path, clock, keyring).open()
    yield Scene(opened)
    opened.inventory.close()


def copied(original: Path, tmp_path: Path, clock: FakeClock, keyring: MemoryKeyring) -> Stage:
    shutil.copytree(original, tmp_path / "inventory")
    return Stage(folder=tmp_path / "inventory", clock=clock, keyring=keyring)


@pytest.fixture
def old(services: Services, clock: FakeClock) -> Services:
    """An inventory with four years of history, and no key in use that is older than one."""
    for year in range(4):
        key = create_key(services, f"Of year {year}")
        services.secret.copy(key.id)
        clock.turn(days=365)
        services.change.remove([key.id])
    create_key(services, "Of today")
    return services


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where an archive goes."""
    return tmp_path / "archive.jsonl"
