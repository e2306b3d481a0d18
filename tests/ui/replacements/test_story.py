"""Three applications on one key: replaced, moved one by one, the old key disabled and removed."""

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core import notice_words
from app.core.key import KeyState
from app.services.suite import Services
from app.ui.kit.text import PlainLabel
from tests.ui.replacements.conftest import KOHA, begin, find, move, row_of, state_of
from tests.ui.window import WindowStage


def told(opened: WindowStage) -> Any:
    """Return what the notices say now."""

    def read(services: Services) -> list[str]:
        services.notices.look()
        return [
            notice_words.sentence(line.subject, line.day)
            for line in services.notice_list.current()
            if line.subject.name == KOHA
        ]

    return opened.stored(read)


def test_the_whole_way_from_replace_to_removed(opened, stage):
    old = opened.stored(lambda services: find(services, KOHA))
    assert begin(opened).head.line_label.text() == "Open · it expires · 3 of 3 places still to do"
    stage.clock.moment += (old.expires_on - stage.clock.moment.date()) - timedelta(days=20)
    opened.settle()
    move(opened, "Koha", "after the nightly backup")
    move(opened, "Evergreen")
    assert told(opened) == [f"The key “{KOHA}” stops in 20 days: 1 of 3 places still to do"]
    page = opened.page
    assert page.head.line_label.text() == "Open · it expires · 1 of 3 places still to do"
    assert not page.close_buttons.isVisible()
    move(opened, "Law library")
    assert told(opened) == []
    assert page.next_label.text().startswith("Everything has moved. Disable the old key first")
    opened.click(page.close_buttons.disable_button)
    assert page.course.old.state_on(page.course.day) is KeyState.DISABLED
    opened.click(page.close_buttons.remove_button)
    assert state_of(opened) == "closed"
    opened.go("key", key=old.id)
    history = "\n".join(opened.page.history_list.texts())
    for line in (
        "“Law library” was moved to “Koha 2027”",
        "“Koha” was moved to “Koha 2027” (after the nightly backup)",
        "It is being replaced by “Koha 2027”: it expires",
        "“Evergreen” uses it",
        "Disabled",
        "Removed",
        "The replacement was closed",
        "Created",
    ):
        assert line in history
    assert opened.stored(lambda services: services.verify(), locked=False) == []


def test_a_step_can_be_undone_from_its_row_and_by_the_toast(opened):
    begin(opened)
    move(opened, "Koha")
    assert opened.toast == "“Koha” has moved."
    opened.click(opened.window.toast.undo_button)
    assert row_of(opened, "Koha").moved_button.isVisible()
    move(opened, "Koha", "twice")
    assert "twice" in words_of(row_of(opened, "Koha"))
    opened.click(row_of(opened, "Koha").undo_button)
    assert opened.page.course.checklist.left == 3


def test_a_place_that_needs_no_key_any_more_leaves_the_checklist(opened):
    begin(opened)
    opened.click(row_of(opened, "Law library").end_button)
    assert [row.step.application.name for row in opened.page.rows] == ["Evergreen", "Koha"]
    opened.press("Ctrl+Z")
    assert len(opened.page.rows) == 3


def test_a_place_is_moved_with_the_keyboard_alone(opened):
    begin(opened)
    row = row_of(opened, "Koha")
    opened.type_into(row.note_edit, "by hand")
    opened.press("Return", row.note_edit)
    assert opened.page.course.checklist.moved == 1


def test_the_new_key_is_copied_from_the_checklist(opened):
    page = begin(opened)
    opened.click(page.copy_button)
    new = opened.stored(
        lambda services: services.secret.reveal(page.course.new.id).reveal(), locked=False
    )
    assert opened.app.clipboard().text() == new
    assert "Copied “Koha 2027”" in opened.toast


def test_a_locked_vault_is_asked_for_before_a_step(opened):
    begin(opened)
    opened.session.lock()
    opened.settle()
    move(opened, "Koha")
    assert opened.dialogs, "it asks for a way in"
    opened.press("Esc", opened.dialog())
    assert opened.page.course.checklist.moved == 0


def test_a_key_that_is_being_replaced_leads_to_its_checklist(opened):
    begin(opened)
    page = opened.go("key", key=opened.page.course.old.id)
    assert page.replace_button.text().replace("&", "") == "Go on replacing"
    opened.click(page.replace_button)
    assert opened.window.current_id == "replacement"
    assert not opened.dialogs


def test_cancelling_asks_and_can_be_taken_back(opened):
    page = begin(opened)
    move(opened, "Koha")
    opened.click(page.cancel_button)
    opened.click(opened.dialog().primary_button)
    assert state_of(opened) == "cancelled"
    assert "keeps the new key" in page.next_label.text()
    opened.press("Ctrl+Z")
    assert state_of(opened) == "open"


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel))


def test_both_keys_tell_of_each_other(opened):
    page = begin(opened)
    old, new = page.course.old, page.course.new
    assert "Its place is taken by" in words_of(opened.go("key", key=old.id).replacement_card)
    assert "Took the place of" in words_of(opened.go("key", key=new.id).replacement_card)
