"""A document of the whole inventory that comes in: what it says, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.core import text
from app.core.application import Application
from app.core.errors import N_
from app.core.identity import KeyId
from app.core.key import Key
from app.core.organisation import Account, Organisation
from app.core.permission import PermissionLevel
from app.core.progress import Progress
from app.core.replacement import Replacement
from app.core.secret import Secret
from app.core.todo import Todo
from app.core.use import Use

FORMAT, VERSION = "keyholder inventory", 1
"""What a document calls itself, and the latest version that is read."""
MOST_PARTS = 5_000_000
"""So many commas and brackets are read: a file may be made to take all memory."""
MOST_REMARKS = 500
"""So many problems are told one by one; the others are counted."""
_LONGEST_PLACE = 60


class Kind(StrEnum):
    """What a document holds; the members are called so too."""

    ORGANISATION = "organisations"
    ACCOUNT = "accounts"
    APPLICATION = "applications"
    KEY = "keys"
    USE = "uses"
    REPLACEMENT = "replacements"
    TODO = "todos"
    PREFERENCE = "preferences"


KIND_WORDS = {
    Kind.ORGANISATION: N_("Organisations"),
    Kind.ACCOUNT: N_("Administrators"),
    Kind.APPLICATION: N_("Applications"),
    Kind.KEY: N_("Keys"),
    Kind.USE: N_("Uses"),
    Kind.REPLACEMENT: N_("Replacements"),
    Kind.TODO: N_("Portal to-dos"),
    Kind.PREFERENCE: N_("Preferences"),
}


@dataclass(frozen=True, slots=True)
class PlacedRemark:
    """Something to look at: where it stands, like keys[12].expires_on, and one sentence."""

    where: str
    told: str


class Remarks:
    """Collects remarks: the first ones word for word, and the number of all."""

    def __init__(self) -> None:
        self.told: list[PlacedRemark] = []
        self.count = 0

    def add(self, where: str, told: str) -> None:
        """Note what is to be looked at; a value is never told."""
        self.count += 1
        if len(self.told) < MOST_REMARKS:
            hidden = "…" if text.holds_uuid(told) else told
            self.told.append(PlacedRemark(where, hidden))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a document says. Values are there only where it holds them."""

    made_at: datetime
    made_by: str
    program: str
    chosen: str = ""
    """How its keys were chosen; empty for all."""
    whole: bool = True
    """Whether it holds every key of its inventory."""
    with_values: bool = False
    organisations: tuple[Organisation, ...] = ()
    accounts: tuple[Account, ...] = ()
    levels: tuple[PermissionLevel, ...] = ()
    applications: tuple[Application, ...] = ()
    keys: tuple[Key, ...] = ()
    values: Mapping[KeyId, Secret] = field(default_factory=dict, repr=False)
    uses: tuple[Use, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    todos: tuple[Todo, ...] = ()
    preferences: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A document as it was read: nothing in it counts where there are problems."""

    document: Document
    problems: tuple[PlacedRemark, ...] = ()
    problem_count: int = 0
    warnings: tuple[PlacedRemark, ...] = ()


class DocumentReader(Protocol):
    """Reads JSON."""

    def fits(self, path: str) -> bool:
        """Tell whether the file at *path* looks like JSON; a file that cannot be read does not."""

    def read(self, path: str, progress: Progress) -> Mapping[str, object]:
        """Return what the file at *path* holds; raise a SheetError or CancelledError."""


def place(where: str, member: str) -> str:
    """Return where a *member* of what stands at *where* is; a strange name is not repeated."""
    plain = member.isascii() and member.isprintable() and len(member) <= _LONGEST_PLACE
    shown = member if plain and not text.holds_uuid(member) else "…"
    return f"{where}.{shown}" if where else shown
