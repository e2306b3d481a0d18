from functools import partial

from PySide6.QtCore import Qt

from app.core.audit import Act
from app.core.errors import DatabaseBusyError
from app.core.key import KeyState
from app.core.preference import LOCK_MINUTES
from app.services.suite import Services
from tests.stage import PASSPHRASE, RECOVERY_CODE, VALUE, names
from tests.ui.window import WindowStage

BANNER = "The vault is locked: names and dates can be read, values cannot."


def choose_key(opened: WindowStage, name: str = "Koha, main library") -> None:
    page = opened.go("keys")
    rows = range(page.model.rowCount())
    page.table.selectRow(next(row for row in rows if page.model.key_at(row).name == name))
    page.table.setFocus()


def names_disabled(services: Services) -> list[str]:
    return names(services, state=KeyState.DISABLED)


def test_the_keyboard_locks_and_the_window_says_so(opened):
    opened.press("Ctrl+L")
    assert not opened.session.is_open
    assert opened.banner == BANNER
    assert opened.window.footer.statuses["vault"].text() == "Vault locked"


def test_names_and_dates_stay_to_be_seen(opened):
    opened.press("Ctrl+L")
    page = opened.go("keys")
    names = {page.model.key_at(row).name for row in range(page.model.rowCount())}
    assert names == {"Koha, main library", "Usage reports in R"}


def test_nobody_there_for_a_while_locks(opened):
    opened.window._idle.set_after(60)
    opened.wait(lambda: not opened.session.is_open)
    opened.settle()
    assert opened.banner == BANNER


def test_a_touch_starts_the_wait_anew(opened):
    timer = opened.window._idle._timer
    opened.window._idle.set_after(1_500)
    for touch in (
        partial(opened.qtbot.keyClick, opened.window.tabs, Qt.Key.Key_Right),
        partial(opened.qtbot.mouseMove, opened.window.header),
    ):
        opened.wait(lambda: timer.remainingTime() < 1_200)
        before = timer.remainingTime()
        touch()
        assert timer.remainingTime() > before
    assert opened.session.is_open


def test_the_wait_is_a_preference_and_nought_never_locks(opened):
    for minutes, running in ((7, True), (0, False)):
        opened.session.set_preference(LOCK_MINUTES, minutes)
        opened.settle()
        timer = opened.window._idle._timer
        assert timer.isActive() is running
        assert timer.interval() == minutes * 60_000


def test_locking_takes_a_copied_value_off_the_clipboard(opened):
    choose_key(opened)
    opened.press("Ctrl+C", opened.page.table)
    assert opened.app.clipboard().text() == VALUE.reveal()
    opened.press("Ctrl+L")
    assert opened.app.clipboard().text() == ""


def test_the_banner_unlocks(opened):
    opened.press("Ctrl+L")
    opened.click(opened.banner_button("Unlock"))
    opened.type_into(opened.dialog().secret_edit, RECOVERY_CODE.reveal().lower())
    opened.click(opened.dialog().primary_button)
    assert opened.session.is_open
    assert not opened.dialogs
    assert not opened.banner
    assert opened.window.footer.statuses["vault"].text() == "Vault open"


def test_a_way_in_that_is_being_tried_may_be_left_alone(opened):
    opened.press("Ctrl+L")
    opened.click(opened.banner_button("Unlock"))
    for attempt in (RECOVERY_CODE.reveal()[::-1], RECOVERY_CODE.reveal()):
        dialog = opened.dialog()
        opened.type_into(dialog.secret_edit, attempt)
        with opened.qtbot.captureExceptions() as caught:
            dialog.primary_button.click()
            opened.close_at_once(dialog)
        assert caught == []
        assert opened.dialogs == []
        if not opened.session.is_open:
            opened.click(opened.banner_button("Unlock"))
    assert opened.session.is_open
    assert opened.banner == ""


def test_what_was_being_done_goes_on_after_unlocking(opened):
    opened.press("Ctrl+L")
    choose_key(opened)
    opened.press("Ctrl+D", opened.page.table)
    assert opened.dialog().windowTitle() == "Unlock the vault"
    assert opened.stored(names_disabled) == []
    opened.type_into(opened.dialog().secret_edit, PASSPHRASE.reveal())
    opened.press("Return", opened.dialog().secret_edit)
    assert opened.toast == "Disabled “Koha, main library”."
    assert opened.stored(names_disabled) == ["Koha, main library"]


def test_a_form_that_waits_for_the_vault_is_saved_after_unlocking(opened):
    page = opened.go("organisations")
    opened.click(page.create_button)
    form = opened.dialog()
    opened.type_into(form.fields.name_edit, "Late Library")
    opened.session.lock()
    opened.settle()
    opened.click(form.primary_button)
    opened.type_into(opened.dialog().secret_edit, PASSPHRASE.reveal())
    opened.click(opened.dialog().primary_button)
    assert not opened.dialogs
    assert "Late Library" in opened.stored(
        lambda services: [one.name for one in services.organisations.all()]
    )


def test_a_form_is_not_lost_where_unlocking_is_cancelled(opened):
    page = opened.go("organisations")
    opened.click(page.create_button)
    form = opened.dialog()
    opened.type_into(form.fields.name_edit, "Late Library")
    opened.session.lock()
    opened.settle()
    opened.click(form.primary_button)
    opened.press("Esc", opened.dialog())
    assert opened.dialog() is form
    assert form.fields.name_edit.text() == "Late Library"
    assert form.primary_button.isEnabled(), form.reason_label.text()


def test_a_wrong_secret_stays_in_the_dialog_and_is_audited(opened):
    opened.press("Ctrl+L")
    opened.click(opened.banner_button("Unlock"))
    dialog = opened.dialog()
    assert not dialog.primary_button.isEnabled()
    opened.type_into(dialog.secret_edit, "not the passphrase")
    opened.click(dialog.primary_button)
    assert opened.dialog() is dialog
    assert dialog.notice.text_label.text().startswith("That does not open the vault.")
    assert dialog.primary_button.isEnabled()
    assert not opened.session.is_open
    opened.press("Esc")
    assert not opened.dialogs
    assert opened.banner == BANNER
    acts = opened.stored(lambda services: [one.act for one in services.inventory.audit.latest(50)])
    assert Act.UNLOCK_FAILED in acts


def test_only_one_dialog_asks_at_a_time(opened):
    opened.press("Ctrl+L")
    opened.window.unlock()
    opened.window.unlock()
    assert len(opened.dialogs) == 1


def test_a_change_that_nobody_unlocks_for_is_let_go(opened):
    opened.press("Ctrl+L")
    choose_key(opened)
    opened.press("Ctrl+D", opened.page.table)
    opened.press("Esc", opened.dialog())
    assert not opened.dialogs
    assert not opened.toast
    assert not opened.page.busy._timer.isActive()
    assert not opened.page.busy.isVisible()
    assert opened.stored(names_disabled) == []


def test_a_preference_that_nobody_unlocks_for_goes_back(opened):
    page = opened.go("appearance")
    opened.press("Ctrl+L")
    opened.click(page.buttons_box)
    opened.press("Esc", opened.dialog())
    assert not page.buttons_box.isChecked()
    opened.click(page.buttons_box)
    opened.type_into(opened.dialog().secret_edit, PASSPHRASE.reveal())
    opened.click(opened.dialog().primary_button)
    assert page.buttons_box.isChecked()
    assert opened.session.row_buttons_always


def test_locking_takes_a_shown_value_off_the_screen(opened):
    page = opened.go("keys")
    opened.click(page.create_button)
    dialog = opened.dialog()
    opened.type_into(dialog.fields.name_edit, "Koha")
    dialog.fields.permission_list.cards["full"].radio.click()
    opened.click(dialog.primary_button)
    assert dialog.made_label.isVisible()
    opened.session.lock()
    opened.settle()
    assert not opened.dialogs


def test_one_failure_is_said_once(opened):
    for _time in range(3):
        opened.session.failed.emit(DatabaseBusyError())
    assert len(opened.dialogs) == 1
