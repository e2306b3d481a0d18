"""Archives checked: what was changed, cut or forged in a file is told."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.core import archive_words
from app.core.archive import Header, Provenance, entry_line, parsed_entry
from app.core.errors import ArchiveDamagedError, NotAnArchiveError
from app.storage import archive_file
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


def forge(file: Path) -> None:
    """Tell another story, in an archive that is whole in itself."""
    header, *entries, _signature = map(json.loads, file.read_text("utf-8").splitlines())
    signer = Ed25519PrivateKey.generate()
    head, lines = header["previous"], []
    for one in entries:
        told = parsed_entry(one | {"actor": "mallory"})
        head = told.entry.hash_after(head)
        lines.append(entry_line(told, head))
    header |= {"head": head, "signer": signer.public_key().public_bytes_raw().hex()}
    known = {name: text for name, text in header.items() if name not in {"format", "version"}}
    file.unlink()
    archive_file.write(file, [Header(**known).line(), *lines], signer)


def test_one_that_somebody_else_signed_in_this_inventorys_name_is_disowned(old, file):
    old.archives.make(str(file), 2)
    assert old.archives.check(str(file)).provenance is Provenance.OURS
    forge(file)
    checked = old.archives.check(str(file))
    assert (checked.provenance, checked.known) == (Provenance.DISOWNED, None)
    assert "Do not trust it" in archive_words.checked(checked)


def test_one_whose_entries_a_restore_brought_back_is_not_called_forged(old, stage, file, tmp_path):
    (tmp_path / "stick").mkdir()
    old.backups.choose(str(tmp_path / "stick"))
    old.archives.make(str(file), 2)
    before = old.backups.shelf().backups[-1]
    stage.clock.turn(hours=1)
    restoring = stage.door.restore()
    offer = restoring.examine(before.path)
    restoring.prove(PASSPHRASE)
    services = stage.door.services(restoring.finish(offer, old.workplace))
    checked = services.archives.check(str(file))
    assert (checked.provenance, checked.known) == (Provenance.LEFT, None)
    assert "this inventory's vault signed it" in archive_words.checked(checked)
    services.access.lock()
    assert services.archives.check(str(file)).provenance is Provenance.UNTOLD
    services.inventory.close()


def test_a_shut_vault_cannot_tell_who_wrote_it(old, stage, file):
    old.archives.make(str(file), 2)
    old.inventory.close()
    shut = stage.open(locked=True)
    assert shut.archives.check(str(file)).provenance is Provenance.UNTOLD
    shut.inventory.close()
