"""The window with keys of two organisations: many in one week, some expired, some replaced."""

from datetime import date, timedelta

import pytest

from app.core.organisation import OrganisationDraft
from app.services.suite import Services
from tests.stage import Stage, add_key, create_key
from tests.ui.window import WindowStage

MONDAY = date(2026, 11, 9)


def fill(services: Services) -> None:
    """Add the keys."""
    college = services.organisations.create(OrganisationDraft(name="Plain College")).id
    for number in range(12):
        add_key(
            services,
            f"Koha {number}",
            ending=f"{number:04}",
            expires_on=MONDAY + timedelta(days=number % 7),
            permission=("authentication", "reports", "full")[number % 3],
        )
    add_key(services, "Moodle", ending="bbbb", organisation=college, expires_on=date(2026, 7, 1))
    late = add_key(services, "Old", ending="aaaa", expires_on=date(2026, 6, 10))
    create_key(services, "Old, next", predecessor=late.id)
    gone = add_key(services, "Gone", ending="cccc")
    services.change.remove([gone.id])
    off = add_key(services, "Off", ending="dddd", expires_on=date(2026, 11, 12))
    services.change.disable([off.id])
    services.notices.look()


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage) -> WindowStage:
    services = stage.make(keyring=True)
    fill(services)
    services.inventory.close()
    return window_stage.open()


@pytest.fixture
def empty(window_stage: WindowStage, stage: Stage) -> WindowStage:
    """The window of an inventory without keys."""
    stage.make(keyring=True).inventory.close()
    return window_stage.open()
