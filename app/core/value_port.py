"""What finding keys by their values needs from outside: a role that storage fills."""

from collections.abc import Collection, Sequence
from typing import Protocol

from app.core.key import Key
from app.core.scan import Recogniser
from app.core.secret import Secret


class ValueIndex(Protocol):
    """Finds keys by their values, none of which is decrypted for it."""

    def endings(self) -> frozenset[str]:
        """Return the endings that keys of any state have; empty is that of a short value."""

    def holders(self, values: Sequence[Secret]) -> list[Key | None]:
        """Return the newest record that has each of *values*, if one has.

        Raise VaultLockedError where the vault was never opened, and DatabaseBusyError at the moment
        in which it is given a new key.
        """

    def recogniser(self) -> Recogniser:
        """Return what recognises values on any thread, of the keys that there are now.

        Raise VaultLockedError where the vault was never opened.
        """

    def ending_in(self, endings: Collection[str]) -> list[Key]:
        """Return the keys that end in one of *endings*, superseded ones left out."""


class ContentReader(Protocol):
    """Reads files in which values may stand."""

    def read(self, path: str, most: int) -> bytes:
        """Return what is in the file at *path*; raise a SheetError if it is over *most* bytes."""
