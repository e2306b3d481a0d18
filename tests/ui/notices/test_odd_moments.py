"""What comes at odd moments: answers that cross, errors half mended, dialogs closed early."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.core.errors import RecipientUnknownError
from app.core.mail import Letter, Server
from app.core.notice import NoticeState
from app.core.organisation import AccountDraft
from app.core.preference import MAIL_ON
from app.services.key_list import View
from app.services.suite import Services
from app.storage.login_start import name_of
from tests.edges import MAIL, SILENT, FakePostman, set_preferences
from tests.stage import NOON, add_key
from tests.ui import rows
from tests.ui.window import WindowStage

KOHA = "Koha, main library"
STAGES, WEEKEND = "notice-stages", "weekend"


def look(opened: WindowStage) -> None:
    opened.window.lookout.look()
    opened.settle()


def states(services: Services) -> dict[str, NoticeState]:
    return {line.subject.name: line.state for line in services.notice_list.current()}


def test_all_keys_are_saved_as_a_calendar(opened, tmp_path, monkeypatch):
    path = tmp_path / "chosen.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    opened.click(opened.go("keys").calendar_button)
    assert opened.toast.startswith("Saved.")
    assert path.exists()


def test_the_chosen_row_stays_the_same_notice_when_a_more_urgent_one_comes(opened, page):
    rows.select(opened, KOHA)
    opened.fill(lambda services: add_key(services, "Urgent", expires_on=date(2026, 6, 1)))
    look(opened)
    opened.press("Space", page.table)
    acknowledged = {name for name, state in opened.stored(states).items() if state != "open"}
    assert acknowledged == {KOHA}


def test_undo_gives_a_snooze_back_that_an_acknowledgement_had_ended(opened, page):
    rows.press(opened, KOHA, "Ctrl+S")
    opened.click(opened.dialog().primary_button)
    opened.click(page.chips.buttons["snoozed"])
    rows.press(opened, KOHA, "Space")
    opened.press("Ctrl+Z", page.table)
    assert opened.stored(states)[KOHA] is NoticeState.SNOOZED


def test_undo_gives_an_acknowledgement_back_that_a_snooze_had_ended(opened, page):
    rows.press(opened, KOHA, "Space")
    opened.click(page.chips.buttons["acknowledged"])
    rows.press(opened, KOHA, "Ctrl+S")
    opened.click(opened.dialog().primary_button)
    opened.press("Ctrl+Z", page.table)
    assert opened.stored(states)[KOHA] is NoticeState.ACKNOWLEDGED


def test_acknowledge_all_is_off_where_it_would_do_nothing(opened, page):
    rows.press(opened, KOHA, "Space")
    opened.click(page.chips.buttons["acknowledged"])
    assert not page.all_button.isEnabled()


def test_one_that_is_settled_meanwhile_does_not_stop_acknowledge_all(opened, page):
    def disable(services: Services) -> None:
        [key] = services.keys.page(services.keys.query(View(filter="rehearsal")), 0, 9)
        services.change.disable([key.id])

    opened.fill(disable)
    opened.click(page.all_button)
    assert not opened.dialogs
    assert set(opened.stored(states).values()) == {NoticeState.ACKNOWLEDGED}


def test_a_successor_of_the_same_name_is_not_warned_of(opened, page):
    rows.click(opened, KOHA, "Replace…")
    form = opened.dialog()
    opened.type_into(form.ending_edit, "4f2e")
    opened.type_into(form.expiry_edit.line_edit, "2027-06-15")
    opened.click(form.primary_button)
    assert not opened.dialogs


def test_the_banner_goes_once_the_clock_is_right(opened, clock):
    clock.moment = datetime(2025, 6, 16, 12, tzinfo=UTC)
    opened.open()
    banner = opened.window._signs.banner
    assert banner.isVisible()
    clock.moment = NOON
    look(opened)
    assert not banner.isVisible()


def test_several_e_mails_that_were_given_up_are_e_mails(window_stage, stage, original, postman):
    postman.trouble = RecipientUnknownError(host="h", recipient="r", reason="550")
    original.copy_to(stage)
    window_stage.fill(lambda services: set_preferences(services, MAIL)).open()
    assert window_stage.window.footer.statuses["mail"].text() == "⚠ 2 e-mails given up"


def test_what_waited_for_the_desktop_is_not_shown_once_that_is_not_wanted(
    window_stage, stage, original, desktop, clock
):
    original.copy_to(stage)
    desktop.trouble = SILENT
    window_stage.open()
    window_stage.click(window_stage.go("notice-settings").desktop_box)
    desktop.trouble = None
    clock.turn(minutes=5)
    look(window_stage)
    assert desktop.shown == []


def test_a_wrong_schedule_stays_typed_when_something_else_is_changed(opened):
    page = opened.go("notice-settings")
    opened.type_into(page.stages_edit, "30, soon")
    opened.press("Tab", page.stages_edit)
    assert page.form.fields[STAGES].error
    opened.click(page.desktop_box)
    assert page.stages_edit.text() == "30, soon"
    assert page.form.fields[STAGES].error


def test_no_error_stands_at_days_off_that_are_right(opened):
    page = opened.go("notice-settings")
    for day in ("sat", "sun"):
        opened.click(page.weekend_row.boxes[day])
    opened.click(page.desktop_box)
    assert bool(page.form.fields[WEEKEND].error) is (page.weekend_row.days() == ())


def test_an_entry_that_cannot_be_taken_away_is_still_shown_as_there(
    opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    entry = tmp_path / "config" / "autostart" / f"{name_of(opened.stage.folder)}.desktop"
    entry.mkdir(parents=True)  # cannot be unlinked
    page = opened.go("notice-settings")
    assert page.login_box.isChecked()
    opened.click(page.login_box)
    assert page.banner.text_label.text().startswith("Starting at login could not be set (")
    assert page.login_box.isChecked()


class SlowPostman(FakePostman):
    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()

    def send(self, letter: Letter, server: Server) -> None:
        self.go_on.wait(timeout=20)
        super().send(letter, server)


def test_a_test_dialog_can_be_closed_while_it_sends(window_stage, stage, original, qtbot: QtBot):
    slow = SlowPostman()
    original.copy_to(stage)
    window_stage.fill(lambda services: set_preferences(services, MAIL | {MAIL_ON: "false"}))
    window_stage.stage = replace(stage, postman=slow)
    window_stage.open()
    window_stage.click(window_stage.go("mail").test_button)
    dialog = window_stage.dialog()
    with qtbot.captureExceptions() as caught:
        dialog.primary_button.click()
        window_stage.wait(lambda: window_stage.session._aside._waiting)
        dialog.reject()
        window_stage.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        slow.go_on.set()
        window_stage.settle()
    assert caught == []


def test_an_account_that_expires_shows_before_the_first_key(window_stage, stage):
    services = stage.make(keyring=True)
    home = services.organisations.default().id
    services.accounts.create(
        AccountDraft(name="Grace", organisation=home, expires_on=date(2026, 6, 18))
    )
    services.inventory.close()
    window_stage.open()
    assert window_stage.window.bell.text() == "1"
    assert window_stage.page.needs_list.isVisible()
