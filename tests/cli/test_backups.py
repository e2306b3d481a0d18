"""keyholder backup, backups and restore."""

from pathlib import Path

import pytest

from tests.stage import RECOVERY_CODE, create_key


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def chosen(keyholder, inventory, stick: Path) -> Path:
    """The stick, chosen as the folder."""
    create_key(inventory, "Koha")
    answer = keyholder.opened("backups", "folder", str(stick))
    assert answer.code == 0
    assert answer.out == f"Backups go to {stick} now.\n"
    return stick


def test_a_backup_goes_to_the_chosen_folder(keyholder, chosen):
    answer = keyholder.opened("backup")
    assert answer.code == 0
    path = Path(answer.out.strip().removeprefix("Backed up and verified: "))
    assert path.parent == chosen
    assert keyholder.opened("backups", "folder").out.strip() == str(chosen)


def test_one_goes_to_a_file_of_ones_own(keyholder, inventory, stick):
    answer = keyholder.opened("backup", str(stick / "mine.db"), "--json")
    assert answer.code == 0
    assert answer.json["keys"] == 0
    assert (stick / "mine.db").exists()


def test_without_a_folder_it_says_what_to_do(keyholder, inventory):
    answer = keyholder.opened("backup")
    assert answer.code == 3
    assert "keyholder backups folder DIR" in answer.told()


def test_the_list_tells_each(keyholder, chosen):
    keyholder.opened("backup")
    answer = keyholder.opened("backups", "list")
    assert answer.lines[0].split() == ["Made", "Why", "Keys", "Size", "State", "Name"]
    assert "on request" in answer.lines[1]
    assert "Verified" in answer.lines[1]
    (record,) = keyholder.opened("backups", "list", "--json").json
    assert (record["state"], record["why"], record["keys"]) == ("good", "asked", 1)


def test_verify_tells_a_damaged_one(keyholder, chosen):
    keyholder.opened("backup")
    assert keyholder.opened("backups", "verify", "--all").out.endswith(": whole\n")
    (path,) = chosen.glob("*.db")
    path.write_bytes(path.read_bytes()[:-1] + b"\1")
    answer = keyholder.opened("backups", "verify", path.name)
    assert answer.code == 1
    assert "not the one that was verified" in answer.out


def test_a_drill_takes_the_code_from_standard_input(keyholder, chosen):
    keyholder.opened("backup")
    answer = keyholder.opened("backups", "drill", typed=RECOVERY_CODE.reveal())
    assert answer.code == 0
    assert "all of it is whole" in answer.out


def test_restoring_is_told_first_and_done_with_yes_alone(keyholder, inventory, stick):
    koha = create_key(inventory, "Koha")
    path = stick / "mine.db"
    keyholder.opened("backup", str(path))
    create_key(inventory, "Made later")
    inventory.change.disable([koha.id])
    inventory.inventory.close()
    answer = keyholder.opened("restore", str(path))
    assert answer.code == 1
    assert "keyholder: - Made later" in answer.notes
    assert "keyholder: ~ Koha (disabled or not)" in answer.notes
    assert "Keys: 0 would come back, 1 would be lost, 1 would change." in answer.err
    assert "Made later" in keyholder.opened("keys", "list").out
    answer = keyholder.opened("restore", str(path), "--yes")
    assert (answer.code, answer.out) == (0, f"Restored in {keyholder.stage.folder}.\n")
    assert "Made later" not in keyholder.opened("keys", "list").out


def test_the_keyring_alone_restores_nothing(keyholder, inventory, stick):
    keyholder.opened("backup", str(stick / "mine.db"))
    inventory.inventory.close()
    answer = keyholder("restore", str(stick / "mine.db"), "--yes")
    assert answer.code == 3
    assert "--passphrase-file" in answer.err


def test_cron_makes_the_daily_backup(keyholder, chosen):
    assert keyholder.opened("notices", "raise").code == 0
    (record,) = keyholder.opened("backups", "list", "--json").json
    assert record["why"] == "daily"


def test_cron_tells_of_a_missing_folder_once_a_day(keyholder, chosen):
    chosen.rmdir()
    answer = keyholder.opened("notices", "raise")
    assert answer.code == 3
    assert "cannot be reached" in answer.err
    assert keyholder.opened("notices", "raise").code == 0
