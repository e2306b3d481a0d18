"""keyholder scan."""

from datetime import date

import pytest

from tests.stage import OTHER_VALUE, VALUE, add_key


@pytest.fixture
def folder(services, tmp_path):
    add_key(services, "Koha", value=VALUE)
    add_key(services, "Old", value=OTHER_VALUE, expires_on=date(2026, 6, 10))
    root = tmp_path / "etc"
    root.mkdir()
    (root / "a.conf").write_text(f"\nkey={VALUE.reveal()}\n", "utf-8")
    (root / "b.conf").write_text(f"{OTHER_VALUE.reveal().upper()}", "utf-8")
    return root


def test_each_place_is_a_line_and_no_value_is_shown(keyholder, folder):
    answer = keyholder.opened("scan", str(folder))
    assert answer.code == 0
    first, second = answer.lines
    assert first.startswith(f"{folder}/a.conf:2: Koha (")
    assert "active, last working day" in first.lower()
    assert second.startswith(f"{folder}/b.conf:1: Old (")
    assert "At 1 of them the key does not work any more" in answer.err
    assert "keyholder uses add" in answer.err
    for value in (VALUE, OTHER_VALUE):
        assert value.reveal() not in (answer.out + answer.err).lower()


def test_json_tells_all(keyholder, folder):
    (folder / "c.gz").write_bytes(b"\x1f\x8b")
    told = keyholder.opened("scan", str(folder), "--json").json
    assert [one["name"] for one in told["places"]] == ["Koha", "Old"]
    assert [one["works"] for one in told["places"]] == [True, False]
    assert (told["files"], told["unknown"], told["skipped"]) == (2, 0, {"archive": 1})
    assert told["unreadable"] == []


def test_patterns_leave_files_out(keyholder, folder, tmp_path):
    patterns = tmp_path / "patterns"
    patterns.write_text("# a comment\na.*\n", "utf-8")
    words = ("--exclude", "b.*", "--exclude-from", str(patterns), "--json")
    told = keyholder.opened("scan", str(folder), *words).json
    assert (told["places"], told["skipped"]) == ([], {"excluded": 2})


@pytest.mark.parametrize("words", [("nowhere",), (".", "--exclude-from", "nowhere")])
def test_what_is_not_there_is_told(keyholder, folder, words):
    answer = keyholder.opened("scan", *words)
    assert answer.code == 2
    assert "nowhere" in answer.told()


def test_a_shut_vault_could_not_tell(keyholder, folder):
    answer = keyholder("scan", str(folder))
    assert answer.code == 3
