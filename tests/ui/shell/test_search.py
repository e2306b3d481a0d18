"""The search in the header: by the first letters of words, with arrow keys and Enter."""

from typing import Any

import pytest
from PySide6.QtTest import QTest

from app.core.application import ApplicationDraft
from app.core.errors import DatabaseBusyError
from app.core.organisation import AccountDraft, OrganisationDraft
from app.services.suite import Services
from app.ui.kit.text import PlainLabel
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
        ("Koha, main library", "key · Active, 365 days left"),
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


def test_an_account_of_another_organisation_is_chosen_and_no_other(opened):
    def elsewhere(services: Services) -> None:
        branch = services.organisations.create(OrganisationDraft(name="Branch"))
        services.accounts.create(AccountDraft(name="Zoe Elsewhere", organisation=branch.id))

    opened.fill(elsewhere)
    home = opened.stored(lambda services: services.organisations.default())
    opened.session.set_scope(home.id)
    opened.settle()
    search(opened, "zoe")
    opened.press("Return", opened.window.search.field)
    page = opened.page
    record = page.model.record(page.table.currentIndex().row())
    assert record.account.name == "Zoe Elsewhere"
    assert opened.session.scope is None


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


def test_escape_gives_the_keyboard_back_to_what_had_it(opened):
    page = opened.go("keys")
    page.table.choose_row(0)
    page.table.setFocus()
    search(opened, "koha")
    opened.press("Esc", opened.window.search.field)
    assert page.table.hasFocus()
    opened.press("Down", page.table)
    assert page.table.currentIndex().row() == 1


def test_nothing_found_is_said(opened):
    popup = search(opened, "zebra")
    assert popup.nothing_label.isVisible()
    told = "No match: nothing has words that begin with “zebra”."
    assert popup.nothing_label.text() == told
    assert opened.window.search.field.accessibleDescription() == told
    opened.press("Return", opened.window.search.field)
    assert opened.window.current_id == "dashboard"


def test_what_looks_like_a_filter_is_words(opened):
    assert found(search(opened, "state:active")) == []


def test_a_hostile_name_is_shown_as_it_is(opened):
    popup = search(opened, "img")
    assert found(popup) == [(HOSTILE, "application · Other")]


def test_the_middle_of_a_word_finds_nothing(opened):
    assert found(search(opened, "oha")) == []


def field_of(on: WindowStage) -> Any:
    return on.window.search.field


def test_the_field_says_which_keys_lead_to_it(opened):
    field = field_of(opened)
    assert field.placeholderText() == "Search accounts, keys, applications"
    assert field.accessibleDescription() == "Ctrl+K comes here"
    assert field.textMargins().right() > 0, "the placeholder leaves room for it"
    search(opened, "k")
    assert field.textMargins().right() == 0


def test_a_screen_reader_is_told_what_enter_opens(opened):
    search(opened, "koha")
    assert field_of(opened).accessibleDescription() == (
        "Koha, main library, key · Active, 365 days left"
    )
    opened.press("Up", field_of(opened))
    assert field_of(opened).accessibleDescription().startswith("Kohala College, organisation")


def test_the_latest_that_was_typed_is_answered(opened):
    opened.press("Ctrl+K", opened.window)
    QTest.keyClicks(field_of(opened), "koha")
    opened.window.search._find()
    QTest.keyClicks(field_of(opened), " main")
    opened.window.search._find()
    opened.settle()
    assert found(opened.window.search.popup) == [
        ("Koha, main library", "key · Active, 365 days left")
    ]


def test_more_than_fits_scrolls_and_what_is_chosen_is_in_view(opened):
    def add_many(services: Services) -> None:
        for number in range(6):
            add_key(services, f"Another {number}", ending=f"00a{number}")

    opened.fill(add_many)
    opened.window.resize(720, 480)
    popup = search(opened, "a")
    assert popup.model.rowCount() > 12
    bottom = popup.mapTo(opened.window, popup.rect().bottomLeft()).y()
    assert bottom < opened.window.height()
    for _step in range(popup.model.rowCount() - 1):
        opened.press("Down", field_of(opened))
    view = popup.list_view
    assert view.currentIndex().row() == popup.model.rowCount() - 1
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
    opened.press("Down", field_of(opened))
    assert view.currentIndex().row() == 0, "past the end it begins again"


def test_it_stays_in_the_window_as_that_is_made_smaller(opened):
    popup = search(opened, "koha")
    opened.window.resize(720, 480)
    opened.settle()
    assert popup.geometry().right() < 720
    assert popup.geometry().left() >= 0


def test_a_click_elsewhere_closes_it_though_nothing_takes_the_keyboard(opened):
    popup = search(opened, "koha")
    opened.qtbot.mouseClick(opened.page, LEFT, pos=opened.page.rect().bottomLeft())
    assert not popup.isVisible()
    assert field_of(opened).text() == "koha"


def test_tab_closes_it_and_coming_back_finds_again(opened):
    popup = search(opened, "koha")
    opened.press("Tab", field_of(opened))
    assert not popup.isVisible()
    opened.press("Ctrl+K", opened.window)
    assert field_of(opened).selectedText() == "koha"
    opened.wait(popup.isVisible)


def test_enter_in_a_field_that_was_left_finds_again_and_opens_the_first(opened):
    search(opened, "kiosk")
    opened.press("Tab", field_of(opened))
    opened.click(field_of(opened))
    opened.press("Return", field_of(opened))
    assert opened.window.current_id == "key"


def test_the_keyboard_goes_to_the_page_afterwards(opened):
    for typed, keys in (("koha", "Esc"), ("portal to", "Return"), ("dash", "Return")):
        search(opened, typed)
        opened.press(keys, field_of(opened))
        here = opened.app.focusWidget()
        assert here is opened.page or opened.page.isAncestorOf(here), typed


def test_what_goes_wrong_is_said_in_its_place(opened):
    opened.press("Ctrl+K", opened.window)
    QTest.keyClicks(field_of(opened), "koha")
    opened.window.search._on_failed(opened.window.search._turn, DatabaseBusyError())
    popup = opened.window.search.popup
    assert popup.nothing_label.text() == str(DatabaseBusyError())
    assert not opened.dialogs
    opened.settle()


@pytest.mark.parametrize("typed", ["_", "...", " ", "x " * 120, '"', 'a" state:"'])
def test_whatever_is_typed_finds_nothing_that_does_not_fit(opened, typed):
    popup = search(opened, typed)
    assert not opened.dialogs
    assert all(not hit.title.startswith("K") for hit in popup.model.hits)


def test_the_shortcuts_help_names_it(opened):
    opened.press("F1", opened.window)
    said = [one.text() for one in opened.dialog().findChildren(PlainLabel)]
    assert "Ctrl+K" in said
