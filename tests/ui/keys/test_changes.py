import sqlite3

from PySide6.QtWidgets import QWidget

from app.core.key import KeyState
from app.core.preference import ROW_BUTTONS
from app.services.key_list import View
from app.services.suite import Services
from app.ui.kit.text import PlainLabel
from tests.stage import names

KOHA, OLD, REPORTS = "Koha, main library", "Old catalogue", "Usage reports in R"


def todos(services: Services) -> list[str]:
    return [services.todos.told(one) for one in services.todos.all()]


def test_the_hover_buttons_edit_and_remove(sitting, stored):
    assert sitting.buttons_in_row(KOHA) == ["Edit", "Remove", "More"]
    sitting.click_in_row(KOHA, "actions", "Edit")
    dialog = sitting.dialog()
    dialog.fields.name_edit.setText("Koha, all libraries")
    sitting.click(dialog.primary_button)
    assert "Koha, all libraries" in sitting.names()
    sitting.click_in_row("Koha, all libraries", "actions", "Remove")
    assert "Koha, all libraries" not in sitting.names()
    assert sitting.toast.startswith("Removed “Koha, all libraries”")
    assert sorted(todos(stored()), reverse=True) == [
        "Rename “Koha, main library” to “Koha, all libraries” in the portal.",
        "Remove “Koha, all libraries” in the portal.",
    ]


def test_editing_shows_what_never_changes(sitting, stored):
    sitting.select(KOHA)
    sitting.press("F2")
    dialog = sitting.dialog()
    assert dialog.form.fields["value"].hint_label.text().endswith("never change.")
    dialog.fields.permission_list.cards["full"].radio.click()
    dialog.fields.notes_edit.setPlainText("server kiosk-2")
    sitting.click(dialog.primary_button)
    assert sitting.cell(KOHA, "permission") == "Full access"
    (key,) = [one for one in stored().keys.next_to_expire(None, 9) if one.name == KOHA]
    assert key.notes == "server kiosk-2"


def test_disable_and_enable_at_once_and_undo_by_keyboard(sitting, stored):
    sitting.select(KOHA)
    sitting.press("Ctrl+D")
    assert sitting.cell(KOHA, "state") == "Disabled"
    assert todos(stored()) == [
        "Disable “Koha, main library” in the portal; if it cannot be, remove it there."
    ]
    sitting.press("Ctrl+Z")
    assert sitting.cell(KOHA, "state") == "Expiring"
    assert todos(stored()) == []
    sitting.press("Ctrl+D")
    sitting.press("Ctrl+Shift+D")
    assert sitting.cell(KOHA, "state") == "Expiring"


def test_remove_is_undone_from_the_toast(sitting):
    sitting.select(REPORTS)
    sitting.press("Del")
    assert REPORTS not in sitting.names()
    sitting.click(sitting.window.toast.undo_button)
    assert REPORTS in sitting.names()


def test_a_removed_key_is_restored_from_its_chip(sitting):
    sitting.select(KOHA)
    sitting.press("Del")
    sitting.click(sitting.page.bar.chips.buttons["removed"])
    assert sitting.names() == [KOHA]
    assert sitting.buttons_in_row(KOHA) == ["Restore", "More"]
    sitting.click_in_row(KOHA, "actions", "Restore")
    sitting.click(sitting.page.bar.chips.buttons["all"])
    assert KOHA in sitting.names()


def test_remove_for_good_asks_for_the_name(sitting, stored):
    sitting.select(KOHA)
    sitting.press("Shift+Del")
    question = sitting.dialog()
    assert question.windowTitle() == "Remove “Koha, main library” for good?"
    assert not question.primary_button.isEnabled()
    sitting.qtbot.keyClicks(question.typed_edit, KOHA)
    sitting.click(question.primary_button)
    services = stored()
    assert names(services, state=KeyState.REMOVED) == [KOHA]
    (key,) = services.keys.page(services.keys.query(_removed()), 0, 9)
    assert key.destroyed_at is not None
    assert not key.has_value


def _removed() -> View:
    return View(state=KeyState.REMOVED)


def test_several_rows_are_disabled_and_undone_together(sitting):
    sitting.select(KOHA, REPORTS)
    sitting.press("Ctrl+D")
    assert sitting.toast == "Disabled 2 keys."
    assert sitting.cell(REPORTS, "state") == "Disabled"
    sitting.press("Ctrl+Z")
    assert [sitting.cell(name, "state") for name in (KOHA, REPORTS)] == ["Expiring", "Active"]


def test_all_rows_get_another_permission_and_owner(sitting, stored):
    sitting.press("Ctrl+A")
    assert not sitting.table.key_actions["edit"].isEnabled()
    sitting.table.key_actions["permission"].trigger()
    sitting.settle()
    dialog = sitting.dialog()
    assert dialog.windowTitle() == "Change the permission of 3 keys"
    dialog.permission_list.cards["full"].radio.click()
    sitting.click(dialog.primary_button)
    assert {sitting.cell(name, "permission") for name in sitting.names()} == {"Full access"}
    sitting.press("Ctrl+A")
    sitting.table.key_actions["owner"].trigger()
    sitting.settle()
    dialog = sitting.dialog()
    assert not dialog.primary_button.isEnabled()
    dialog.owner_box.setCurrentIndex(dialog.owner_box.findText("Ada Tester"))
    sitting.click(dialog.primary_button)
    services = stored()
    assert {key.owner for key in services.keys.next_to_expire(None, 9)} == {
        services.accounts.mine()
    }


def test_a_slip_is_corrected_by_a_superseding_record(sitting, stored):
    sitting.select(KOHA)
    sitting.table.key_actions["correct"].trigger()
    sitting.settle()
    dialog = sitting.dialog()
    assert not dialog.primary_button.isEnabled()
    dialog.expiry_edit.line_edit.setText("2026-07-27")
    sitting.click(dialog.primary_button)
    assert sitting.cell(KOHA, "expires") == "27 Jul 2026"
    assert names(stored(), state=KeyState.SUPERSEDED) == [KOHA]
    sitting.filter("state:superseded")
    assert sitting.names() == [KOHA]
    assert sitting.cell(KOHA, "expires") == "27 Jun 2026"


def test_what_was_compared_with_the_portal_is_noted(sitting):
    sitting.select(KOHA)
    sitting.table.key_actions["compared"].trigger()
    sitting.settle()
    sitting.press("Return")
    assert sitting.window.current_id == "key"
    assert "15 Jun 2026" in said(sitting.page)
    assert "by tester" in said(sitting.page)


def said(on: QWidget) -> str:
    return "\n".join(label.text() for label in on.findChildren(PlainLabel))


def test_the_keyboard_stays_at_its_row(sitting):
    sitting.select(OLD)
    sitting.press("Del")
    sitting.press("Ctrl+D")
    assert sitting.cell(KOHA, "state") == "Disabled"
    assert sitting.table.currentIndex().row() == sitting.names().index(KOHA) == 0
    sitting.press("Down")
    sitting.press("Del")
    assert sitting.names() == [KOHA]
    assert sitting.table.currentIndex().row() == 0


def test_a_failing_change_says_so_and_changes_nothing(sitting, stored, stage):
    other = sqlite3.connect(stage.place.database, isolation_level=None)
    other.execute("PRAGMA busy_timeout = 0")
    other.execute("BEGIN IMMEDIATE")
    sitting.select(KOHA)
    sitting.press("Ctrl+D")
    assert "Another program is using" in sitting.dialog().title_label.text()
    other.execute("ROLLBACK")
    other.close()
    sitting.click(sitting.dialog().primary_button)
    assert names(stored(), state=KeyState.DISABLED) == []


def test_every_action_is_in_the_menu_and_most_have_keys(sitting):
    sitting.select(KOHA)
    sitting.press("Shift+F10")
    menu = sitting.table.menu
    shown = [action for action in menu.actions() if action.isVisible() and action.text()]
    assert [action.text() for action in shown if action.isEnabled()] == [
        "Open",
        "Edit",
        "Copy key",
        "Reveal key",
        "Compared with the portal",
        "Correct…",
        "Change permission…",
        "Change owner…",
        "Disable",
        "Replace…",
        "Plan replacements…",
        "Exposed: replace now…",
        "Used by nothing",
        "Save as calendar…",
        "Export…",
        "Remove",
        "Remove for good…",
    ]
    keys = {action.text(): action.shortcut().toString() for action in shown}
    assert keys["Edit"] == "F2"
    assert keys["Disable"] == "Ctrl+D"
    assert keys["Replace…"] == "Ctrl+R"
    assert keys["Remove"] == "Del"
    menu.close()


def test_row_buttons_can_always_be_shown(sitting):
    assert not sitting.table.rows.is_lit(1)
    sitting.session.set_preference(ROW_BUTTONS, True)
    sitting.settle()
    assert sitting.table.rows.is_lit(1)


def test_a_key_is_created_from_any_page(sitting):
    sitting.go("administrators")
    sitting.press("Ctrl+N")
    assert sitting.dialog().windowTitle() == "Create an API key"
    assert sitting.window.current_id == "keys"
