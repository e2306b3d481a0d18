"""An inventory with a few keys, and the window on it."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.secret import Secret
from app.services.suite import Services
from app.ui.kit.icons import Icons
from tests.stage import Stage, add_key, create_key
from tests.ui.keys.sitting import Sitting

KOHA = Secret("00000000-1111-4222-8333-44444444c15b")

Sit = Callable[[], Sitting]


def fill(services: Services) -> None:
    """Add a key in each of the states that time brings, on the fifteenth of June 2026."""
    add_key(services, "Koha, main library", value=KOHA, expires_on=date(2026, 6, 27))
    add_key(services, "Old catalogue", expires_on=date(2026, 6, 10), ending="77aa")
    create_key(services, "Usage reports in R", permission="reports", notes="monthly figures")


@pytest.fixture
def sit(qtbot: QtBot, qapp: QApplication, icons: Icons, stage: Stage) -> Iterator[Sit]:
    """Return what opens the window on the stage's inventory, each time anew."""
    made = Sitting(qtbot, qapp, icons, stage)
    yield made.sit
    made.close()


@pytest.fixture
def sitting(stage: Stage, sit: Sit) -> Sitting:
    """The window on an inventory with a few keys."""
    made = stage.make(keyring=True)
    fill(made)
    made.inventory.close()
    return sit()


@pytest.fixture
def empty(stage: Stage, sit: Sit) -> Sitting:
    """The window on an inventory without keys."""
    stage.make(keyring=True).inventory.close()
    return sit()


@pytest.fixture
def stored(stage: Stage) -> Iterator[Callable[[], Services]]:
    """Return what opens the inventory a second time, to look at what is stored."""
    opened: list[Services] = []

    def look() -> Services:
        opened.append(stage.open())
        return opened[-1]

    yield look
    for services in opened:
        services.inventory.close()
