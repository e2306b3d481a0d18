"""access list, passphrase, recovery-code, keyring, forget."""

import sys

import pytest

from app.core.secret import Secret
from app.services.suite import Services
from tests.cli.conftest import FullDisk, Keyholder
from tests.stage import PASSPHRASE, RECOVERY_CODE, create_key

NEW = "another dummy passphrase"


def ways(keyholder: Keyholder) -> list[str]:
    return [way["kind"] for way in keyholder("access", "list", "--json").json]


def opens(keyholder: Keyholder, secret: str) -> bool:
    """Tell whether *secret* opens the vault."""
    return keyholder("--passphrase-file", "-", "verify", typed=secret).code == 0


def test_the_ways_in_are_listed(keyholder, services):
    assert sorted(ways(keyholder)) == ["passphrase", "recovery_code"]
    answer = keyholder("access", "list")
    assert answer.lines[1].split()[1] == "2026-06-15T12:00:00+00:00"


def test_json_has_every_field(keyholder, services):
    for way in keyholder("access", "list", "--json").json:
        assert list(way) == ["kind", "since"]


def test_a_new_passphrase_is_read_from_standard_input(keyholder, services):
    answer = keyholder.opened("access", "passphrase", typed=f"{NEW}\n")
    assert (answer.code, answer.out, answer.err) == (0, "The passphrase is set.\n", "")
    assert opens(keyholder, NEW)
    assert not opens(keyholder, PASSPHRASE.reveal())


def test_the_former_and_the_new_come_one_after_the_other(keyholder, services):
    typed = f"{PASSPHRASE.reveal()}\n{NEW}\n"
    assert keyholder("--passphrase-file", "-", "access", "passphrase", typed=typed).code == 0
    assert opens(keyholder, NEW)


@pytest.mark.parametrize("typed", ["short\n", "\n", ""])
def test_a_weak_passphrase_is_refused_and_not_repeated(keyholder, services, typed):
    answer = keyholder.opened("access", "passphrase", typed=typed)
    assert answer.code == 2
    assert "short" not in answer.told()
    assert opens(keyholder, PASSPHRASE.reveal())


def test_a_new_recovery_code_is_printed_once(keyholder, services):
    answer = keyholder.opened("access", "recovery-code")
    code = answer.out.strip()
    assert len(answer.lines) == 1
    assert code not in answer.err
    assert Secret(code) != RECOVERY_CODE
    assert opens(keyholder, code)
    assert not opens(keyholder, RECOVERY_CODE.reveal())


def test_a_code_that_could_not_be_printed_takes_no_place(keyholder, services, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", FullDisk())
        assert keyholder.opened("access", "recovery-code").code == 3
    assert opens(keyholder, RECOVERY_CODE.reveal())


def test_the_keyring_is_used_and_forgotten(keyholder, services, keyring):
    answer = keyholder.opened("access", "keyring")
    assert answer.code == 0
    assert "keyring" in ways(keyholder)
    assert keyring.entries
    assert keyholder("verify").code == 0
    answer = keyholder("access", "forget", "keyring")
    assert answer.out == "keyring opens the vault no longer.\n"
    assert "keyring" not in ways(keyholder)
    assert not keyring.entries


@pytest.mark.parametrize("kind", ["passphrase", "recovery_code"])
def test_the_last_way_besides_the_code_and_the_code_are_kept(keyholder, services, kind):
    answer = keyholder.opened("access", "forget", kind)
    assert answer.code == 1
    assert "the vault needs a recovery code" in answer.told()


def test_an_unknown_way_is_wrong_usage(keyholder, services):
    assert keyholder.opened("access", "forget", "window").code == 2


@pytest.fixture
def closed(services: Services) -> None:
    """An inventory that no other program uses."""
    create_key(services)
    services.inventory.close()


def test_the_vault_key_is_replaced(keyholder, closed):
    answer = keyholder.opened("access", "rotate")
    assert answer.code == 0
    code = answer.out.strip()
    assert len(answer.lines) == 1
    assert "The vault has a new key: 7 records were sealed again." in answer.err
    assert "No backup opens with the new code yet. Make one: keyholder backup." in answer.err
    assert opens(keyholder, code)
    assert opens(keyholder, PASSPHRASE.reveal())
    assert not opens(keyholder, RECOVERY_CODE.reveal())


def test_an_open_vault_alone_does_not_do_for_a_new_key(keyholder, closed):
    answer = keyholder("access", "rotate")
    assert answer.code == 3
    assert "--passphrase-file FILE" in answer.told()


def test_a_vault_key_is_not_replaced_where_its_code_could_not_be_printed(
    keyholder, closed, monkeypatch
):
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", FullDisk())
        assert keyholder.opened("access", "rotate").code == 3
    assert opens(keyholder, RECOVERY_CODE.reveal())
    assert keyholder.opened("verify").code == 0


def test_an_inventory_in_use_is_not_sealed_again(keyholder, services):
    answer = keyholder.opened("access", "rotate")
    assert answer.code == 3
    assert answer.out == ""
    assert "Another program is using this inventory" in answer.told()
    assert "Close every other Keyholder" in answer.told()


def test_a_printed_code_that_was_not_stored_is_said_to_be_void(keyholder, closed):
    keyholder.tamper(
        "CREATE TRIGGER no_more BEFORE UPDATE OF sealed_entries ON state"
        " WHEN NEW.sealed_entries > OLD.sealed_entries BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    answer = keyholder.opened("access", "recovery-code")
    assert answer.code != 0
    assert answer.out
    assert "The code printed above opens nothing: the former one counts still." in answer.err
    keyholder.tamper("DROP TRIGGER no_more")
    assert opens(keyholder, RECOVERY_CODE.reveal())


def test_ctrl_c_after_the_new_key_was_stored_does_not_call_its_code_void(
    keyholder, services, keyring, stage, tmp_path, monkeypatch
):
    """It is pressed while the backup that the new code opens is made."""
    services.backups.choose(str(tmp_path))
    keyholder.opened("access", "keyring")
    services.inventory.close()
    with monkeypatch.context() as patched:

        def press(*_given: object) -> None:
            raise KeyboardInterrupt

        def stored(*_entry: str) -> None:
            patched.setattr(stage.clock, "now", press)

        patched.setattr(keyring, "delete_password", stored)
        answer = keyholder.opened("access", "rotate")
    assert answer.code == 130
    assert "The code printed above was stored before that: it counts" in answer.err
    assert opens(keyholder, answer.out.strip())
    assert not opens(keyholder, RECOVERY_CODE.reveal())
