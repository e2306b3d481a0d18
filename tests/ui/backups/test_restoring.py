"""Restoring in the window: what would change, a way into the backup, and the window on it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.core.access import VaultState
from app.ui.backups.restore_dialog import RestoreDialog
from app.ui.kit.dialogs import ErrorDialog
from tests.stage import PASSPHRASE, RECOVERY_CODE, Stage, create_key, names
from tests.ui.window import WindowStage


def begin(on: WindowStage) -> RestoreDialog:
    """Make a key after the backup was made, and begin to restore that."""
    on.fill(lambda services: create_key(services, "Made later"))
    page = on.go("backups")
    page.table.choose_row(0)
    page.table.setFocus()
    on.press("Return", page.table)
    dialog: RestoreDialog = on.dialog(RestoreDialog)
    return dialog


def test_it_tells_what_would_change_and_restores(chosen):
    dialog = begin(chosen)
    assert dialog.change_label.text() == "Keys: 0 would come back, 1 would be lost, 0 would change."
    assert dialog.key_list.texts() == ["Made later would be lost"]
    assert "the recovery code that was made on 15 Jun 2026" in (
        dialog.form.fields["secret"].hint_label.text()
    )
    chosen.type_into(dialog.secret_edit, RECOVERY_CODE.reveal())
    chosen.click(dialog.primary_button)
    assert not chosen.dialogs
    assert chosen.window.current_id == "dashboard"
    assert chosen.toast == "The backup was restored."
    assert chosen.session.vault is VaultState.OPEN
    assert sorted(chosen.stored(names)) == ["Koha", "Moodle"]
    assert chosen.go("keys").model.rowCount() == 2
    assert [one.why.value for one in chosen.session.backups.state.shelf.backups] == [
        "restore",
        "daily",
    ]


def test_the_window_goes_on_working_after_it(chosen):
    dialog = begin(chosen)
    chosen.type_into(dialog.secret_edit, PASSPHRASE.reveal())
    chosen.click(dialog.primary_button)
    chosen.session.act(lambda services, _report: create_key(services, "After it"))
    chosen.settle()
    assert sorted(chosen.stored(names)) == ["After it", "Koha", "Moodle"]
    assert chosen.stored(lambda services: services.verify(), locked=False) == []


def test_a_wrong_secret_is_told_in_the_dialog(chosen):
    dialog = begin(chosen)
    chosen.type_into(dialog.secret_edit, "something else entirely")
    chosen.click(dialog.primary_button)
    assert "does not open the vault" in dialog.notice.text_label.text()
    assert "Made later" in chosen.stored(names)
    chosen.close_at_once(dialog)
    assert not list(chosen.stage.folder.glob("*restoring"))


def test_another_program_keeps_it_away_and_the_window_stays(chosen):
    dialog = begin(chosen)
    other = chosen.stage.open(locked=True)
    chosen.type_into(dialog.secret_edit, RECOVERY_CODE.reveal())
    chosen.click(dialog.primary_button)
    other.inventory.close()
    assert "Another program is using this inventory" in dialog.notice.text_label.text()
    dialog.reject()
    chosen.settle()
    assert chosen.go("keys").model.rowCount() == 3


def test_a_file_that_is_none_is_told(chosen, tmp_path, monkeypatch):
    (tmp_path / "other.db").write_text("hello")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "other.db"), ""))
    page = chosen.go("backups")
    chosen.click(page.file_button)
    dialog = chosen.dialog(ErrorDialog)
    assert "is not a backup that Keyholder made" in dialog.windowTitle()
    dialog.reject()


@pytest.fixture
def saved(stage: Stage, tmp_path: Path) -> Path:
    """A backup of another computer's inventory."""
    other = Stage(folder=tmp_path / "other").make()
    create_key(other, "From there")
    made = other.backups.make_file(str(tmp_path / "saved.db"))
    other.inventory.close()
    return Path(made.path)


def test_an_inventory_that_cannot_be_opened_is_restored(window_stage, stage, saved, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(saved), ""))
    stage.folder.mkdir(exist_ok=True)
    stage.place.database.write_text("this is no database, and long enough to be looked at" * 20)
    window_stage.open()
    window_stage.click(window_stage.failure.restore_button)
    dialog = window_stage.dialog(RestoreDialog)
    window_stage.type_into(dialog.secret_edit, RECOVERY_CODE.reveal())
    window_stage.click(dialog.primary_button)
    assert window_stage.stored(names) == ["From there"]
    assert list(stage.folder.glob("inventory.before-restore-*.db"))


def test_a_first_start_restores_instead(window_stage, saved, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(saved), ""))
    window_stage.open()
    window_stage.click(window_stage.set_up.restore_button)
    dialog = window_stage.dialog(RestoreDialog)
    assert dialog.change_label.text() == "There is no inventory here to compare with."
    window_stage.type_into(dialog.secret_edit, RECOVERY_CODE.reveal())
    window_stage.click(dialog.primary_button)
    assert window_stage.session.vault is VaultState.OPEN
    assert window_stage.stored(names) == ["From there"]
