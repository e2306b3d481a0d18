"""Where the keyboard is on a checklist and on a key's page: it stays beside what was done."""

from PySide6.QtWidgets import QWidget

from app.services.suite import Services
from app.ui.kit.elided_button import ElidedButton
from tests.ui import walk
from tests.ui.replacements.conftest import KOHA, PLACES, begin, find, row_of, state_of
from tests.ui.window import WindowStage


def here(opened: WindowStage) -> str:
    """Return what has the keyboard, in the words of a screen reader."""
    widget = opened.app.focusWidget()
    return "" if widget is None else walk.name_of(widget)


def press_on(opened: WindowStage, widget: QWidget, keys: str = "Space") -> None:
    widget.setFocus()
    opened.press(keys, widget)


def test_a_page_opens_on_what_it_is_about_and_not_on_what_ends_it(opened):
    page = begin(opened)
    assert here(opened) == "Copy the new key"
    opened.go("key", key=page.course.old.id)
    assert here(opened) == "Replace…"
    application = opened.stored(lambda services: services.applications.find("Koha").id)
    opened.go("application", application=application)
    assert here(opened) == "Add a key…"
    opened.go("replacement", replacement=page.course.replacement.id)
    assert here(opened) == "Copy the new key"


def test_the_next_place_has_the_keyboard_once_one_has_moved(opened):
    begin(opened)
    press_on(opened, row_of(opened, "Evergreen").moved_button)
    assert here(opened) == "Koha has moved"
    opened.press("Space")
    assert here(opened) == "Law library has moved"
    opened.press("Space")
    assert here(opened) == "Copy the new key"
    assert opened.window.current_id == "replacement"
    assert opened.page.course.checklist.moved == 3


def test_the_next_place_has_the_keyboard_once_one_needs_no_key(opened):
    begin(opened)
    press_on(opened, row_of(opened, "Law library").end_button)
    assert here(opened) == "Koha needs no key any more"


def test_the_keyboard_stays_on_a_key_s_page_after_each_act(opened):
    page = opened.go("key", key=opened.stored(lambda services: find(services, KOHA).id))
    press_on(opened, page.use_card.rows[0].buttons["Not any more"])
    assert here(opened) == "Not any more: Koha"
    press_on(opened, page.use_card.rows[-1].buttons["Not any more"])
    assert here(opened) == "Not any more: Koha"
    opened.press("Space")
    assert here(opened) == "Replace…"
    assert opened.window.current_id == "key"


def test_another_program_s_change_leaves_the_keyboard_where_it_is(opened):
    begin(opened)
    row_of(opened, "Law library").findChild(ElidedButton).setFocus()
    opened.session.changed.emit()
    opened.settle()
    assert here(opened) == "Law library"


def test_the_longer_history_can_be_made_short_again(opened):
    def note(services: Services) -> None:
        for number in range(14):
            found = find(services, KOHA).id
            (services.change.enable if number % 2 else services.change.disable)([found])

    opened.fill(note)
    page = opened.go("key", key=opened.stored(lambda services: find(services, KOHA).id))
    button = page.history_list.more_button
    few = len(page.history_list.texts())
    press_on(opened, button)
    assert len(page.history_list.texts()) > few
    assert here(opened) == "Show fewer"
    opened.press("Space")
    assert len(page.history_list.texts()) == few
    assert here(opened) == button.text()


def test_a_cancelled_replacement_leaves_the_keyboard_on_the_page(opened):
    page = begin(opened)
    press_on(opened, page.cancel_button)
    opened.click(opened.dialog().primary_button)
    assert state_of(opened) == "cancelled"
    assert page.isAncestorOf(opened.app.focusWidget())


def test_tab_goes_as_the_eye_does(opened):
    page = begin(opened)
    opened.session.changed.emit()
    opened.settle()
    seen = []
    while page.isAncestorOf(opened.app.focusWidget()):
        seen.append(here(opened))
        opened.press("Tab")
    assert seen[:5] == [
        "Copy the new key",
        "Replacement",
        f"Old: {KOHA}",
        "New: Koha 2027",
        "Add an application…",
    ]
    assert seen[5:] == [
        said.format(name=name)
        for name in PLACES
        for said in (
            "{name}",
            "Note on moving {name}",
            "{name} has moved",
            "{name} needs no key any more",
        )
    ]


def test_a_long_page_is_scrolled_with_the_keys(opened):
    page = begin(opened)
    opened.window.resize(720, 480)
    opened.settle()
    assert walk.name_of(page.area) == "Replacement"
    page.area.setFocus()
    opened.press("PgDown", page.area)
    assert page.area.verticalScrollBar().value() > 0
