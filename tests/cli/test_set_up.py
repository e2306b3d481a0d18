"""keyholder init."""

import re

import pytest

from app.core.access import WayKind
from app.core.secret import Secret
from tests.stage import PASSPHRASE, Stage

CODE = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}\n")
WHO = (
    *("--organisation", "Example University"),
    *("--account-name", "Ada Tester"),
    *("--account-email", "ada@example.org"),
)


def ways(stage: Stage) -> set[WayKind]:
    """Return the ways into the inventory's vault."""
    services = stage.door.open()
    found = {way.kind for way in services.ways.all()}
    services.inventory.close()
    return found


def test_the_recovery_code_alone_is_on_standard_output(keyholder):
    answer = keyholder("init", *WHO)
    assert answer.code == 0
    assert CODE.fullmatch(answer.out)
    assert "This is the recovery code." in answer.err
    assert answer.out.strip() not in answer.err


def test_the_recovery_code_opens_the_vault(keyholder, stage):
    code = keyholder("init", *WHO).out.strip()
    services = stage.door.open()
    services.access.unlock(Secret(code))
    assert services.verify() == []
    services.inventory.close()


def test_the_keyring_opens_the_vault_afterwards(keyholder, stage):
    keyholder("init", *WHO)
    assert ways(stage) == {WayKind.RECOVERY_CODE, WayKind.KEYRING}
    assert keyholder("verify").code == 0


def test_a_passphrase_is_a_second_way(keyholder, stage):
    keyholder.opened("init", *WHO)
    assert ways(stage) == {WayKind.RECOVERY_CODE, WayKind.KEYRING, WayKind.PASSPHRASE}


def test_the_keyring_can_be_left_alone(keyholder, stage, keyring):
    keyholder.opened("init", "--no-keyring", *WHO)
    assert ways(stage) == {WayKind.RECOVERY_CODE, WayKind.PASSPHRASE}
    assert not keyring.entries
    assert keyholder.opened("verify").code == 0


def test_the_passphrase_comes_from_standard_input(keyholder, stage):
    keyholder(
        *("--passphrase-file", "-", "init", "--no-keyring"), *WHO, typed=f"{PASSPHRASE.reveal()}\n"
    )
    assert keyholder.opened("verify").code == 0


def test_what_is_given_is_recorded(keyholder):
    keyholder(
        *("init", *WHO, "--domain", "example.org", "--organisation-id", "12345"),
        *("--time-zone", "Pacific/Auckland", "--reports-api", "--lifetime-months", "6"),
    )
    (organisation,) = keyholder("organisations", "list", "--json").json
    assert organisation["name"] == "Example University"
    assert organisation["domain"] == "example.org"
    assert organisation["organisation_id"] == "12345"
    assert organisation["time_zone"] == "Pacific/Auckland"
    assert organisation["reports_api"] is True
    assert organisation["lifetime_months"] == 6
    (account,) = keyholder("accounts", "list", "--json").json
    assert (account["name"], account["email"]) == ("Ada Tester", "ada@example.org")
    assert account["mine"] is True


def test_the_time_zone_is_the_computers(keyholder, monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    answer = keyholder("init", *WHO)
    assert "time zone America/New_York" in answer.err
    (organisation,) = keyholder("organisations", "list", "--json").json
    assert organisation["time_zone"] == "America/New_York"
    assert organisation["reports_api"] is False
    assert organisation["lifetime_months"] == 12


def test_without_keyring_and_passphrase_it_says_what_to_do(keyholder, stage):
    answer = keyholder("init", "--no-keyring", *WHO)
    assert answer.code == 2
    assert "keyholder --passphrase-file FILE init" in answer.told()
    assert not stage.door.exists()


def test_a_computer_without_a_keyring_needs_a_passphrase(keyholder, tmp_path):
    keyholder.stage = Stage(folder=tmp_path / "other", keyring=None)
    assert keyholder("init", *WHO).code == 2
    assert keyholder.opened("init", *WHO).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--account-email", "nobody"], "Invalid value for '--account-email'"),
        (["--organisation", " "], "Invalid value for '--organisation': A name is needed."),
        (["--time-zone", "Atlantis"], "Invalid value for '--time-zone'"),
        (["--lifetime-months", "0"], "Invalid value for '--lifetime-months'"),
        (["--organisation-id", "x"], "Invalid value for '--organisation-id'"),
    ],
)
def test_what_cannot_be_used_is_told_of_its_option(keyholder, stage, words, said):
    answer = keyholder("init", *WHO, *words)
    assert answer.code == 2
    assert said in answer.told()
    assert not stage.door.exists()


def test_a_weak_passphrase_is_refused(keyholder, stage):
    keyholder.passphrase_file.write_text("short\n", "utf-8")
    answer = keyholder.opened("init", "--no-keyring", *WHO)
    assert answer.code == 2
    assert "at least 12 characters" in answer.told()
    assert not stage.door.exists()


def test_an_inventory_that_is_there_is_left_as_it_is(keyholder, services):
    answer = keyholder("init", *WHO)
    assert answer.code == 1
    assert "It was left as it is." in answer.told()
    assert not answer.out


def test_a_folder_for_backups_can_be_given(keyholder, tmp_path):
    (tmp_path / "stick").mkdir()
    answer = keyholder("init", *WHO, "--backup-folder", str(tmp_path / "stick"))
    assert answer.code == 0
    assert "There are no backups yet" not in answer.err
    assert keyholder("backups", "folder").out.strip() == str(tmp_path / "stick")
    assert "There are no backups" not in keyholder("backups", "list").out


def test_a_folder_inside_the_inventorys_sets_nothing_up(keyholder, stage):
    stage.folder.mkdir(exist_ok=True)
    answer = keyholder("init", *WHO, "--backup-folder", str(stage.folder))
    assert answer.code == 2
    assert "inside the inventory's own folder" in answer.err
    assert not stage.door.exists()
