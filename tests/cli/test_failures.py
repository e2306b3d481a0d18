"""What goes wrong ends in one line, an exit code, and no traceback."""

import io
import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import datetime

import pytest

from tests.cli.conftest import FullDisk, Keyholder
from tests.stage import FakeClock, create_key


class FailingClock(FakeClock):
    """A clock that fails as no clock should."""

    def __init__(self, failure: BaseException) -> None:
        super().__init__()
        self.failure = failure

    def now(self) -> datetime:
        raise self.failure


def with_clock(keyholder: Keyholder, failure: BaseException) -> None:
    """Let the clock fail from now on."""
    keyholder.stage = replace(keyholder.stage, clock=FailingClock(failure))


def test_something_unexpected_is_written_down_without_its_words(keyholder, services, stage):
    with_clock(keyholder, RuntimeError("what it held"))
    answer = keyholder("keys", "list")
    assert answer.code == 3
    assert answer.told().endswith(f"in {stage.place.log}")
    log = stage.place.log.read_text("utf-8")
    assert "builtins.RuntimeError" in log
    assert "what it held" not in log + answer.err


def test_ctrl_c_ends_without_a_traceback(keyholder, services):
    with_clock(keyholder, KeyboardInterrupt())
    answer = keyholder("keys", "list")
    assert answer.code == 130
    assert not answer.err.strip()


def test_the_inventory_is_closed_whatever_happens(keyholder, services, stage):
    with_clock(keyholder, RuntimeError())
    keyholder("keys", "list")
    services.inventory.close()
    stage.place.database.unlink()  # on Windows an open file cannot be removed
    assert not stage.door.exists()


def test_a_file_of_another_program_is_refused(keyholder, stage):
    stage.folder.mkdir()
    with closing(sqlite3.connect(stage.place.database)) as database, database:
        database.execute("CREATE TABLE other (name TEXT)")
    answer = keyholder.opened("keys", "list")
    assert answer.code == 3
    assert "is not a Keyholder inventory. It was left as it is." in answer.told()


def test_a_file_that_is_no_database_is_refused(keyholder, stage):
    stage.folder.mkdir()
    stage.place.database.write_bytes(b"not a database at all " * 100)
    answer = keyholder.opened("keys", "list")
    assert answer.code == 3
    assert answer.told()
    assert stage.place.database.read_bytes() == b"not a database at all " * 100


def test_an_inventory_of_a_newer_keyholder_is_refused(keyholder, services):
    services.inventory.close()
    keyholder.tamper("PRAGMA user_version = 999")
    answer = keyholder.opened("keys", "list")
    assert answer.code == 3
    assert answer.told().startswith("A newer version of Keyholder wrote this inventory.")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nothing is closed to this user"
)
def test_a_folder_that_is_closed_to_this_user_could_not_tell(keyholder, services, stage):
    stage.folder.chmod(0)
    answer = keyholder("keys", "list")
    stage.folder.chmod(0o700)
    assert answer.code == 3
    assert "cannot be written" in answer.told()


def test_an_output_that_cannot_be_written_is_told(keyholder, services, monkeypatch):
    create_key(services)
    monkeypatch.setattr(sys, "stdout", FullDisk())
    answer = keyholder("keys", "list")
    assert answer.code == 3
    assert "The output could not be written (No space left on device)." in answer.told()


@pytest.mark.parametrize("words", [["keys", "list"], ["keys", "list", "--json"]])
def test_a_letter_that_the_output_does_not_have_becomes_a_number(
    keyholder, services, monkeypatch, words
):
    create_key(services, "京都")
    output = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", output)
    assert keyholder(*words).code == 0
    output.seek(0)
    assert "\\u4eac\\u90fd" in output.read()
