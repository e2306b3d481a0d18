"""Archives: the oldest entries of the audit trail, moved into a signed file.

The inventory keeps where each ends, so that its own trail is still verified without a gap.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from app.core.audit import Act, AuditEntry, Thing
from app.core.identity import Actor
from app.core.progress import Progress
from app.core.trail import Numbered

FORMAT, VERSION = "keyholder audit archive", 1
LEAST_YEARS, MOST_YEARS = 1, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What an inventory knows of one of its archives."""

    name: str
    """The file's name when it was written; it may lie anywhere."""
    first: int
    last: int
    head: str
    """The hash of its last entry."""
    until: datetime
    """The moment of its last entry."""
    sha256: str
    made_at: datetime
    made_by: str

    @property
    def count(self) -> int:
        """How many entries it holds."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which entries would go into an archive: those from *first* to *last*, none if there are none.

    They are from before *moment*.
    """

    first: int
    last: int
    moment: datetime
    kept_for: str = ""
    """The oldest key in use, where that is why *moment* is earlier than asked for."""

    @property
    def count(self) -> int:
        """How many entries would go."""
        return max(self.last - self.first + 1, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first line of an archive."""

    vault: str
    first: int
    last: int
    previous: str
    """The hash of the entry before the first one."""
    head: str
    made_at: str
    made_by: str
    signer: str
    """The public key, Ed25519, that the last line's signature is checked with."""

    def line(self) -> str:
        """Return it as a line of the file."""
        return _line({"format": FORMAT, "version": VERSION} | asdict(self))


@dataclass(frozen=True, slots=True)
class OldestKey:
    """The key in use that was recorded first."""

    name: str
    created_at: datetime


class Provenance(StrEnum):
    """Who wrote an archive, as far as an inventory can tell."""

    OURS = "ours"
    """This inventory did, and remembers it."""
    LEFT = "left"
    """This inventory's vault signed it, and the entries are in the inventory all the same: it went
    back to a backup since, or archiving was broken off."""
    DISOWNED = "disowned"
    """It says that this inventory did, which knows neither the file nor the key that signed it."""
    ANOTHER = "another"
    """Another one did: the signature fits the key in the file, whoever put that there."""
    UNTOLD = "untold"
    """It says that this inventory did; unless the vault is open, that cannot be told."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An archive that is whole in itself."""

    header: Header
    provenance: Provenance
    known: Archive | None = None
    """What this inventory remembers of it, if it is its own."""


def entry_line(one: Numbered, head: str) -> str:
    """Return an entry, with the chain's *head* after it, as a line of the file."""
    entry = one.entry
    return _line(
        {
            "number": one.number,
            "at": entry.at.isoformat(),
            "actor": entry.actor,
            "act": entry.act.value,
            "thing": entry.thing.value,
            "thing_id": entry.thing_id,
            "before": dict(entry.before),
            "after": dict(entry.after),
            "hash": head,
        }
    )


def _line(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False) + "\n"


class ArchiveStore(Protocol):
    """The archives of one inventory."""

    def all(self) -> Sequence[Archive]:
        """Return them, the oldest first."""

    def first(self) -> int:
        """Return the number of the first entry that is in no archive."""

    def last_before(self, moment: datetime) -> int:
        """Return the number of the last entry before the first one of *moment* or later."""

    def oldest_key(self, day: date) -> OldestKey | None:
        """Return the oldest record of a key that is not removed and works on or after *day*."""

    def make(
        self,
        path: str,
        last: int,
        *,
        at: datetime,
        by: str,
        note: Callable[[Archive], object],
        progress: Progress,
    ) -> Archive:
        """Move the entries up to *last* into a new file at *path*; *note* writes into the trail.

        Raise ArchiveUnsoundError, ArchiveFileError, NothingToArchiveError, CancelledError,
        VaultLockedError or a StorageError; then nothing was changed.
        """

    def check(self, path: str, progress: Progress) -> Checked:
        """Check the archive at *path* whole; raise NotAnArchiveError or ArchiveDamagedError."""


def parsed_entry(record: dict[str, Any]) -> Numbered:
    """Return the entry of a line; raise ValueError, TypeError or LookupError."""
    entry = AuditEntry(
        at=datetime.fromisoformat(record["at"]),
        actor=Actor(record["actor"]),
        act=Act(record["act"]),
        thing=Thing(record["thing"]),
        thing_id=record["thing_id"],
        before=dict(record["before"]),
        after=dict(record["after"]),
    )
    return Numbered(record["number"], entry)
