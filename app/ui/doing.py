"""Something begun that lasts, and what shows how far it is."""

import threading
from collections.abc import Callable
from typing import Protocol

from app.core.errors import AppError, CancelledError, VaultLockedError
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


class Stop:
    """Ends work on another thread that tells *report* how far it is."""

    def __init__(self) -> None:
        self._wanted = threading.Event()

    def want(self) -> None:
        """Let the work end at its next report."""
        self._wanted.set()

    def report(self, _done: int, _total: int) -> None:
        """Raise CancelledError if the work is to end."""
        if self._wanted.is_set():
            raise CancelledError


def wait_for_next_time(_error: AppError) -> None:
    """Say nothing: what nobody asked for is tried again in a moment, and a list tells its own."""


def unless_locked(tell: Callable[[AppError], object]) -> Callable[[AppError], None]:
    """Return what tells of errors, but not that the vault stayed locked: somebody chose that."""

    def told(error: AppError) -> None:
        if not isinstance(error, VaultLockedError):
            tell(error)

    return told
