"""What the set-up needs from outside: a role that storage fills."""

from collections.abc import Callable, Mapping
from typing import Protocol

from app.core.access import WayKind
from app.core.ports import Inventory
from app.core.secret import Secret


class InventoryMaker(Protocol):
    """Makes new inventories."""

    def keyring_is_usable(self) -> bool:
        """Tell whether there is a keyring that keeps secrets encrypted; may take seconds."""

    def exists(self) -> bool:
        """Tell whether there is an inventory in this place already."""

    def make(
        self, ways: Mapping[WayKind, Secret | None], fill: Callable[[Inventory], None]
    ) -> Inventory:
        """Make an inventory with these ways in, *fill* it, and return it open.

        Either the whole of it is there afterwards, or nothing. Raise NoWayInError without a
        recovery code, AlreadySetUpError, or a StorageError.
        """
