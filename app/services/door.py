"""The way to one inventory, from the window and from the command line."""

from collections.abc import Callable
from types import TracebackType
from typing import Protocol

from app.core.application import ApplicationKinds
from app.core.identity import Actor
from app.core.notice_ports import Desktop
from app.core.permission import PermissionLevels
from app.core.ports import Inventory
from app.core.stand_in import Listener, ServerOptions
from app.services.restore import Restore
from app.services.set_up import SetUp
from app.services.suite import Services


class LoginStart(Protocol):
    """Whether the program starts, hidden, when this person logs in."""

    def is_on(self) -> bool:
        """Tell whether it does; raise LoginStartError where that cannot be seen."""

    def turn(self, *, on: bool) -> None:
        """Start at login from now on, or no longer; raise LoginStartError."""


Report = Callable[[type[BaseException], TracebackType | None], str]
"""Writes an unexpected failure into the log, without secrets, and returns the log's path."""


class StandInServer(Protocol):
    """Answers over HTTP as OpenAthens would; one at a time."""

    def run(
        self,
        services: Services,
        options: ServerOptions,
        *,
        listening: Callable[[str], object],
        listener: Listener,
        report: Report,
    ) -> None:
        """Answer with *services*, which belong to this thread, until *stop* is called.

        *listening* is told the address, *report* what nobody expected.

        Raise PortTakenError, VaultLockedError or a StorageError.
        """

    def stop(self) -> None:
        """Let it end, from any thread."""


class Door(Protocol):
    """Leads to the inventory in one folder."""

    @property
    def folder(self) -> str:
        """The folder."""

    @property
    def actor(self) -> Actor:
        """The operating system's user."""

    @property
    def levels(self) -> PermissionLevels:
        """The permission levels there are."""

    @property
    def kinds(self) -> ApplicationKinds:
        """The kinds of application there are."""

    @property
    def login_start(self) -> LoginStart:
        """Whether a window on this folder opens, hidden, at login."""

    @property
    def desktop(self) -> Desktop | None:
        """What shows notifications; None where the window's own tray icon does."""

    def take_window(self) -> bool:
        """Take the inventory's one window; tell whether it was free. Raise a StorageError."""

    def exists(self) -> bool:
        """Tell whether there is an inventory; raise a StorageError where that cannot be seen."""

    def is_synced(self) -> bool:
        """Tell whether a program that copies files to a server seems to watch the folder."""

    def open(self) -> Services:
        """Open the inventory, its vault still shut; raise a StorageError."""

    def set_up(self) -> SetUp:
        """Return what makes an inventory here."""

    def stand_in(self) -> StandInServer:
        """Return a server that answers as OpenAthens would, once."""

    def restore(self) -> Restore:
        """Return what puts a backup in the place of the inventory here, or where there is none."""

    def make_sample(self) -> None:
        """Make the sample inventory here; raise AlreadySetUpError or another StorageError."""

    def services(self, inventory: Inventory) -> Services:
        """Return the services over an inventory that was just made."""

    def report(self, kind: type[BaseException], trace: TracebackType | None) -> str:
        """Write an unexpected failure into the log, without secrets; return the log's path."""
