"""The places of a checklist: what is typed stays, nothing slides, and all can be taken back."""

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.core.application import ApplicationDraft
from app.core.key import KeyState
from app.services.suite import Services
from app.ui.kit.text import PlainLabel
from tests.ui.replacements.conftest import PLACES, begin, move, row_of, state_of
from tests.ui.window import LEFT, WindowStage


def tops(opened: WindowStage) -> list[int]:
    return [row.mapTo(opened.window, QPoint(0, 0)).y() for row in opened.page.rows]


def click_twice(opened: WindowStage, button: QWidget) -> None:
    """Click on *button*, and again on what is there once that was done."""
    spot = button.mapTo(opened.window, button.rect().center())
    opened.click(button)
    under = opened.window.childAt(spot)
    assert under is not None
    QTest.mouseClick(under, LEFT, pos=under.mapFrom(opened.window, spot))
    opened.settle()


def move_all(opened: WindowStage) -> None:
    for name in PLACES:
        move(opened, name)


def old_state(opened: WindowStage) -> KeyState:
    found: KeyState = opened.page.course.old.state_on(opened.page.course.day)
    return found


def test_a_note_that_is_being_typed_stays_while_other_things_change(opened):
    page = begin(opened)
    opened.type_into(row_of(opened, "Koha").note_edit, "after the nightly ba")
    opened.click(page.copy_button)
    move(opened, "Evergreen")
    opened.press("Ctrl+Z")

    def another(services: Services) -> None:
        home = services.organisations.default().id
        draft = ApplicationDraft(name="Annex", kind="koha", organisation=home)
        services.applications.create(draft, [page.course.old.id])

    opened.fill(another)
    opened.session.look_for_changes()
    opened.settle()
    assert [row.step.application.name for row in page.rows] == ["Annex", *PLACES]
    assert row_of(opened, "Koha").note_edit.text() == "after the nightly ba"
    heights = tops(opened)
    assert heights == sorted(heights)


def test_a_note_stays_where_its_application_is_named_anew(opened):
    page = begin(opened)
    opened.type_into(row_of(opened, "Koha").note_edit, "by Kim")

    def rename(services: Services) -> None:
        application = services.applications.find("Koha")
        draft = ApplicationDraft(
            name="Koha 2", kind=application.kind, organisation=application.organisation
        )
        services.applications.edit(application.id, draft)

    opened.fill(rename)
    opened.session.changed.emit()
    opened.settle()
    assert row_of(opened, "Koha 2").note_edit.text() == "by Kim"
    assert page.course.checklist.left == 3


def test_the_typing_goes_on_after_a_change(opened):
    begin(opened)
    edit = row_of(opened, "Koha").note_edit
    opened.type_into(edit, "by K")
    opened.session.changed.emit()
    opened.settle()
    QTest.keyClicks(opened.app.focusWidget(), "im")
    assert edit.text() == "by Kim"


def test_the_places_below_stay_where_they_are(opened):
    begin(opened)
    before = tops(opened)
    move(opened, "Evergreen")
    assert tops(opened) == before
    opened.click(row_of(opened, "Evergreen").undo_button)
    assert tops(opened) == before


def test_a_double_click_moves_a_place_and_does_nothing_else(opened):
    page = begin(opened)
    click_twice(opened, row_of(opened, "Koha").moved_button)
    assert page.course.checklist.moved == 1
    click_twice(opened, row_of(opened, "Koha").undo_button)
    assert page.course.checklist.left == 3


def test_a_double_click_disables_the_old_key_and_does_not_remove_it(opened):
    page = begin(opened)
    move_all(opened)
    click_twice(opened, page.close_buttons.disable_button)
    assert old_state(opened) is KeyState.DISABLED
    assert page.close_buttons.disable_button.isVisible()
    assert not page.close_buttons.disable_button.isEnabled()
    assert opened.app.focusWidget() is not page.close_buttons.remove_button


def test_what_removed_the_old_key_is_taken_back_with_the_end_of_the_replacement(opened):
    page = begin(opened)
    move_all(opened)
    opened.click(page.close_buttons.disable_button)
    opened.click(page.close_buttons.remove_button)
    assert (state_of(opened), old_state(opened)) == ("closed", KeyState.REMOVED)
    opened.press("Ctrl+Z")
    assert (state_of(opened), old_state(opened)) == ("open", KeyState.DISABLED)
    opened.press("Ctrl+Z")
    assert (state_of(opened), old_state(opened)) == ("open", KeyState.ACTIVE)


def test_a_place_that_uses_the_old_key_again_keeps_it_from_being_removed(opened):
    page = begin(opened)
    move_all(opened)
    used = page.rows[0].step.use.id
    opened.fill(lambda services: services.uses.take_back(used))
    opened.click(page.close_buttons.remove_button)
    said = [one.text() for one in opened.dialog().findChildren(PlainLabel)]
    assert any("a place uses it again" in one for one in said)
    opened.press("Esc", opened.dialog())
    assert old_state(opened) is KeyState.ACTIVE


def test_no_place_goes_back_to_a_key_that_is_removed(opened):
    page = begin(opened)
    move_all(opened)
    opened.click(page.close_buttons.disable_button)
    assert row_of(opened, "Koha").undo_button.isVisible()
    opened.click(page.close_buttons.remove_button)
    assert not any(row.undo_button.isVisible() for row in page.rows)


def test_the_undo_of_a_row_can_be_taken_back(opened):
    page = begin(opened)
    move(opened, "Koha", "by phone")
    opened.click(row_of(opened, "Koha").undo_button)
    assert page.course.checklist.left == 3
    opened.press("Ctrl+Z")
    assert not opened.dialogs
    assert page.course.checklist.moved == 1
    assert row_of(opened, "Koha").step.use.note == "by phone"
    opened.press("Ctrl+Z")
    assert not opened.dialogs
    assert page.course.checklist.left == 3
