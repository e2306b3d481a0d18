from dataclasses import replace

import pytest

from app.core.access import WayKind
from app.core.errors import WrongSecretError
from app.core.preference import CLIPBOARD_SECONDS, LOCK_MINUTES
from app.core.secret import Secret
from app.services.suite import Services
from tests.stage import PASSPHRASE, RECOVERY_CODE
from tests.ui.window import WindowStage

KEYRING, PHRASE, CODE = WayKind.KEYRING, WayKind.PASSPHRASE, WayKind.RECOVERY_CODE
NEW = "another dummy passphrase"


@pytest.fixture
def page(opened: WindowStage):
    made = opened.go("security")
    made._saving.setInterval(20)  # the pause after typing, shortened
    return made


def kinds(services: Services) -> set[WayKind]:
    return {way.kind for way in services.ways.all()}


def opens(opened: WindowStage, secret: str) -> bool:
    def trial(services: Services) -> bool:
        try:
            services.access.unlock(Secret(secret))
        except WrongSecretError:
            return False
        return True

    return bool(opened.stored(trial))


def test_the_clipboards_seconds_hold_at_once(opened, page):
    assert page.clipboard_box.text() == "20 s"
    page.clipboard_box.setFocus()
    page.clipboard_box.selectAll()
    opened.qtbot.keyClicks(page.clipboard_box, "45")
    opened.wait(lambda: opened.stored(_clipboard_seconds) == 45)
    opened.settle()
    keys = opened.go("keys")
    keys.table.selectRow(0)
    opened.press("Ctrl+C", keys.table)
    assert opened.toast == "Copied “Usage reports in R”. The clipboard is cleared in 45 s."


def test_the_locks_minutes_hold_at_once(opened, page):
    assert page.lock_box.value() == LOCK_MINUTES.default
    page.lock_box.setFocus()
    opened.press("Up", page.lock_box)
    opened.wait(lambda: opened.stored(_lock_minutes) == LOCK_MINUTES.default + 1)
    opened.settle()
    assert opened.window._idle._timer.interval() == (LOCK_MINUTES.default + 1) * 60_000


def test_a_number_changed_a_moment_before_leaving_is_kept(opened, page):
    page._saving.setInterval(60_000)
    page.lock_box.setValue(33)
    opened.go("dashboard")
    assert opened.stored(_lock_minutes) == 33


def test_lock_now_locks(opened, page):
    opened.click(page.lock_button)
    assert not opened.session.is_open
    assert opened.banner


def test_the_ways_in_are_listed_since_when(opened, page):
    for way in page.ways.values():
        assert way.since_label.text().startswith("Since 15 Jun 2026")
    assert page.ways[KEYRING].set_button.text() == "Renew"
    assert page.ways[PHRASE].set_button.text() == "Change…"
    assert page.ways[CODE].set_button.text() == "New code…"
    assert not page.ways[CODE].drop_button.isVisible(), "a recovery code always exists"


def test_the_passphrase_is_changed(opened, page):
    opened.click(page.ways[PHRASE].set_button)
    dialog = opened.dialog()
    assert dialog.reason_label.text() == "Give a passphrase."
    opened.type_into(dialog.fields.passphrase_edit, "too short")
    assert "at least 12 characters" in dialog.reason_label.text()
    opened.type_into(dialog.fields.passphrase_edit, NEW)
    assert dialog.reason_label.text() == "Type the same passphrase twice."
    opened.type_into(dialog.fields.repeat_edit, NEW)
    opened.click(dialog.primary_button)
    assert not opened.dialogs
    assert opened.toast == "Saved."
    assert opens(opened, NEW)
    assert not opens(opened, PASSPHRASE.reveal())


def test_the_passphrase_is_forgotten_and_set_again(opened, page):
    row = page.ways[PHRASE]
    opened.click(row.drop_button)
    assert opened.stored(kinds) == {KEYRING, CODE}
    assert row.since_label.text() == "Not in use"
    assert not row.drop_button.isVisible()
    assert row.set_button.text() == "Set…"
    assert not opens(opened, PASSPHRASE.reveal())
    opened.click(row.set_button)
    opened.type_into(opened.dialog().fields.passphrase_edit, NEW)
    opened.type_into(opened.dialog().fields.repeat_edit, NEW)
    opened.press("Return", opened.dialog().fields.repeat_edit)
    assert opens(opened, NEW)
    assert row.drop_button.isVisible()


def test_the_keyring_is_forgotten_and_used_again(opened, page, keyring):
    row = page.ways[KEYRING]
    opened.click(row.drop_button)
    assert opened.stored(kinds) == {PHRASE, CODE}
    assert keyring.entries == {}
    assert row.set_button.text() == "Use it"
    opened.click(row.set_button)
    assert len(keyring.entries) == 1
    before = dict(keyring.entries)
    opened.click(row.set_button)
    assert row.set_button.text() == "Renew"
    assert len(keyring.entries) == 1
    assert keyring.entries != before
    opened.open()
    assert opened.session.is_open


@pytest.mark.parametrize(("first", "last"), [(PHRASE, KEYRING), (KEYRING, PHRASE)])
def test_the_last_way_is_kept_and_the_reason_said(opened, page, first, last):
    opened.click(page.ways[first].drop_button)
    opened.click(page.ways[last].drop_button)
    said = opened.dialog()
    assert "the vault needs a recovery code, and a keyring or passphrase besides" in (
        said.title_label.text()
    )
    opened.press("Esc")
    assert opened.stored(kinds) == {last, CODE}
    assert page.ways[last].drop_button.isVisible()


def test_a_new_recovery_code_counts_once_its_last_group_is_typed(opened, page):
    opened.click(page.ways[CODE].set_button)
    dialog = opened.dialog()
    new = dialog.panel.code_label.text()
    assert dialog.reason_label.text() == "Type its last group."
    opened.type_into(dialog.panel.last_group_edit, "ZZZU")
    assert not dialog.primary_button.isEnabled()
    opened.press("Esc", dialog.panel.last_group_edit)
    assert opens(opened, RECOVERY_CODE.reveal())
    assert not opens(opened, new)
    opened.click(page.ways[CODE].set_button)
    dialog = opened.dialog()
    newer = dialog.panel.code_label.text()
    assert newer != new
    opened.type_into(dialog.panel.last_group_edit, newer.rsplit("-", 1)[-1].lower())
    opened.click(dialog.primary_button)
    assert opened.toast == "Saved."
    assert not any(opens(opened, former) for former in (RECOVERY_CODE.reveal(), new))
    services = opened.stage.door.open()
    services.access.unlock(Secret(newer))
    services.inventory.close()


def test_without_a_keyring_it_cannot_be_used_and_the_row_says_why(window_stage, stage):
    window_stage.stage = replace(stage, keyring=None)
    window_stage.stage.make().inventory.close()
    window_stage.open(passphrase=PASSPHRASE)
    row = window_stage.go("security").ways[KEYRING]
    assert row.since_label.text().startswith("No keyring that keeps secrets encrypted was found")
    assert not row.set_button.isEnabled()


def test_a_locked_vault_is_asked_for_before_a_way_changes(opened, page):
    opened.click(page.lock_button)
    opened.click(page.ways[PHRASE].drop_button)
    opened.type_into(opened.dialog().secret_edit, PASSPHRASE.reveal())
    opened.click(opened.dialog().primary_button)
    assert opened.stored(kinds) == {KEYRING, CODE}


def _clipboard_seconds(services: Services) -> int:
    return services.settings.load().get(CLIPBOARD_SECONDS)


def _lock_minutes(services: Services) -> int:
    return services.settings.load().get(LOCK_MINUTES)
