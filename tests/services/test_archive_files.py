"""Archives checked: what was changed, cut or forged in a file is told."""

import json
from pathlib import Path

import pytest

from app.core.errors import ArchiveDamagedError, NotAnArchiveError
from tests.stage import PASSPHRASE, Stage

HEADER = json.dumps(
    {
        **dict.fromkeys(("vault", "previous", "head", "made_at", "made_by", "signer"), "00"),
        "format": "keyholder audit archive",
        "version": 1,
        "first": "1",
        "last": "2",
    }
).encode()
"""The first line of an archive, its numbers being text."""


def changed(file: Path, number: int, old_text: str, new_text: str) -> None:
    lines = file.read_text("utf-8").splitlines(keepends=True)
    assert old_text in lines[number]
    lines[number] = lines[number].replace(old_text, new_text)
    file.write_text("".join(lines), "utf-8")


@pytest.mark.parametrize(
    ("number", "old_text", "new_text", "problem"),
    [
        (0, '"made_by": "tester"', '"made_by": "mallory"', "signature"),
        (0, '"first": 1', '"first": 2', "entry 2"),
        (1, '"actor": "tester"', '"actor": "mallory"', "entry 1"),
        (3, '"number": 3', '"number": 4', "entry 3"),
        (2, '"hash": "', '"hash": "00', "entry 2"),
        (2, ', "hash"', ',  "hash"', "entry 2"),
        (-1, '"signature": "', '"signature": "00', "signature"),
        (-1, "\n", "\nmore\n", "after its signature"),
    ],
)
def test_an_archive_that_was_changed_is_told_where(old, file, number, old_text, new_text, problem):
    old.archives.make(str(file), 2)
    changed(file, number, old_text, new_text)
    with pytest.raises(ArchiveDamagedError, match=problem):
        old.archives.check(str(file))


def test_an_archive_that_was_cut_or_reordered_is_told(old, file):
    old.archives.make(str(file), 2)
    lines = file.read_text("utf-8").splitlines(keepends=True)
    for spoiled in (lines[:-1], lines[:4], [*lines[:2], *lines[3:]], [lines[0], *lines[:0:-1]]):
        file.write_text("".join(spoiled), "utf-8")
        with pytest.raises(ArchiveDamagedError):
            old.archives.check(str(file))


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"format": 1}\n', HEADER]
)
def test_another_file_is_no_archive(services, file, content):
    file.write_bytes(content)
    with pytest.raises(NotAnArchiveError):
        services.archives.check(str(file))
    with pytest.raises(NotAnArchiveError):
        services.archives.check(str(file.parent / "nowhere"))


def test_an_archive_of_another_inventory_is_whole_and_not_known_here(old, file, tmp_path):
    old.archives.make(str(file), 2)
    other = Stage(folder=tmp_path / "other").make()
    checked = other.archives.check(str(file))
    assert checked.known is None
    assert checked.header.last == old.archives.all()[0].last
    other.inventory.close()


def test_archives_stay_known_after_a_new_vault_key(old, file):
    made = old.archives.make(str(file), 2)
    old.rotation.run(PASSPHRASE, old.ways.new_recovery_code())
    assert old.archives.check(str(file)).known == made
    assert old.verify() == []
