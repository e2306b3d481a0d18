"""The command line in this process, over a stage, as a person would see its answers."""

import errno
import io
import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import FolderDoor
from app.cli.program import Start, run
from app.core.key import Key
from app.core.organisation import Account, AccountDraft
from app.services.suite import Services
from tests.stage import PASSPHRASE, Stage, add_key


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What standard output says, as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()

    @property
    def notes(self) -> list[str]:
        """The lines of standard error."""
        return self.err.splitlines()

    def told(self) -> str:
        """Return the one line of standard error, without the program's name."""
        (line,) = self.notes
        assert line.startswith("keyholder: ")
        return line.removeprefix("keyholder: ")


@dataclass(kw_only=True)
class Keyholder:
    """Runs the command line on one stage."""

    stage: Stage
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    passphrase_file: Path
    started: list[Start] = field(default_factory=list)
    make_door: Callable[[Path | None], FolderDoor] | None = None

    def __call__(self, *words: str, typed: str = "") -> Answer:
        """Run the words as they are, with *typed* on standard input."""
        stdin = io.TextIOWrapper(io.BytesIO(typed.encode()))
        self.monkeypatch.setattr(sys, "stdin", stdin)
        self.capsys.readouterr()
        code = run(
            list(words),
            door=self.make_door or (lambda _folder: self.stage.door),
            open_window=self._open_window,
        )
        captured = self.capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    def opened(self, *words: str, typed: str = "") -> Answer:
        """Run the words with the passphrase from a file."""
        return self("--passphrase-file", str(self.passphrase_file), *words, typed=typed)

    def tamper(self, statement: str) -> None:
        """Change the inventory's file as another program would."""
        with closing(sqlite3.connect(self.stage.place.database)) as database, database:
            database.execute(statement)

    def _open_window(self, start: Start) -> int:
        self.started.append(start)
        return 0


class FullDisk(io.StringIO):
    """An output on a disk that is full."""

    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def keyholder(
    stage: Stage,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Keyholder:
    """The command line, where no inventory is yet."""
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(f"{PASSPHRASE.reveal()}\n", "utf-8")
    passphrase.chmod(0o600)
    return Keyholder(
        stage=stage, capsys=capsys, monkeypatch=monkeypatch, passphrase_file=passphrase
    )


@pytest.fixture
def inventory(services: Services) -> Services:
    """The inventory that the command line works on, open for tests to look into."""
    return services


@pytest.fixture
def koha(inventory: Services) -> Key:
    return add_key(inventory, "Koha", expires_on=date(2026, 6, 18))


@pytest.fixture
def grace(inventory: Services) -> Account:
    home = inventory.organisations.default().id
    return inventory.accounts.create(
        AccountDraft(name="Grace", organisation=home, expires_on=date(2026, 6, 22))
    )


@pytest.fixture
def three(inventory: Services, koha: Key, grace: Account) -> Key:
    """Three things that are due; the key that has stopped is returned."""
    return add_key(inventory, "Old catalogue", expires_on=date(2026, 6, 10), ending="88aa")
