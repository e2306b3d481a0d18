"""How far the audit trail had come, remembered beside the database.

So it shows where an older state of the inventory was put in its place behind the program's back:
each record of an old copy is intact, and only what is missing tells.
"""

import hmac
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from app.core.access import VaultState
from app.storage import crypto
from app.storage.chain import Chain
from app.storage.database import Database
from app.storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Mark:
    """What was seen last: the vault's generation, the number of entries, and the trail's head."""

    vault: str
    generation: int
    entries: int
    head: str


class Anchor:
    """The file that remembers; it is written without waiting for the disk, and may be behind.

    It is never ahead: the database is safe on the disk before the file is written.
    """

    def __init__(self, path: Path, database: Database, vault: Vault) -> None:
        self._path = path
        self._database = database
        self._vault = vault

    def over(self, database: Database) -> "Anchor":
        """Return the same over another connection."""
        return Anchor(self._path, database, self._vault)

    def note(self, entries: int, head: str) -> None:
        """Remember the trail's head, unless an older state is there: then the file is evidence."""
        if self._vault.state is VaultState.SHUT or self.contradiction() is not None:
            return
        mark = Mark(self._vault.id, self._vault.generation, entries, head)
        text = json.dumps(asdict(mark) | {"mac": self._code(mark)})
        fresh = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with suppress(OSError):  # what cannot be remembered is no reason to fail
            fresh.unlink(missing_ok=True)
            file = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(file, "w", encoding="utf-8") as writing:
                writing.write(text)
            fresh.replace(self._path)

    def contradiction(self) -> Mark | None:
        """Return what was seen and is not there any more; None where all is as it should be.

        A file that is missing, is of another vault, or was not written by this one says nothing.
        """
        mark = self._read()
        if mark is None or mark.vault != self._vault.id:
            return None
        if mark.generation > self._vault.generation:
            return mark
        chain = Chain(self._database)
        # In an archive, it was in this trail; the file is behind where a program was stopped
        is_there = chain.holds(mark.entries, mark.head) or mark.entries <= chain.archived()[0]
        return None if is_there else mark

    def forget(self) -> None:
        """Remember nothing: the inventory's state is as somebody wants it."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _read(self) -> Mark | None:
        try:
            read = json.loads(self._path.read_text(encoding="utf-8"))
            code = str(read.pop("mac"))
            mark = Mark(**read)
            older = int(mark.generation) <= self._vault.generation
            entries_are_told = int(mark.entries) > 0
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        right = not older or hmac.compare_digest(code.encode(), self._code(mark).encode())
        return mark if right and entries_are_told else None

    def _code(self, mark: Mark) -> str:
        said = crypto.packed("seen", mark.vault, mark.generation, mark.entries, mark.head)
        return self._vault.mac(said).hex()
