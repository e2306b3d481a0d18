"""The window where five things are about to expire, or have, on the fifteenth of June 2026."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.organisation import AccountDraft
from app.services.suite import Services
from tests.edges import EdgeStage, Original
from tests.stage import ORGANISATION, add_key, create_key
from tests.ui.window import WindowStage


def fill(services: Services) -> None:
    """Add what expires soon: a key made here lives for a month."""
    home = services.organisations.default()
    add_key(services, "Evergreen", expires_on=date(2026, 7, 10), ending="77aa")
    add_key(services, "Koha, main library", expires_on=date(2026, 6, 18), notes="rack 4")
    add_key(services, "Old catalogue", expires_on=date(2026, 6, 10), ending="88aa")
    create_key(services, "Rehearsal", permission="full", also_tell=("desk@example.org",))
    services.accounts.create(
        AccountDraft(name="Grace", organisation=home.id, expires_on=date(2026, 6, 22))
    )


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    folder = tmp_path_factory.mktemp("notices") / "inventory"
    return Original.made(folder, fill, replace(ORGANISATION, lifetime_months=1))


@pytest.fixture
def opened(window_stage: WindowStage, stage: EdgeStage, original: Original) -> WindowStage:
    original.copy_to(stage)
    return window_stage.open()


@pytest.fixture
def empty(window_stage: WindowStage, stage: EdgeStage) -> WindowStage:
    """The window where nothing expires."""
    stage.make(keyring=True).inventory.close()
    return window_stage.open()


@pytest.fixture
def page(opened: WindowStage):
    return opened.go("notices")
