"""Check a key, in the window."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.core.access import VaultState
from app.core.key import Key
from app.ui.unlock_dialog import UnlockDialog
from tests.stage import OTHER_VALUE, PASSPHRASE, VALUE, Stage, add_key, create_key
from tests.ui.window import WindowStage, button

UNKNOWN = "00000000-1111-4222-8333-4444444400cc"
CONFIGURATION = f"key={VALUE.reveal()}\n\nother={UNKNOWN}\nold=****44bb\n"


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage) -> WindowStage:
    services = stage.make(keyring=True)
    add_key(services, "Koha", value=VALUE, expires_on=date(2026, 9, 1))
    add_key(services, "Reports", value=OTHER_VALUE, permission="reports")
    services.change.disable([services.keys.find("Reports").id])
    create_key(services, "Made here", permission="full")
    services.inventory.close()
    return window_stage.open()


@pytest.fixture
def page(opened: WindowStage) -> Any:
    return opened.go("check")


def paste(on: WindowStage, text: str) -> None:
    """Paste *text* into the field, as a person does."""
    on.app.clipboard().setText(text)
    on.page.ask.text_edit.setFocus()
    on.press("Ctrl+V", on.page.ask.text_edit)
    on.app.clipboard().clear()


def drop(on: WindowStage, target: QWidget, *paths: Path, text: str = "") -> bool:
    """Drop files, or *text*, on *target*; tell whether it takes them."""
    data = QMimeData()
    if paths:
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    else:
        data.setText(text)
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), copy, data, left, keys)
    entering.ignore()
    on.app.sendEvent(target, entering)
    if entering.isAccepted():
        on.app.sendEvent(target, QDropEvent(QPoint(9, 9), copy, data, left, keys))
    on.settle()
    return entering.isAccepted()


def found(page: Any) -> list[tuple[str, str]]:
    """Return what stands in the list: each name and its state."""
    model = page.model
    return [
        (model.index(row, 0).data(), model.index(row, 1).data()) for row in range(model.rowCount())
    ]


def answers(page: Any) -> dict[str, str]:
    """Return what stands in the table: the answer for each operation."""
    model = page.view.model
    return {
        model.record(row).ruling.operation.id: model.index(row, 1).data()
        for row in range(model.rowCount())
    }


def key_of(on: WindowStage, name: str) -> Key:
    found: Key = on.stored(lambda services: services.keys.find(name))
    return found


def test_it_says_what_to_do_and_that_nobody_is_asked(page):
    assert page.head.line_label.text() == "Predicted from this inventory: OpenAthens is not asked."
    assert page.empty.isVisible()
    assert "Paste a key" in page.empty.sentence_label.text()
    assert not page.table.isVisible()
    assert page.ask.text_edit.hasFocus()


def test_what_is_pasted_is_checked_at_once(opened, page):
    paste(opened, CONFIGURATION)
    assert found(page) == [("Koha", "Active"), ("No key", "Unknown"), ("Reports", "Disabled")]
    assert page.found_label.text() == "2 keys, 1 value of no key"
    assert answers(page)["local-auth-session"] == "Allowed"
    assert answers(page)["report"] == "Refused"
    assert page.view.title_label.text() == "Koha"
    assert page.view.allowed_label.text() == "On Mon 15 Jun 2026, 1 of 15 operations are allowed."
    assert not page.view.stopped_label.isVisible()
    remarks = page.view.remarks_label.text()
    assert "Last working day: Mon 31 Aug 2026." in remarks
    assert "Can: use the API connector (local authentication)." in remarks


def test_each_thing_that_was_found_is_told(opened, page):
    paste(opened, CONFIGURATION)
    opened.press("Down", page.table)
    assert page.view.title_label.text() == "No key: ••••00cc"
    assert page.view.stopped_label.text() == "No key of this inventory has this value."
    assert not page.view.table.isVisible()
    opened.press("Down", page.table)
    assert page.view.stopped_label.text() == "It is disabled."
    assert "last four characters are the same" in page.view.remarks_label.text()
    assert set(answers(page).values()) == {"Refused"}
    table = page.view.table
    assert table.columnWidth(2) >= table.sizeHintForColumn(2)


def test_what_is_typed_is_checked_on_the_button_and_on_ctrl_enter(opened, page):
    opened.type_into(page.ask.text_edit, VALUE.reveal())
    assert found(page) == []
    opened.click(page.ask.check_button)
    assert found(page) == [("Koha", "Active")]
    opened.click(page.ask.clear_button)
    assert (page.ask.text(), found(page)) == ("", [])
    opened.type_into(page.ask.text_edit, "...44bb")
    opened.press("Ctrl+Return", page.ask.text_edit)
    assert found(page) == [("Reports", "Disabled")]


def test_a_file_can_be_dropped_and_its_text_is_not_shown(opened, page, tmp_path):
    path = tmp_path / "koha-conf.xml"
    path.write_text(CONFIGURATION, "utf-8")
    for target in (page, page.ask.text_edit.viewport()):
        opened.click(page.ask.clear_button)
        drop(opened, target, path)
        assert len(found(page)) == 3
        assert page.found_label.text() == "koha-conf.xml: 2 keys, 1 value of no key"
        assert page.ask.text() == ""
        assert not drop(opened, target, path, path)


def test_a_text_can_be_dropped_anywhere_on_the_page(opened, page):
    assert drop(opened, page, text=CONFIGURATION)
    assert (len(found(page)), page.ask.text()) == (3, CONFIGURATION)
    assert drop(opened, page, text=VALUE.reveal())
    assert (found(page), page.ask.text()) == ([("Koha", "Active")], VALUE.reveal())


def test_what_cannot_be_checked_is_told(opened, page, tmp_path):
    paste(opened, "there is nothing in here")
    assert page.empty.isVisible()
    assert page.empty.sentence_label.text().startswith("No key was found in it")
    drop(opened, page, tmp_path / "nowhere.conf")
    assert "nowhere.conf cannot be read" in page.banner.text_label.text()
    assert found(page) == []
    paste(opened, "x" * 200_001)
    assert page.ask.text() == ""
    assert "drop that here" in page.banner.text_label.text()


def test_the_date_decides(opened, page):
    paste(opened, VALUE.reveal())
    opened.type_into(page.ask.date_edit.line_edit, "2026-09-01")
    opened.settle()
    assert found(page) == [("Koha", "Expired")]
    assert set(answers(page).values()) == {"Refused"}
    assert page.view.stopped_label.text().startswith("It has expired")
    opened.type_into(page.ask.date_edit.line_edit, "2026-08-31")
    opened.settle()
    assert found(page) == [("Koha", "Expiring")]
    opened.type_into(page.ask.date_edit.line_edit, "soon")
    opened.click(page.ask.check_button)
    assert page.ask.date_field.error == "Write the date like 2027-03-01."


def test_the_text_is_forgotten_when_the_page_is_left(opened, page):
    paste(opened, CONFIGURATION)
    opened.go("keys")
    opened.window.back()
    opened.settle()
    assert opened.page is page
    assert (page.ask.text(), found(page)) == ("", [])
    opened.press("Ctrl+Z", page.ask.text_edit)
    assert page.ask.text() == ""


def test_the_text_is_forgotten_when_the_vault_is_locked(opened, page):
    paste(opened, CONFIGURATION)
    opened.press("Ctrl+L")
    assert (page.ask.text(), found(page)) == ("", [])
    paste(opened, VALUE.reveal())  # fingerprints are enough
    assert found(page) == [("Koha", "Active")]


def test_an_answer_that_comes_too_late_is_not_shown(opened, page):
    page.ask.text_edit.setPlainText(VALUE.reveal())
    page.check_text()
    opened.window.go("keys")
    opened.settle()
    assert found(page) == []


def test_a_vault_that_was_never_opened_is_asked_for(opened, stage, keyring):
    opened.close()
    keyring.entries.clear()
    opened.open()
    opened.press("Esc", opened.dialog())
    assert opened.session.vault is VaultState.SHUT
    opened.go("check")
    paste(opened, VALUE.reveal())
    dialog = opened.dialog(UnlockDialog)
    opened.type_into(dialog.secret_edit, PASSPHRASE.reveal())
    opened.click(dialog.primary_button)
    opened.wait(lambda: found(opened.page) == [("Koha", "Active")])


def test_a_keys_page_leads_to_what_it_may_do_and_back(opened):
    key = key_of(opened, "Made here")
    page = opened.go("key", key=key.id)
    opened.click(button(page, "What it may do"))
    page = opened.page
    assert found(page) == [("Made here", "Active")]
    assert set(answers(page).values()) == {"Allowed"}
    assert "Made here, not known to OpenAthens" in page.view.remarks_label.text()
    opened.click(page.view.open_button)
    assert opened.window.current_id == "key"
    opened.window.back()
    opened.settle()
    assert found(opened.page) == [("Made here", "Active")]


def test_enter_opens_the_key(opened, page):
    paste(opened, VALUE.reveal())
    page.table.setFocus()
    opened.press("Return", page.table)
    assert opened.page.story.key.name == "Koha"


def test_a_change_elsewhere_is_followed(opened, page):
    paste(opened, VALUE.reveal())
    key = key_of(opened, "Koha")
    opened.session.act(lambda services, _report: services.change.disable([key.id]))
    opened.settle()
    assert found(page) == [("Koha", "Disabled")]


def test_what_is_being_typed_is_not_checked_before_it_is_asked_for(opened, page):
    paste(opened, VALUE.reveal())
    page.ask.text_edit.setPlainText("half typed")
    opened.session.changed.emit()
    opened.settle()
    assert [name for name, _state in found(page)] == ["Koha"]


def test_a_level_that_was_added_to_the_data_is_offered_and_explained(added_level, opened):
    keys = opened.go("keys")
    opened.click(keys.create_button)
    dialog = opened.dialog()
    opened.type_into(dialog.fields.name_edit, "Figures")
    dialog.fields.permission_list.cards[added_level].radio.click()
    opened.click(dialog.primary_button)
    opened.click(dialog.primary_button)
    page = opened.go("check", key=key_of(opened, "Figures").id)
    assert page.view.allowed_label.text().endswith("3 of 15 operations are allowed.")
    assert "Can: count what is used. Cannot: sign anybody in." in page.view.remarks_label.text()
