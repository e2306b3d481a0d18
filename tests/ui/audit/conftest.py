"""An inventory with something of every kind, open in the window."""

import pytest

from tests.services.scene import fill
from tests.stage import Stage
from tests.ui.window import WindowStage


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage) -> WindowStage:
    services = stage.make(keyring=True)
    fill(services)
    services.inventory.close()
    return window_stage.open()
