"""The window where three applications use two of three keys; one key is about to expire."""

from datetime import date

import pytest

from app.core.application import ApplicationDraft
from app.core.organisation import OrganisationDraft
from app.services.suite import Services
from tests.edges import EdgeStage, Original
from tests.stage import add_key
from tests.ui.window import WindowStage


def fill(services: Services) -> None:
    home = services.organisations.default()
    campus = services.organisations.create(OrganisationDraft(name="North campus"))
    koha = add_key(services, "Koha key", expires_on=date(2026, 6, 27), ending="77aa")
    reports = add_key(services, "Reports key", permission="reports", ending="88bb")
    add_key(services, "Campus key", organisation=campus.id, ending="99cc")
    services.applications.create(
        ApplicationDraft(
            name="Koha, main library",
            kind="koha",
            organisation=home.id,
            place="oaapikey",
            address="https://koha.example.org/",
            contact_name="Grace Example",
            contact_email="grace@example.org",
        ),
        [koha.id, reports.id],
    )
    services.applications.create(
        ApplicationDraft(
            name="Yearly figures",
            kind="r-reports",
            organisation=home.id,
            contact_phone="0044 20",
        ),
        [reports.id],
    )
    services.applications.create(
        ApplicationDraft(name="Évergreen", kind="evergreen", organisation=campus.id)
    )


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    return Original.made(tmp_path_factory.mktemp("applications") / "inventory", fill)


@pytest.fixture
def opened(window_stage: WindowStage, stage: EdgeStage, original: Original) -> WindowStage:
    original.copy_to(stage)
    return window_stage.open()


@pytest.fixture
def page(opened: WindowStage):
    return opened.go("applications")
