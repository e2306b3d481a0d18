"""Searching files for the inventory's own keys: what is asked, what was found, and the roles."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from app.core.identity import KeyId
from app.core.progress import Progress
from app.core.secret import Secret

MEGABYTE = 1_000_000
MOST_MEGABYTES = 64
"""A longer file is skipped, and counted, unless more is asked for."""


class Skipped(StrEnum):
    """Why a file was not looked into."""

    EXCLUDED = "excluded"
    BINARY = "binary"
    ARCHIVE = "archive"
    HUGE = "huge"
    LINK = "link"
    SPECIAL = "special"
    """A pipe, a socket or a device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Where to look."""

    paths: tuple[str, ...]
    """Files and folders."""
    excludes: tuple[str, ...] = ()
    """Patterns as in a .gitignore file."""
    most_bytes: int = MOST_MEGABYTES * MEGABYTE


@dataclass(frozen=True, slots=True)
class Place:
    """Where the value of a key lies."""

    key: KeyId
    path: str
    line: int


@dataclass(slots=True)
class Findings:
    """What a search came upon."""

    places: list[Place] = field(default_factory=list)
    files: int = 0
    """How many were looked into."""
    size: int = 0
    """How many bytes those have."""
    unknown: int = 0
    """How many strings have the form of the portal's keys, and are none of the inventory's."""
    skipped: Counter[Skipped] = field(default_factory=Counter)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    """Files and folders that could not be read, with the reason."""


class Recogniser(Protocol):
    """Tells whether a value is that of a key, on any thread; nothing is decrypted for it."""

    @property
    def odd_endings(self) -> Collection[str]:
        """The endings of the values that have, or may have, another form than the portal's."""

    def holder(self, value: Secret) -> KeyId | None:
        """Return the newest record that has the value."""


class FileSearch(Protocol):
    """Searches files."""

    def run(self, search: Search, recogniser: Recogniser, progress: Progress) -> Findings:
        """Look into all files, links not followed; raise CancelledError, or FieldError for a path.

        What cannot be read is among the findings.
        """
