"""Keys in each state, and a to-do for the portal."""

from datetime import date

import pytest

from app.core.key import Key
from app.services.suite import Services
from tests.stage import FakeClock, Stage, add_key, create_key
from tests.ui.window import WindowStage


def _fill(services: Services, clock: FakeClock) -> None:
    def key(name: str, *day: int) -> Key:
        return add_key(services, name, expires_on=date(*day))

    key("Expired", 2026, 6, 10)
    key("Expiring", 2026, 6, 27)
    disabled = key("Disabled", 2027, 1, 1)
    removed = key("Removed", 2027, 1, 2)
    for number in range(1, 11):
        create_key(services, f"Active {number:02}")
    services.change.disable([disabled.id])
    clock.turn(minutes=5)
    services.change.remove([removed.id])


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage, clock: FakeClock) -> WindowStage:
    """The dashboard with something to show."""
    services = stage.make(keyring=True)
    with services.inventory.transaction():
        _fill(services, clock)
    services.inventory.close()
    return window_stage.open()


@pytest.fixture
def empty(window_stage: WindowStage, stage: Stage) -> WindowStage:
    """The dashboard of an inventory without keys."""
    stage.make(keyring=True).inventory.close()
    return window_stage.open()
