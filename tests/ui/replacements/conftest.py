"""The window on an inventory with a key that three applications use, and one that none does."""

from datetime import date
from typing import Any

import pytest

from app.core.application import ApplicationDraft
from app.core.key import Key
from app.core.secret import Secret
from app.services.suite import Services
from tests.edges import EdgeStage, Original
from tests.stage import add_key, create_key, listed
from tests.ui.window import WindowStage

KOHA = "Koha, main library"
PLACES = ("Evergreen", "Koha", "Law library")
VALUE = Secret("00000000-1111-4222-8333-44444444c15b")


def fill(services: Services) -> None:
    """Add a key made here with three places, and a portal key of which nobody knows anything."""
    home = services.organisations.default().id
    key = create_key(services, KOHA, owner=services.accounts.mine())
    for name in PLACES:
        draft = ApplicationDraft(
            name=name,
            kind="koha",
            organisation=home,
            place="oaapikey",
            contact_name=f"Kim of {name}",
            contact_email="kim@example.org",
        )
        services.applications.create(draft, [key.id])
    add_key(services, "Old catalogue", value=VALUE, expires_on=date(2026, 6, 27))


def find(services: Services, name: str) -> Key:
    """Return the oldest key of that name, wherever it is listed."""
    states = "state:active,expiring,expired,disabled,removed"
    found = [key for key in listed(services, filter=states) if key.name == name]
    return min(found, key=lambda key: key.created_at)


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    return Original.made(tmp_path_factory.mktemp("replaced") / "inventory", fill)


@pytest.fixture
def opened(window_stage: WindowStage, stage: EdgeStage, original: Original) -> WindowStage:
    original.copy_to(stage)
    return window_stage.open()


def state_of(opened: WindowStage) -> str:
    """Return how the replacement on the checklist stands, in its word."""
    return str(opened.page.course.state.value)


def begin(opened: WindowStage, name: str = "Koha 2027") -> Any:
    """Replace the key that is used, from its page; return the checklist that opens."""
    page = opened.go("key", key=opened.stored(lambda services: find(services, KOHA).id))
    opened.click(page.replace_button)
    form = opened.dialog()
    opened.type_into(form.fields.name_edit, name)
    opened.click(form.primary_button)
    opened.click(form.primary_button)
    assert opened.window.current_id == "replacement"
    return opened.page


def move(opened: WindowStage, name: str, note: str = "") -> None:
    """Press *Moved* beside the place called *name*."""
    row = row_of(opened, name)
    if note:
        opened.type_into(row.note_edit, note)
    opened.click(row.moved_button)


def row_of(opened: WindowStage, name: str) -> Any:
    """Return the row of a place on the checklist."""
    return next(row for row in opened.page.rows if row.step.application.name == name)
