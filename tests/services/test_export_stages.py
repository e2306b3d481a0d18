"""Exports stage by stage: each can be cancelled, and tells how far it is."""

import tempfile

import pytest
from peewee import OperationalError, SqliteDatabase

from app.core.errors import (
    CancelledError,
    FieldError,
    StorageError,
    VaultLockedError,
    WrongSecretError,
)
from app.core.progress import Progress
from app.core.secret import Secret
from app.services.export_reader import Choice
from app.services.workplace import NO_PROGRESS
from tests.services.test_exports import SEAL, order
from tests.stage import PASSPHRASE, create_key


def cancel(_done: int, _total: int) -> None:
    raise CancelledError


@pytest.mark.parametrize("at", ["read", "fill", "render", "seal", "settle"])
def test_cancelling_leaves_what_was_there_and_no_entry(full, tmp_path, at):
    path = tmp_path / "keys.csv.age"
    path.write_text("what was there")
    before = full.inventory.audit.last_number()

    def report(stage: str) -> Progress:
        return cancel if stage == at else NO_PROGRESS

    def export() -> None:
        exports, wanted = full.exports, order("csv", values=True, proof=PASSPHRASE, seal=SEAL)
        draft = exports.fill(exports.read(str(path), wanted, report("read")), report("fill"))
        exports.settle(draft.render(report("render")).sealed(report("seal")), report("settle"))

    with pytest.raises(CancelledError):
        export()
    assert path.read_text() == "what was there"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["keys.csv.age"]
    assert full.inventory.audit.last_number() == before


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "html", "cyclonedx", "pdf"])
def test_each_form_tells_how_far_it_is_and_can_be_cancelled(full, form):
    draft = full.exports.read("keys", order(form, choice=Choice(retired=True)))
    told: list[tuple[int, int]] = []
    draft.render(lambda *numbers: told.append(numbers))
    assert (told[0], told[-1]) == ((0, 2), (2, 2))
    with pytest.raises(CancelledError):
        draft.render(cancel)


def test_values_are_read_in_parts_and_only_after_a_way_in_is_proven(full, tmp_path):
    for number in range(250):
        create_key(full, f"key {number}")
    draft = full.exports.read("keys.csv", order("csv", values=True, proof=PASSPHRASE))
    assert (len(draft.lacks), draft.material.values) == (251, {})
    draft = full.exports.fill(draft)
    assert 0 < len(draft.lacks) < 251
    full.access.lock()
    with pytest.raises(VaultLockedError):
        full.exports.fill(draft)
    with pytest.raises(WrongSecretError):
        full.exports.read("keys.csv", order("csv", values=True, proof=Secret("a wrong passphrase")))


def test_a_file_that_only_the_ending_age_would_meet_is_not_replaced(full, tmp_path):
    there = tmp_path / "keys.csv.age"
    there.write_text("what was there")
    with pytest.raises(FieldError, match=r"keys\.csv\.age already"):
        full.exports.save(str(tmp_path / "keys.csv"), order("csv", seal=SEAL))
    assert there.read_text() == "what was there"

    full.exports.save(str(there), order("csv", seal=SEAL))

    assert there.read_bytes().startswith(b"age-encryption.org/v1")


def test_a_cancelled_workbook_leaves_nothing_in_the_folder_for_temporary_files(
    full, tmp_path, monkeypatch
):
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    draft = full.exports.read("keys.xlsx", order("xlsx"))

    def late(done: int, _total: int) -> None:
        if done:
            assert list(aside.iterdir()), "it was written aside"
            raise CancelledError

    with pytest.raises(CancelledError):
        draft.render(late)
    assert list(aside.iterdir()) == []


def test_what_the_trail_could_not_keep_does_not_go_out(full, tmp_path, monkeypatch):
    """The disk is full at the moment in which the entry is stored."""
    target = tmp_path / "keys.csv"
    target.write_text("as it was")
    before = full.inventory.audit.latest(1)

    def full_disk(_database: object) -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(SqliteDatabase, "commit", full_disk)
        with pytest.raises((OperationalError, StorageError)):
            full.exports.save(str(target), order("csv", values=True, proof=PASSPHRASE))
    assert target.read_text() == "as it was"
    assert [one.name for one in tmp_path.glob(".keyholder-*")] == []
    assert full.inventory.audit.latest(1) == before
