"""What goes out of an inventory: the material of a file, and the forms that it may have."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.core import key_table
from app.core.application import Application
from app.core.identity import KeyId
from app.core.key import Key
from app.core.key_table import Around
from app.core.organisation import Account, Organisation
from app.core.permission import PermissionLevel
from app.core.progress import Progress
from app.core.replacement import Replacement
from app.core.secret import Secret
from app.core.todo import Todo
from app.core.use import Use

_STEP = 100
"""So many keys are written between two reports of how far it is."""


class Values(StrEnum):
    """Whether a form of file holds the keys' values."""

    NEVER = "never"
    ON_REQUEST = "on_request"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Who made a file, when, and of which keys."""

    at: datetime
    by: str
    version: str
    chosen: str = ""
    """The filter, or how the keys were chosen, as a person reads it; empty for all."""
    filter: str | None = None
    total: int = 0
    """How many keys the inventory has, removed and superseded ones included."""
    entries: int = 0
    """How many entries the audit trail had."""
    head: str = ""
    """The hash of the last of them."""
    head_words: str = ""
    """The same in four words, so that two people can compare it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything that a file may tell. Values are there only where they were asked for."""

    keys: Sequence[Key]
    around: Around
    made: Made
    with_values: bool = False
    values: Mapping[KeyId, Secret] = field(default_factory=dict)
    organisations: Sequence[Organisation] = ()
    accounts: Sequence[Account] = ()
    applications: Sequence[Application] = ()
    uses: Sequence[Use] = ()
    replacements: Sequence[Replacement] = ()
    todos: Sequence[Todo] = ()
    levels: Sequence[PermissionLevel] = ()
    preferences: Mapping[str, str] = field(default_factory=dict)
    report: Progress = lambda _done, _total: None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a table of the keys."""
        return key_table.columns(values=self.with_values)

    def told_keys(self) -> Iterator[Key]:
        """Yield the keys, and report how many are done; raise CancelledError."""
        for number, key in enumerate(self.keys):
            if number % _STEP == 0:
                self.report(number, len(self.keys))
            yield key
        self.report(len(self.keys), len(self.keys))

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield the cells of each key; raise CancelledError."""
        for key in self.told_keys():
            yield key_table.cells(key, self.around, self.values.get(key.id))

    def level_label(self, level_id: str) -> str:
        """Return what a permission level is called."""
        return next((one.label for one in self.levels if one.id == level_id), level_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A form of file: its id, the ending of its name, what it is for, and what writes it."""

    id: str
    ending: str
    label: str
    told: str
    """What it is good for, in one sentence."""
    render: Callable[[Material], bytes]
    values: Values = Values.NEVER
    everything: bool = False
    """Whether all keys means removed and superseded ones too, where nobody says."""


class ExportFiles(Protocol):
    """Makes files and puts them where somebody wants them."""

    @property
    def formats(self) -> Sequence[Format]:
        """The forms of file that there are."""

    def sealed(self, content: bytes, passphrase: Secret, report: Progress) -> bytes:
        """Return *content* as a file that only *passphrase* opens; raise CancelledError."""

    def exists(self, path: str) -> bool:
        """Tell whether there is something at *path*."""

    def writing(self, path: str, content: bytes) -> AbstractContextManager[None]:
        """Put *content* into a file for this person alone, once what is inside is done.

        It is written before that beside *path*; where anything fails, the file is as it was. Raise
        ExportFileError.
        """
