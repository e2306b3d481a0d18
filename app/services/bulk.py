"""Changing many keys at once: a backup comes before."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.core.access import VaultState
from app.core.backup import BULK, Why
from app.services.backups import Backups
from app.services.workplace import Workplace


@contextmanager
def change_of(workplace: Workplace, count: int) -> Iterator[None]:
    """Run a change of *count* keys inside as one; of many, a backup is made first.

    Raise VaultLockedError unless the vault is open.
    """
    if count >= BULK and workplace.inventory.access.state is VaultState.OPEN:
        Backups(workplace).before(Why.BULK)
    with workplace.change():
        yield
