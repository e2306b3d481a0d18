"""Two organisations, two people and a key of one of them."""

from datetime import date

import pytest

from app.core.organisation import AccountDraft, OrganisationDraft
from tests.stage import Stage, add_key
from tests.ui.window import WindowStage


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage) -> WindowStage:
    services = stage.make(keyring=True)
    campus = services.organisations.create(
        OrganisationDraft(
            name="North campus",
            domain="north.example.org",
            number="70012345",
            parent=services.organisations.default().id,
            lifetime_months=1,
        )
    )
    grace = services.accounts.create(
        AccountDraft(
            name="Grace Example",
            email="grace@example.org",
            organisation=campus.id,
            expires_on=date(2026, 6, 25),
        )
    )
    add_key(services, "Proxy", organisation=campus.id, owner=grace.id)
    services.inventory.close()
    return window_stage.open()
