"""The page of backups: the folder, the list, and what is done there."""

import shutil

from app.core.audit import Act
from app.ui.backups.dialogs import DrillDialog, FolderDialog
from app.ui.kit.dialogs import ErrorDialog
from app.ui.unlock_dialog import UnlockDialog
from tests.stage import RECOVERY_CODE
from tests.ui.window import button


def said(banner) -> str:
    return banner.text_label.text() if banner.isVisible() else ""


def rows(page) -> list[str]:
    return [page.model.index(row, 1).data() for row in range(page.model.rowCount())]


def test_without_a_folder_it_asks_for_one(opened, stick):
    page = opened.go("backups")
    assert page.empty.isVisible()
    assert "choose a folder on another device" in page.empty.sentence_label.text()
    assert not page.make_button.isVisible()
    opened.click(page.choose_button)
    dialog = opened.dialog(FolderDialog)
    opened.type_into(dialog.folder_edit.line_edit, str(stick))
    opened.click(dialog.primary_button)
    assert not opened.dialogs
    assert rows(page) == ["daily"]
    assert f"In {stick}. Last good backup: " in page.head.line_label.text()


def test_a_folder_inside_the_inventorys_is_refused_in_the_form(opened):
    page = opened.go("backups")
    opened.click(page.folder_button)
    dialog = opened.dialog(FolderDialog)
    opened.type_into(dialog.folder_edit.line_edit, str(opened.stage.folder))
    opened.click(dialog.primary_button)
    assert "inside the inventory's own folder" in dialog.form.fields["folder"].error_label.text()
    dialog.reject()


def test_one_is_made_now(chosen, stick):
    page = chosen.go("backups")
    chosen.click(page.make_button)
    assert rows(page) == ["on request", "daily"]
    assert chosen.toast.startswith("Backed up and verified: keyholder-")
    assert len(list(stick.glob("*.db"))) == 2


def test_a_row_is_verified_by_keyboard(chosen):
    page = chosen.go("backups")
    page.table.choose_row(0)
    page.table.setFocus()
    chosen.press("Space", page.table)
    assert chosen.toast.endswith("is whole.")


def test_a_damaged_one_is_told(chosen, stick):
    page = chosen.go("backups")
    (path,) = stick.glob("*.db")
    path.write_bytes(path.read_bytes()[:-1] + b"\1")
    page.table.choose_row(0)
    chosen.press("Space", page.table)
    dialog = chosen.dialog(ErrorDialog)
    assert "not the one that was verified" in dialog.meaning_label.text()
    dialog.reject()


def test_a_drill_is_remembered(chosen):
    page = chosen.go("backups")
    chosen.click(page.drill_button)
    dialog = chosen.dialog(DrillDialog)
    chosen.type_into(dialog.code_edit, "0000-0000")
    chosen.click(dialog.primary_button)
    assert "seven groups" in dialog.form.fields["recovery_code"].error_label.text()
    chosen.type_into(dialog.code_edit, RECOVERY_CODE.reveal())
    chosen.click(dialog.primary_button)
    assert "The recovery code opens the latest backup" in chosen.toast
    acts = chosen.stored(lambda services: [one.act for one in services.inventory.audit.latest(3)])
    assert Act.DRILLED in acts
    assert "Last restore drill: " in page.head.line_label.text()


def test_a_folder_that_is_gone_is_told_with_retry(chosen, stick):
    page = chosen.go("backups")
    away = stick.with_name("away")
    stick.rename(away)
    page.refresh()
    chosen.settle()
    assert "cannot be reached" in said(page.banner)
    assert page.empty.isVisible()
    away.rename(stick)
    chosen.click(button(page.banner, "Retry"))
    assert rows(page) == ["daily"]


def test_the_dashboard_warns_until_a_folder_is_chosen(opened, stick):
    warning = opened.page.warnings.backups
    assert said(warning).startswith("There are no backups")
    assert opened.window.footer.statuses["backup"].text() == "⚠ No backups"
    opened.click(button(warning, "Choose a folder"))
    dialog = opened.dialog(FolderDialog)
    opened.type_into(dialog.folder_edit.line_edit, str(stick))
    opened.click(dialog.primary_button)
    page = opened.go("dashboard")
    assert "Last good backup: " in page.last_line.text()
    assert "go to the device that the inventory is on" in said(page.warnings.backups)
    assert opened.window.footer.statuses["backup"].text().startswith("Last backup ")


def test_the_dashboard_warns_of_a_folder_that_is_gone(chosen, stick):
    shutil.rmtree(stick)
    chosen.window.lookout.look()
    chosen.settle()
    page = chosen.go("dashboard")
    assert "cannot be reached" in said(page.warnings.backups)
    assert chosen.window.footer.statuses["backup"].text() == "⚠ Backup folder gone"


def test_a_new_day_brings_a_new_backup(chosen, stick, clock):
    chosen.fill(lambda services: services.settings.set_text("lock-minutes", "7"))
    clock.turn(days=1)
    chosen.window.lookout.look()
    chosen.settle()
    assert len(list(stick.glob("*.db"))) == 2


def test_a_vault_that_was_never_opened_makes_none(opened, stick, keyring):
    keyring.entries.clear()
    opened.fill(lambda services: services.backups.choose(str(stick)))
    opened.open()
    opened.dialog(UnlockDialog).reject()
    opened.settle()
    assert list(stick.glob("*.db")) == []
