"""The main window on an inventory with a key of the portal and one made here."""

from datetime import date

import pytest

from app.core.organisation import OrganisationDraft
from app.services.suite import Services
from tests.stage import VALUE, Stage, add_key, create_key
from tests.ui.window import WindowStage


def _fill(services: Services) -> None:
    add_key(services, "Koha, main library", value=VALUE, expires_on=date(2026, 7, 20))
    create_key(services, "Usage reports in R")


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage) -> WindowStage:
    """The window, its vault opened by the keyring."""
    services = stage.make(keyring=True)
    _fill(services)
    services.inventory.close()
    return window_stage.open()


@pytest.fixture
def two(window_stage: WindowStage, stage: Stage) -> WindowStage:
    """The window on two organisations, the second a part of the first, with a key each."""
    services = stage.make(keyring=True)
    campus = services.organisations.create(
        OrganisationDraft(name="North & South campus", parent=services.organisations.default().id)
    )
    add_key(services, "Koha, main library", expires_on=date(2026, 6, 20))
    add_key(services, "Proxy of the campus", organisation=campus.id)
    services.inventory.close()
    return window_stage.open()
