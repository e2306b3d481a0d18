"""--passphrase-file: what opens the vault, from a file or from standard input."""

import sys

import pytest

from tests.cli.conftest import Answer
from tests.stage import PASSPHRASE, RECOVERY_CODE, create_key

posix = pytest.mark.skipif(sys.platform == "win32", reason="a file's mode says nothing there")


@pytest.fixture
def with_file(keyholder, services, tmp_path):
    """Return a function that verifies the inventory with a passphrase file of some content."""

    def verify(content: bytes) -> Answer:
        path = tmp_path / "phrase"
        path.write_bytes(content)
        path.chmod(0o600)
        answer: Answer = keyholder("--passphrase-file", str(path), "verify")
        return answer

    return verify


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\nanother line\n"])
def test_the_first_line_without_its_end_opens_the_vault(with_file, end):
    assert with_file(PASSPHRASE.reveal().encode() + end).code == 0


def test_a_mark_that_windows_puts_before_text_is_left_out(with_file):
    assert with_file(b"\xef\xbb\xbf" + PASSPHRASE.reveal().encode() + b"\r\n").code == 0


def test_the_recovery_code_opens_the_vault_too(with_file):
    assert with_file(RECOVERY_CODE.reveal().lower().encode()).code == 0


def test_a_space_belongs_to_the_passphrase(with_file):
    answer = with_file(PASSPHRASE.reveal().encode() + b" \n")
    assert answer.code == 3
    assert answer.told().startswith("That does not open the vault.")


def test_an_empty_file_is_refused(with_file):
    answer = with_file(b"")
    assert answer.code == 2
    assert "empty or missing" in answer.told()


def test_a_file_of_another_encoding_is_refused_without_its_content(with_file):
    answer = with_file("geheim-ähnlich".encode("latin-1"))
    assert answer.code == 2
    assert "UTF-8" in answer.told()
    assert "geheim" not in answer.err


def test_a_file_that_is_not_there_is_told(keyholder, services, tmp_path):
    answer = keyholder("--passphrase-file", str(tmp_path / "none"), "verify")
    assert answer.code == 2
    assert f"The passphrase file {tmp_path / 'none'} cannot be read" in answer.told()


def test_a_folder_in_place_of_a_file_is_told(keyholder, services, tmp_path):
    answer = keyholder("--passphrase-file", str(tmp_path), "keys", "list")
    assert answer.code == 2
    assert "cannot be read" in answer.told()


def test_a_missing_file_is_told_before_a_window_opens(keyholder, tmp_path):
    answer = keyholder("--passphrase-file", str(tmp_path / "none"))
    assert answer.code == 2
    assert not keyholder.started


@posix
@pytest.mark.parametrize("mode", [0o604, 0o640, 0o644])
def test_a_file_that_others_can_read_is_warned_of(keyholder, services, mode):
    keyholder.passphrase_file.chmod(mode)
    answer = keyholder.opened("verify")
    assert answer.code == 0
    assert answer.told() == (
        f"Others can read {keyholder.passphrase_file}. Keep it to yourself with: "
        f"chmod 600 {keyholder.passphrase_file}"
    )


def test_a_file_of_ones_own_is_not_warned_of(keyholder, services):
    assert not keyholder.opened("verify").err


def test_a_file_of_secrets_is_not_read_for_help(keyholder, tmp_path):
    answer = keyholder("--passphrase-file", str(tmp_path / "none"), "keys", "list", "--help")
    assert answer.code == 0


def test_the_first_line_of_standard_input_opens_the_vault(keyholder, services):
    answer = keyholder(
        "--passphrase-file", "-", "verify", typed=f"{PASSPHRASE.reveal()}\nand more\n"
    )
    assert answer.code == 0
    assert answer.out.startswith("The inventory is whole.")


def test_standard_input_without_a_line_is_told(keyholder, services):
    answer = keyholder("--passphrase-file", "-", "verify")
    assert answer.code == 2
    assert "empty or missing" in answer.told()


def test_standard_input_opens_the_vault_for_lists_too(keyholder, services):
    create_key(services)
    answer = keyholder(
        "--passphrase-file", "-", "keys", "list", "--json", typed=PASSPHRASE.reveal()
    )
    assert len(answer.json) == 1
