"""What opens the vault: the passphrase that was given, else the keyring, else nothing."""

import pytest

from tests.stage import MemoryKeyring, create_key

CHANGES = [
    ["keys", "create", "--name", "X", "--permission", "full"],
    ["keys", "add", "--name", "X", "--permission", "full", "--expires", "2027-03-01"],
    ["keys", "show", "0", "--reveal"],
    ["keys", "edit", "0", "--name", "X"],
    ["keys", "disable", "0"],
    ["keys", "enable", "0"],
    ["keys", "remove", "0"],
    ["keys", "restore", "0"],
    ["keys", "compared", "0"],
    ["keys", "destroy", "0", "--yes"],
    ["keys", "fill", "0"],
    ["keys", "correct", "0", "--ending", "c15b"],
    ["todos", "done", "0"],
    ["todos", "undo", "0"],
    ["organisations", "create", "--name", "X"],
    ["organisations", "edit", "0", "--name", "X"],
    ["organisations", "remove", "0"],
    ["accounts", "create", "--name", "X"],
    ["accounts", "edit", "0", "--name", "X"],
    ["accounts", "remove", "0"],
    ["accounts", "mine", "0"],
    ["preferences", "set", "lock-minutes", "5"],
    ["access", "passphrase"],
    ["access", "recovery-code"],
    ["access", "keyring"],
    ["access", "forget", "keyring"],
    ["verify"],
]

READS = [
    ["keys", "list"],
    ["todos", "list"],
    ["organisations", "list"],
    ["accounts", "list"],
    ["preferences", "list"],
    ["preferences", "get", "lock-minutes"],
    ["access", "list"],
]


@pytest.mark.parametrize("words", CHANGES, ids=" ".join)
def test_a_change_needs_the_vault_and_says_what_opens_it(keyholder, services, words):
    answer = keyholder(*words)
    assert answer.code == 3
    assert answer.told().startswith("The vault is locked.")
    assert "keyholder --passphrase-file FILE" in answer.told()
    assert not answer.out


@pytest.mark.parametrize("words", READS, ids=" ".join)
def test_a_look_needs_no_vault(keyholder, services, words):
    create_key(services)
    assert keyholder(*words).code == 0


@pytest.mark.parametrize("words", [*CHANGES, *READS], ids=" ".join)
def test_without_an_inventory_nothing_is_left_behind(keyholder, stage, words):
    answer = keyholder.opened(*words, typed="nothing\n")
    assert answer.code == 3
    assert "keyholder init" in answer.told()
    assert not stage.folder.exists()


def test_a_wrong_passphrase_could_not_tell(keyholder, services):
    keyholder.passphrase_file.write_text("a wrong dummy passphrase\n", "utf-8")
    for words in (["verify"], ["keys", "list"]):
        answer = keyholder.opened(*words)
        assert answer.code == 3
        assert answer.told().startswith("That does not open the vault.")
        assert "wrong dummy" not in answer.err


@pytest.fixture
def with_keyring(stage):
    stage.make(keyring=True).inventory.close()


def test_the_keyring_opens_the_vault(keyholder, with_keyring):
    assert keyholder("keys", "create", "--name", "X", "--permission", "full").code == 0


def test_a_passphrase_that_is_given_goes_before_the_keyring(keyholder, with_keyring):
    keyholder.passphrase_file.write_text("a wrong dummy passphrase\n", "utf-8")
    assert keyholder.opened("verify").code == 3


def test_a_keyring_that_lost_its_entry_is_told_by_changes_alone(keyholder, with_keyring, keyring):
    keyring.entries.clear()
    answer = keyholder("keys", "disable", "0")
    assert answer.code == 3
    assert "Open the vault with the passphrase or the recovery code." in answer.told()
    assert keyholder("accounts", "list").code == 0


def test_a_keyring_that_is_shut_is_told(keyholder, with_keyring, keyring, monkeypatch):
    class KeyringLocked(Exception):  # noqa: N818 - the library's own name
        """As the keyring library calls it."""

    def locked(self: MemoryKeyring, service: str, username: str) -> str | None:
        raise KeyringLocked

    monkeypatch.setattr(MemoryKeyring, "get_password", locked)
    answer = keyholder("verify")
    assert answer.code == 3
    assert answer.told().startswith("The system's keyring is locked.")
