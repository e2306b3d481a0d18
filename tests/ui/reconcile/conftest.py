"""Keys of the portal, and one made here, in the window."""

from datetime import date

import pytest

from tests.stage import PASSPHRASE, VALUE, Stage, add_key, create_key
from tests.ui.window import WindowStage

DAY = date(2027, 3, 1)


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage) -> WindowStage:
    services = stage.make()
    add_key(services, "Koha", value=VALUE, expires_on=DAY)
    add_key(services, "Reports in R", ending="77aa", expires_on=DAY)
    add_key(services, "Gone", ending="9999", expires_on=DAY)
    create_key(services, "Made here")
    services.inventory.close()
    return window_stage.open(passphrase=PASSPHRASE)
