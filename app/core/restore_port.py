"""What restoring needs from outside: a role that storage fills."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.core.access import Way
from app.core.ports import Inventory
from app.core.progress import Progress
from app.core.secret import Secret


@dataclass(frozen=True, slots=True)
class ChangedKey:
    """A key that is not the same in a backup: its name here, and the fields that differ."""

    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What restoring a backup would change, by the names of keys."""

    added: tuple[str, ...] = ()
    """In the backup alone: they would come back."""
    gone: tuple[str, ...] = ()
    """In the present inventory alone: they would be lost."""
    changed: tuple[ChangedKey, ...] = ()
    """In both, and not alike."""
    same: int = 0
    other_inventory: bool = False
    """The backup is one of another inventory."""

    @property
    def count(self) -> int:
        """How many keys would change."""
        return len(self.added) + len(self.gone) + len(self.changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A backup that could be restored, as far as that can be seen without a way in."""

    path: str
    made_at: datetime | None
    keys: int
    entries: int
    head: str
    sha256: str
    ways: tuple[Way, ...]
    differences: Differences | None = None
    """None where there is no inventory to compare with, or it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """The inventory that a backup took the place of: how long its trail was, and its head."""

    entries: int
    head: str


class Restorer(Protocol):
    """Puts a backup in the place of an inventory; one backup at a time, from one thread."""

    def examine(self, path: str, progress: Progress) -> Offer:
        """Copy the backup beside the inventory and look at it; raise a BackupError.

        A backup of an older version is brought up to this one; a newer one is refused.
        """

    def prove(self, secret: Secret, progress: Progress) -> None:
        """Open the copy with its own passphrase or recovery code, and check it whole.

        Raise WrongSecretError or BackupDamagedError.
        """

    def put_in_place(
        self, note: Callable[[Inventory, Former | None], None], *, keep: bool
    ) -> Inventory:
        """Put the proven copy in the place of the inventory, and return it open.

        Nobody may have the inventory open, this program included. *note* writes into the copy
        before, and is told of the former one. With *keep* that is kept beside. It is swapped at
        once: the old or the new one is there, whatever happens. Raise RestoreInUseError.
        """

    def abandon(self) -> None:
        """Forget the copy."""
