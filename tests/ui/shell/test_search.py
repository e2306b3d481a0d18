"""The search in the header: by the first letters of words, with arrow keys and Enter."""

from typing import Any

import pytest
from PySide6.QtTest import QTest

from app.core.application import ApplicationDraft
from app.core.organisation import AccountDraft, OrganisationDraft
from app.services.suite import Services
from app.ui.shell.hit_list import remark_of
from tests.edges import EdgeStage
from tests.stage import add_key, create_key
from tests.ui.window import LEFT, WindowStage

HOSTILE = '<img src="x"> & Co'


def fill(services: Services) -> None:
    home = services.organisations.default().id
    key = create_key(services, "Koha, main library")
    add_key(services, "Kiosk", ending="77aa")
    services.change.remove([add_key(services, "Koha, old", ending="88aa").id])
    services.applications.create(
        ApplicationDraft(name="Koha", kind="koha", organisation=home), [key.id]
    )
    services.applications.create(ApplicationDraft(name=HOSTILE, kind="other", organisation=home))
    services.accounts.create(
        AccountDraft(name="Kim Koharski", email="kim@example.org", organisation=home)
    )
    services.organisations.create(OrganisationDraft(name="Kohala College", domain="kohala.org"))


@pytest.fixture
def opened(window_stage: WindowStage, stage: EdgeStage) -> WindowStage:
    services = stage.make(keyring=True)
    fill(services)
    services.inventory.close()
    return window_stage.open()


def search(on: WindowStage, typed: str) -> Any:
    """Type into the field and wait for the answer."""
    on.press("Ctrl+K", on.window)
    field = on.window.search.field
    assert field.hasFocus()
    QTest.keyClicks(field, typed)
    on.wait(lambda: not on.window.search._typing.isActive())
    on.settle()
    return on.window.search.popup


def found(popup: Any) -> list[tuple[str, str]]:
    return [(hit.title, remark_of(hit)) for hit in popup.model.hits]


def test_everything_that_begins_so_is_found_by_kind(opened):
    popup = search(opened, "koh")
    assert popup.isVisible()
    assert found(popup) == [
        ("Koha, main library", "key · 365 days left"),
        ("Koha, old", "key · Removed"),
        ("Koha", "application · Koha, OpenAthens plugin"),
        ("Kim Koharski", "account · kim@example.org"),
        ("Kohala College", "organisation · kohala.org"),
    ]


@pytest.mark.parametrize(
    ("typed", "steps", "page"),
    [
        ("koha main", 0, "key"),
        ("koha", 2, "application"),
        ("koha", 3, "administrators"),
        ("koha", 4, "organisations"),
        ("port to", 0, "todos"),
        ("stat fore", 0, "statistics-forecast"),
    ],
)
def test_arrow_keys_and_enter_open_what_was_found(opened, typed, steps, page):
    search(opened, typed)
    for _step in range(steps):
        opened.press("Down", opened.window.search.field)
    opened.press("Return", opened.window.search.field)
    assert opened.window.current_id == page
    assert not opened.window.search.popup.isVisible()
    assert opened.window.search.field.text() == ""


def test_an_account_that_was_found_is_chosen_in_its_list(opened):
    search(opened, "kim")
    opened.press("Return", opened.window.search.field)
    page = opened.page
    record = page.model.record(page.table.currentIndex().row())
    assert record.account.name == "Kim Koharski"


def test_a_command_is_found_and_done(opened):
    popup = search(opened, "cre key")
    assert found(popup) == [("Create a key", "command · Ctrl+N")]
    opened.press("Return", opened.window.search.field)
    assert opened.dialog().windowTitle() == "Create an API key"


def test_a_click_opens_it_too(opened):
    popup = search(opened, "kiosk")
    spot = popup.list_view.visualRect(popup.model.index(0, 0)).center()
    opened.qtbot.mouseClick(popup.list_view.viewport(), LEFT, pos=spot)
    opened.settle()
    assert opened.window.current_id == "key"


def test_enter_before_the_answer_opens_the_first_of_it(opened):
    opened.press("Ctrl+K", opened.window)
    field = opened.window.search.field
    QTest.keyClicks(field, "kiosk")
    assert opened.window.search._typing.isActive()
    opened.press("Return", field)
    opened.settle()
    assert opened.window.current_id == "key"
    assert opened.page.head.title_label.text() == "Kiosk"


def test_escape_closes_it_and_nothing_is_opened(opened):
    popup = search(opened, "koha")
    opened.press("Esc", opened.window.search.field)
    assert not popup.isVisible()
    assert opened.window.search.field.text() == ""
    assert opened.window.current_id == "dashboard"


def test_nothing_found_is_said(opened):
    popup = search(opened, "zebra")
    assert popup.nothing_label.isVisible()
    assert popup.nothing_label.text() == "Nothing begins with “zebra”."
    opened.press("Return", opened.window.search.field)
    assert opened.window.current_id == "dashboard"


def test_what_looks_like_a_filter_is_words(opened):
    assert found(search(opened, "state:active")) == []


def test_a_hostile_name_is_shown_as_it_is(opened):
    popup = search(opened, "img")
    assert found(popup) == [(HOSTILE, "application · Other")]


def test_the_middle_of_a_word_finds_nothing(opened):
    assert found(search(opened, "oha")) == []
