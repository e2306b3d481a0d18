import csv
import io
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from app.ui.kit.dialogs import Confirm
from app.ui.transfer.export_dialog import ExportDialog
from tests.stage import PASSPHRASE, VALUE, Stage, add_key, create_key
from tests.ui.window import WindowStage, button

SEAL = "a seal of several words"


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage) -> WindowStage:
    services = stage.make()
    add_key(services, "Koha", value=VALUE)
    services.change.remove([create_key(services, "gone").id])
    services.inventory.close()
    return window_stage.open(passphrase=PASSPHRASE)


def names(path: Path) -> list[str]:
    text = path.read_bytes().decode("utf-8-sig")
    return [row["name"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def ask(opened: WindowStage, path: Path) -> ExportDialog:
    opened.click(button(opened.go("transfer"), "Export…"))
    dialog: ExportDialog = opened.dialog(ExportDialog)
    dialog.file_edit.line_edit.setText(str(path))
    return dialog


def test_all_keys_go_into_a_file_and_the_toast_names_it(opened, tmp_path):
    dialog = ask(opened, tmp_path / "keys.csv")
    assert [dialog.what_box.itemText(at)[-3:] for at in range(2)] == ["(1)", "(2)"]
    dialog.what_box.setCurrentIndex(1)
    opened.click(dialog.primary_button)
    assert sorted(names(tmp_path / "keys.csv")) == ["Koha", "gone"]
    assert opened.toast == f"Exported 2 keys to {tmp_path / 'keys.csv'}."


def test_values_are_sealed_unless_somebody_says_otherwise(opened, tmp_path):
    pyrage: Any = pytest.importorskip("pyrage")

    path = tmp_path / "keys.csv.age"
    dialog = ask(opened, path)
    dialog.values_box.setChecked(True)
    assert dialog.seal_box.isChecked()
    assert not dialog.primary_button.isEnabled()
    opened.type_into(dialog.proof_edit, "a wrong passphrase")
    opened.type_into(dialog.seal_fields.passphrase_edit, SEAL)
    opened.type_into(dialog.seal_fields.repeat_edit, SEAL)
    opened.click(dialog.primary_button)
    assert dialog.notice.isVisible()
    assert not path.exists()
    opened.type_into(dialog.proof_edit, PASSPHRASE.reveal())
    opened.click(dialog.primary_button)
    assert VALUE.reveal().encode() in pyrage.passphrase.decrypt(path.read_bytes(), SEAL)


def test_clear_values_are_warned_of(opened, tmp_path):
    dialog = ask(opened, tmp_path / "keys.csv")
    assert not dialog.clear_label.isVisible()
    dialog.values_box.setChecked(True)
    dialog.seal_box.setChecked(False)
    assert dialog.clear_label.isVisible()
    dialog.format_box.setCurrentIndex(dialog.format_box.findData("pdf"))
    assert not dialog.values_box.isEnabled()
    opened.click(dialog.cancel_button)


def test_the_list_as_shown_goes_out(opened, tmp_path):
    page = opened.go("keys", text="koha")
    opened.click(page.export_button)
    dialog = opened.dialog(ExportDialog)
    assert dialog.what_box.currentText() == "The list as shown (1)"
    dialog.file_edit.line_edit.setText(str(tmp_path / "keys.csv"))
    opened.click(dialog.primary_button)
    assert names(tmp_path / "keys.csv") == ["Koha"]


def test_selected_keys_go_out(opened, tmp_path):
    page = opened.go("keys", text="")
    page.table.selectRow(0)
    page.table.key_actions["export"].trigger()
    opened.settle()
    assert opened.dialog(ExportDialog).what_box.currentText() == "The selected keys (1)"


def test_a_name_that_says_sealed_is_refused_without_a_seal(opened, tmp_path):
    dialog = ask(opened, tmp_path / "keys.csv.age")
    opened.click(dialog.primary_button)
    assert "seal it, or drop the .age" in dialog.form.fields["file"].error_label.text()
    assert not (tmp_path / "keys.csv.age").exists()


def test_a_file_that_is_there_is_replaced_only_when_somebody_says_so(opened, tmp_path):
    path = tmp_path / "keys.csv"
    path.write_text("what was there", "utf-8")
    dialog = ask(opened, path)
    opened.click(dialog.primary_button)
    question = opened.dialog(Confirm)
    assert question.windowTitle() == "Replace “keys.csv”?"
    opened.click(question.cancel_button)
    assert path.read_text("utf-8") == "what was there"
    opened.click(dialog.primary_button)
    opened.click(opened.dialog(Confirm).primary_button)
    assert names(path) == ["Koha"]


def test_the_file_that_is_asked_about_is_the_sealed_one(opened, tmp_path):
    there = tmp_path / "keys.csv.age"
    there.write_text("what was there", "utf-8")
    dialog = ask(opened, tmp_path / "keys.csv")
    dialog.values_box.setChecked(True)
    opened.type_into(dialog.proof_edit, PASSPHRASE.reveal())
    opened.type_into(dialog.seal_fields.passphrase_edit, SEAL)
    opened.type_into(dialog.seal_fields.repeat_edit, SEAL)
    opened.click(dialog.primary_button)
    assert opened.dialog(Confirm).windowTitle() == "Replace “keys.csv.age”?"
    opened.click(opened.dialog(Confirm).primary_button)
    assert there.read_bytes().startswith(b"age-encryption.org/v1")


def test_what_the_file_dialog_asked_about_is_not_asked_again(opened, tmp_path, monkeypatch):
    path = tmp_path / "keys.csv"
    path.write_text("what was there", "utf-8")
    dialog = ask(opened, tmp_path / "other.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    opened.click(dialog.file_edit.browse_button)
    opened.click(dialog.primary_button)
    assert names(path) == ["Koha"]


def test_the_last_format_and_a_name_of_today_are_proposed(opened, tmp_path):
    dialog = ask(opened, tmp_path / "keys.json")
    dialog.choose_format("json")
    opened.click(dialog.primary_button)
    opened.click(button(opened.page, "Export…"))
    dialog = opened.dialog(ExportDialog)
    assert dialog.format.id == "json"
    proposed = Path(dialog.file_edit.line_edit.placeholderText())
    assert proposed.name == "keyholder-keys-2026-06-15.json"
    assert proposed.parent.is_dir()
