"""Replacing the vault key, in Preferences › Security."""

import pytest

from app.core.secret import Secret
from tests.stage import PASSPHRASE, RECOVERY_CODE
from tests.ui.preferences.test_security import opens
from tests.ui.window import WindowStage


@pytest.fixture
def dialog(opened: WindowStage):
    page = opened.go("security")
    opened.click(page.vault_key.replace_button)
    return opened.dialog()


def fill(opened: WindowStage, dialog, secret: Secret = PASSPHRASE) -> str:
    """Give a way in again and prove the new code; return that."""
    code = str(dialog.panel.code_label.text())
    opened.type_into(dialog.secret_edit, secret.reveal())
    opened.type_into(dialog.panel.last_group_edit, code.rsplit("-", 1)[-1])
    return code


def test_it_is_replaced_with_the_passphrase_and_a_proven_code(opened, dialog):
    assert dialog.reason_label.text() == "Give a way in again."
    opened.type_into(dialog.secret_edit, PASSPHRASE.reveal())
    assert dialog.reason_label.text() == "Type the new code's last group."
    code = fill(opened, dialog)
    opened.click(dialog.primary_button)
    assert not opened.dialogs
    assert opened.toast.startswith("The vault has a new key. No backup opens with the new")
    assert not opens(opened, RECOVERY_CODE.reveal())
    assert opens(opened, code)
    assert opens(opened, PASSPHRASE.reveal())
    keys = opened.go("keys")
    keys.table.selectRow(0)
    opened.press("Ctrl+C", keys.table)
    assert opened.toast.startswith("Copied “")


def test_a_backup_is_made_where_a_folder_is_chosen(opened, tmp_path):
    (tmp_path / "stick").mkdir()
    opened.fill(lambda services: services.backups.choose(str(tmp_path / "stick")))
    opened.click(opened.go("security").vault_key.replace_button)
    code = fill(opened, opened.dialog())
    opened.click(opened.dialog().primary_button)
    assert opened.toast == (
        "The vault has a new key, and a backup that the new recovery code opens."
    )
    services = opened.stage.door.open()
    services.access.unlock(Secret(code))
    services.backups.drill(Secret(code))
    services.inventory.close()


def test_a_wrong_passphrase_is_said_and_nothing_is_lost(opened, dialog):
    fill(opened, dialog, Secret("not the passphrase"))
    opened.click(dialog.primary_button)
    assert "That does not open the vault." in dialog.notice.text_label.text()
    fill(opened, dialog)
    opened.click(dialog.primary_button)
    assert not opened.dialogs


def test_another_program_is_to_be_closed_first(opened, dialog):
    other = opened.stage.door.open()
    fill(opened, dialog)
    opened.click(dialog.primary_button)
    assert "Another program is using this inventory" in dialog.notice.text_label.text()
    other.inventory.close()
    opened.click(dialog.primary_button)
    assert not opened.dialogs


def test_escape_leaves_the_key(opened, dialog):
    code = fill(opened, dialog)
    opened.press("Esc", dialog.secret_edit)
    assert opens(opened, RECOVERY_CODE.reveal())
    assert not opens(opened, code)


def test_locking_closes_what_shows_the_code(opened, dialog):
    opened.session.lock()
    opened.settle()
    assert not opened.dialogs


def test_without_a_passphrase_the_recovery_code_is_asked_for(window_stage, stage):
    stage.make(passphrase=None, keyring=True).inventory.close()
    window_stage.open()
    window_stage.click(window_stage.go("security").vault_key.replace_button)
    dialog = window_stage.dialog()
    assert dialog.form.fields["secret"].label.text() == "&Recovery code"
    code = fill(window_stage, dialog, RECOVERY_CODE)
    window_stage.click(dialog.primary_button)
    assert opens(window_stage, code)
