"""The window on an inventory that the keyring opened."""

import pytest

from tests.stage import Stage, create_key
from tests.ui.window import WindowStage


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage) -> WindowStage:
    services = stage.make(keyring=True)
    create_key(services, "Usage reports in R", permission="reports")
    services.inventory.close()
    return window_stage.open()
