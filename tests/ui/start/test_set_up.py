import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.access import WayKind
from tests.stage import PASSPHRASE
from tests.ui.start.steps import prove_code, set_up, texts, to_ways, type_passphrase


def test_the_dashboard_opens_on_what_was_typed(first, stage):
    to_ways(first)
    first.click(first.set_up.ways.back_button)
    first.type_into(first.set_up.organisation.domain_edit, "example.org")
    first.type_into(first.set_up.organisation.number_edit, "70012345")
    first.type_into(first.set_up.account_email_edit, "ada@example.org")
    first.click(first.set_up.next_button)
    code = first.set_up.ways.recovery.code_label.text()
    prove_code(first)
    first.click(first.set_up.ways.finish_button)
    assert first.window.current_id == "dashboard"
    assert first.session.is_open
    assert first.window.header.organisation_button.text() == "Example University"
    assert first.window.header.profile_button.text() == "AT"
    assert not first.window.banner.isVisible()
    assert code not in texts(first)
    services = stage.door.open()
    made = services.organisations.default()
    assert (made.name, made.domain, made.number) == (
        "Example University",
        "example.org",
        "70012345",
    )
    assert made.time_zone == "Europe/London"
    assert [one.email for one in services.accounts.all()] == ["ada@example.org"]
    services.inventory.close()


def test_a_second_start_opens_with_the_keyring_by_itself(first):
    set_up(first)
    first.open()
    assert first.session.is_open
    assert not first.dialogs
    assert first.window.footer.statuses["vault"].text() == "Vault open"


def test_the_keyring_is_left_alone_where_it_is_not_wanted(first, keyring, stage):
    to_ways(first)
    first.click(first.set_up.ways.keyring_box)
    type_passphrase(first)
    prove_code(first)
    first.click(first.set_up.ways.finish_button)
    assert keyring.entries == {}
    first.open()
    assert first.dialog().windowTitle() == "Unlock the vault"


def test_without_a_keyring_the_second_start_asks_for_the_passphrase(bare):
    set_up(bare)
    assert bare.session.is_open
    bare.open()
    assert not bare.session.is_open
    dialog = bare.dialog()
    assert dialog.windowTitle() == "Unlock the vault"
    assert dialog.reason_label.text() == "Type one of the two."
    bare.type_into(dialog.secret_edit, "not the passphrase")
    bare.click(dialog.primary_button)
    assert "That does not open the vault." in dialog.notice.text_label.text()
    assert not bare.session.is_open
    bare.type_into(dialog.secret_edit, PASSPHRASE.reveal())
    bare.press("Return", dialog.secret_edit)
    assert bare.session.is_open
    assert not bare.dialogs
    assert not bare.banner


def test_cancel_leaves_names_and_dates_readable(bare):
    set_up(bare)
    bare.open()
    bare.press("Esc")
    assert not bare.dialogs
    assert "The vault is locked" in bare.banner
    page = bare.go("administrators")
    assert page.model.record(0).account.name == "Ada Tester"
    bare.click(bare.banner_button("Unlock"))
    bare.type_into(bare.dialog().secret_edit, PASSPHRASE.reveal())
    bare.click(bare.dialog().primary_button)
    assert bare.session.is_open
    assert not bare.banner


def test_a_passphrase_of_the_command_line_opens_the_vault(bare):
    set_up(bare)
    bare.open(passphrase=PASSPHRASE)
    assert bare.session.is_open
    assert not bare.dialogs


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full."),
        (errno.EACCES, "cannot be written. Nothing was changed."),
        (errno.EIO, "could not be read or written (Input/output error)."),
    ],
)
def test_a_disk_that_does_not_store_it_is_said_and_nothing_is_lost(
    bare, monkeypatch, stage, number, said
):
    real_open = os.open

    def failing(path: str | Path, *rest: int, **more: int) -> int:
        if str(path).endswith(".unfinished"):
            raise OSError(number, os.strerror(number))
        return real_open(path, *rest, **more)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", failing)
        set_up(bare)
    ways = bare.set_up.ways
    assert said in ways.failure_label.text()
    assert ways.failure_label.isVisible()
    assert ways.passphrase.passphrase_edit.text() == PASSPHRASE.reveal()
    assert bare.set_up.organisation.name_edit.text() == "Example University"
    assert not stage.place.database.exists()
    bare.click(ways.finish_button)
    assert bare.window.current_id == "dashboard"


def test_a_folder_that_cannot_be_made_is_said(window_stage, stage, tmp_path):
    blocked = tmp_path / "a file"
    blocked.write_text("where the folder should be")
    window_stage.stage = replace(stage, folder=blocked / "inventory")
    window_stage.open()
    set_up(window_stage)
    assert "could not be read or written" in window_stage.set_up.ways.failure_label.text()
    blocked.unlink()
    window_stage.click(window_stage.set_up.ways.finish_button)
    assert window_stage.window.current_id == "dashboard"


def test_the_ways_that_were_chosen_exist_and_no_others(bare, stage):
    set_up(bare)
    services = stage.door.open()
    kinds = {way.kind for way in services.ways.all()}
    services.inventory.close()
    assert kinds == {WayKind.PASSPHRASE, WayKind.RECOVERY_CODE}


def test_a_folder_for_backups_gets_the_first_one_at_once(first, tmp_path):
    (tmp_path / "stick").mkdir()
    to_ways(first)
    prove_code(first)
    ways = first.set_up.ways
    first.type_into(ways.folder_edit.line_edit, str(tmp_path / "nowhere"))
    first.click(ways.finish_button)
    assert "There is no folder" in ways.backup_form.fields["backup_folder"].error_label.text()
    first.type_into(ways.folder_edit.line_edit, str(tmp_path / "stick"))
    first.click(ways.finish_button)
    assert first.window.current_id == "dashboard"
    first.wait(lambda: list((tmp_path / "stick").glob("*.json")))
    first.settle()
    assert "Last good backup: " in first.page.last_line.text()
