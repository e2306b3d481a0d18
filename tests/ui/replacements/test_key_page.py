"""The page of one key: everything about it, and everything that can be done with it."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from app.services.key_secret import Correction
from app.services.suite import Services
from app.ui.keys.impact_dialog import ImpactDialog
from app.ui.kit.elided_button import ElidedButton
from app.ui.kit.text import PlainLabel
from tests.stage import add_key
from tests.ui.replacements.conftest import KOHA, PLACES, begin, find, move
from tests.ui.window import WindowStage

OLD = "Old catalogue"


def show(on: WindowStage, name: str) -> Any:
    """Open the page of the key called *name*."""
    return on.go("key", key=on.stored(lambda services: find(services, name).id))


def state_of(on: WindowStage) -> str:
    """Return how the key in view stands, in its word."""
    return str(on.page.story.row.state.value)


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel))


def test_it_names_each_place_and_whom_to_call(opened):
    page = show(opened, KOHA)
    said = words_of(page.use_card)
    assert "oaapikey" in said
    for name in PLACES:
        assert f"Call Kim of {name}, kim@example.org" in said
    assert [step for step, _title in opened.window.site.trail("key")][:2] == ["dashboard", "keys"]


def test_the_breadcrumb_names_it_and_leads_back_to_the_list(opened):
    show(opened, KOHA)
    assert KOHA in words_of(opened.window.breadcrumb)
    opened.window.breadcrumb.chosen.emit("keys")
    opened.settle()
    assert opened.window.current_id == "keys"


def test_a_place_that_does_not_use_it_any_more_is_told_as_before(opened):
    page = show(opened, KOHA)
    row = next(one for one in page.use_card.rows if "Not any more" in one.buttons)
    opened.click(row.buttons["Not any more"])
    assert len(page.use_card.rows) == 2
    assert "Used it before" in words_of(page.use_card)
    opened.press("Ctrl+Z")
    assert len(page.use_card.rows) == 3


def test_nothing_recorded_is_not_known_until_somebody_confirms(opened):
    page = show(opened, OLD)
    assert "it is not known whether anything would break" in words_of(page.use_card)
    opened.click(page.use_card.unused_button)
    assert "Nothing uses it, as tester confirmed" in words_of(page.use_card)
    assert not page.use_card.unused_button.isVisible()
    opened.press("Ctrl+Z")
    assert page.use_card.unused_button.isVisible()


def test_several_applications_are_added_at_once(opened):
    page = show(opened, OLD)
    opened.click(page.use_card.add_use_button)
    dialog = opened.dialog()
    dialog.pick_list.list_view.setFocus()
    for key in ("Home", "Space", "Down", "Space"):
        opened.press(key, dialog.pick_list.list_view)
    opened.click(dialog.primary_button)
    assert len(page.use_card.rows) == 2
    assert opened.toast == f"“{OLD}”: 2 applications added."
    opened.press("Ctrl+Z")
    assert len(page.use_card.rows) == 0


def test_removing_a_key_that_is_used_says_what_would_break_first(opened, tmp_path):
    page = show(opened, KOHA)
    page.key_actions["remove"].trigger()
    opened.settle()
    dialog = opened.dialog(ImpactDialog)
    assert "3 applications use it and would be refused:" in words_of(dialog)
    assert "• Koha; in oaapikey; call Kim of Koha, kim@example.org" in words_of(dialog)
    assert dialog.cancel_button.isDefault()
    pdf = tmp_path / "page.pdf"
    dialog.save_to(str(pdf))
    opened.settle()
    assert pdf.read_bytes().startswith(b"%PDF")
    opened.press("Esc", dialog)
    assert state_of(opened) == "active"
    page.key_actions["disable"].trigger()
    opened.settle()
    opened.click(opened.dialog(ImpactDialog).primary_button)
    assert state_of(opened) == "disabled"
    opened.press("Ctrl+Z")
    assert state_of(opened) == "active"


def test_a_pdf_that_cannot_be_written_is_said(opened, tmp_path):
    page = show(opened, KOHA)
    page.key_actions["remove"].trigger()
    opened.settle()
    opened.dialog(ImpactDialog).save_to(str(tmp_path / "no" / "such" / "folder.pdf"))
    opened.settle()
    assert any("could not be written" in one.windowTitle() for one in opened.dialogs)


def test_a_key_that_nothing_uses_is_removed_at_once(opened):
    page = show(opened, OLD)
    page.key_actions["remove"].trigger()
    opened.settle()
    assert not opened.dialogs
    assert page.story.key.removed_at is not None
    assert "Remove “Old catalogue” in the portal." in words_of(page.todo_card)


def test_several_keys_are_removed_after_one_question_that_names_those_in_use(opened):
    page = opened.go("keys", text="")
    page.table.selectAll()
    page.table.key_actions["remove"].trigger()
    opened.settle()
    dialog = opened.dialog(ImpactDialog)
    assert f"Remove “{KOHA}”?" == dialog.windowTitle()
    opened.click(dialog.primary_button)
    assert "Removed 2 keys" in opened.toast


def test_its_shortcuts_work_on_its_page(opened):
    page = show(opened, KOHA)
    opened.press("Ctrl+R", page)
    assert opened.dialog().windowTitle() == "Replace an API key"
    opened.press("Esc", opened.dialog())
    opened.press("F2", page)
    assert opened.dialog().windowTitle() == "Edit API key"


def test_exposed_keys_are_replaced_at_once_the_most_powerful_first(opened):
    def more(services: Services) -> None:
        add_key(
            services, "All of it", permission="full", ending="ffff", expires_on=date(2027, 1, 1)
        )

    opened.fill(more)
    page = opened.go("keys", text="")
    page.table.selectAll()
    page.table.key_actions["expose"].trigger()
    opened.settle()
    lines = opened.dialog().text_label.text().splitlines()
    assert lines[-3:] == [
        "• All of it (Full access)",
        f"• {OLD} (Authentication API)",
        f"• {KOHA} (Authentication API)",
    ]
    opened.click(opened.dialog().primary_button)
    assert opened.toast == "1 key made; 2 keys to create in the portal today."
    assert opened.window.current_id == "replacements"
    assert opened.stored(lambda services: len(services.replacement_list.running())) == 3


def test_an_unknown_key_is_said_and_does_not_break_the_page(opened):
    page = opened.go("key", key="no-such-key")
    assert page.nothing.isVisible()
    assert page.nothing.sentence_label.text() == "This key is not in the inventory."
    assert not page.replace_button.isVisible()


@pytest.mark.parametrize("name", [KOHA, OLD])
def test_the_list_says_how_many_use_it(opened, name):
    page = opened.go("keys", text="")
    row = next(at for at in range(2) if page.model.key_at(at).name == name)
    said = page.model.index(row, 3).data()
    assert said == ("3 apps" if name == KOHA else "unknown")


def test_its_history_tells_a_successor_of_the_same_name_apart(opened):
    begin(opened, KOHA)
    move(opened, "Koha")
    course = opened.page.course
    page = opened.go("key", key=course.old.id)
    [moved, replaced, *_earlier] = page.history_list.texts()
    assert moved.startswith(f"“Koha” was moved to “{KOHA}” ")
    for line in (moved, replaced):
        assert line.endswith(f" · to the key …{course.new.ending}")


def test_it_follows_what_became_of_its_notices(opened):
    page = show(opened, OLD)
    opened.fill(
        lambda services: services.notice_list.acknowledge(
            [line.notice.id for line in services.notice_list.current()]
        )
    )
    assert "acknowledged" not in "".join(page.notice_list.texts())
    opened.session.delivered.emit()
    opened.settle()
    assert "acknowledged" in "".join(page.notice_list.texts())


def test_a_removed_key_asks_for_nothing_that_cannot_be_done(opened):
    page = show(opened, OLD)
    page.key_actions["remove"].trigger()
    opened.settle()
    said = words_of(page.use_card)
    assert "It was removed, and no application was recorded that had used it." in said
    assert "confirm" not in said


def test_a_corrected_record_and_the_one_with_the_slip_lead_to_each_other(opened):
    old = opened.stored(lambda services: find(services, OLD))

    def correct(services: Services) -> None:
        services.secret.correct(old.id, Correction(expires_on=date(2026, 8, 1)))

    opened.fill(correct)
    page = opened.go("key", key=old.id)
    assert "A corrected record has taken its place" in words_of(page.use_card)
    assert "A corrected record took its place" in words_of(page.replacement_card)
    opened.click(page.replacement_card.findChild(ElidedButton))
    assert page.story.key.predecessor == old.id
    assert "It corrects an earlier record" in words_of(page.replacement_card)
    [link] = [one for one in page.replacement_card.findChildren(ElidedButton) if one.isVisible()]
    opened.click(link)
    assert page.story.key.id == old.id
