"""audit archive, archives, verify-archive."""

import pytest

from app.services.suite import Services
from tests.stage import FakeClock, create_key


@pytest.fixture
def old(services: Services, clock: FakeClock) -> None:
    """An inventory with four years of history."""
    key = create_key(services, "Gone")
    services.change.remove([key.id])
    clock.turn(days=4 * 366)


def test_old_entries_go_into_a_file_and_the_trail_is_whole(keyholder, old, tmp_path):
    file = str(tmp_path / "old.jsonl")
    answer = keyholder.opened("audit", "archive", file)
    assert answer.code == 0
    assert "moved into old.jsonl. Keep that file" in answer.out
    assert keyholder.opened("verify").code == 0
    (told,) = keyholder("audit", "archives", "--json").json
    assert (told["file"], told["first"]) == ("old.jsonl", 1)
    assert "old.jsonl" in keyholder("audit", "archives").lines[1]
    assert keyholder("audit", "verify-archive", file).code == 3, "the vault is shut"
    answer = keyholder.opened("audit", "verify-archive", file)
    assert answer.code == 0
    assert "each in its place, and signed. It is the one that this inventory" in answer.out
    assert keyholder.opened("audit", "verify-archive", file, "--json").json["of_this_inventory"]


def test_a_dry_run_says_what_would_go(keyholder, old, tmp_path):
    file = tmp_path / "old.jsonl"
    answer = keyholder.opened("audit", "archive", str(file), "--years", "2", "--dry-run")
    assert "would go: numbers 1 to" in answer.out
    assert not file.exists()
    told = keyholder.opened("audit", "archive", str(file), "--dry-run", "--json").json
    assert told["count"] == told["last"] > 1


def test_where_nothing_is_that_old_it_says_so(keyholder, old, tmp_path):
    answer = keyholder.opened("audit", "archive", str(tmp_path / "a.jsonl"), "--years", "9")
    assert answer.code == 1
    assert "No entry of the audit trail is that old." in answer.told()
    answer = keyholder("audit", "archives")
    assert "No entry was archived yet" in answer.told()


def test_a_changed_archive_is_told_and_refused(keyholder, old, tmp_path):
    file = tmp_path / "old.jsonl"
    keyholder.opened("audit", "archive", str(file))
    file.write_text(file.read_text("utf-8").replace("tester", "mallory", 1), "utf-8")
    answer = keyholder("audit", "verify-archive", str(file))
    assert answer.code == 1
    assert "old.jsonl was damaged or changed" in answer.told()
    told = keyholder("audit", "verify-archive", str(file), "--json")
    assert (told.code, told.json["whole"]) == (1, False)


def test_another_file_is_none(keyholder, old, tmp_path):
    file = tmp_path / "other.txt"
    file.write_text("no archive")
    answer = keyholder("audit", "verify-archive", str(file))
    assert answer.code != 0
    assert "is not an archive of an audit trail" in answer.told()


def test_the_last_year_stays(keyholder, old, tmp_path):
    assert keyholder.opened("audit", "archive", str(tmp_path / "a"), "--years", "0").code == 2
