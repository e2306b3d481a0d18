"""Something begun that lasts, and what shows how far it is."""

from collections.abc import Callable
from typing import Protocol

from app.core.errors import AppError, VaultLockedError
from app.ui.kit.tasks import Job


class Busy(Protocol):
    """Shows how far something is that lasts."""

    def advance(self, done: int, total: int) -> object:
        """Show *done* of *total*."""

    def end(self) -> object:
        """Go away."""


class Doing:
    """Something begun, perhaps a second time once the vault was unlocked."""

    job: Job | None = None

    def cancel(self) -> None:
        """Ask it to stop."""
        if self.job is not None:
            self.job.cancel()


def wait_for_next_time(_error: AppError) -> None:
    """Say nothing: what nobody asked for is tried again in a moment, and a list tells its own."""


def unless_locked(tell: Callable[[AppError], object]) -> Callable[[AppError], None]:
    """Return what tells of errors, but not that the vault stayed locked: somebody chose that."""

    def told(error: AppError) -> None:
        if not isinstance(error, VaultLockedError):
            tell(error)

    return told
