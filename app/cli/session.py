"""One run of the command line: the inventory it works on, opened when a verb needs it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import click

from app.cli import typed
from app.core.access import VaultState
from app.core.errors import N_, KeyringError, NotSetUpError, VaultLockedError
from app.core.secret import Secret
from app.services.door import Door
from app.services.suite import Services


class NoSecretGivenError(VaultLockedError):
    """The vault has to be open, and nothing was given that opens it."""

    hint = N_(
        "Give its passphrase or recovery code: keyholder --passphrase-file FILE, before the verb."
    )


@dataclass(kw_only=True)
class Session:
    """What the options before the verb chose, and the services over it."""

    find_door: Callable[[Path | None], Door]
    data_dir: Path | None = None
    passphrase_file: str | None = None
    _services: Services | None = field(default=None, init=False)

    @cached_property
    def door(self) -> Door:
        """The way to the inventory."""
        return self.find_door(self.data_dir)

    @cached_property
    def passphrase(self) -> Secret | None:
        """What opens the vault, where a file with it was given; raise FieldError."""
        if self.passphrase_file is None:
            return None
        return typed.passphrase_from(self.passphrase_file)

    def shut(self) -> Services:
        """Return the services as they are, for what needs no vault; raise a StorageError."""
        return self._opened()

    def reading(self) -> Services:
        """Return the services, the vault open where that asks nobody; raise a StorageError."""
        services = self._opened()
        with suppress(KeyringError):
            self._open_vault(services)
        return services

    def unlocked(self) -> Services:
        """Return the services, the vault open; raise a VaultError or a StorageError."""
        services = self._opened()
        if not self._open_vault(services):
            raise NoSecretGivenError
        return services

    def proven(self) -> Services:
        """Return the services, a passphrase or recovery code given for this very run.

        The keyring alone does not do. Raise like *unlocked*.
        """
        if self.passphrase is None:
            raise NoSecretGivenError
        return self.unlocked()

    def changing(self) -> Services:
        """Return the services, the vault open, for a change; raise like *unlocked*.

        Values whose time has come are destroyed, as the window does: there may be none here.
        """
        services = self.unlocked()
        services.destruction.destroy_due()
        return services

    def secret_line(self, field: str, prompt: str, *, again: str = "") -> Secret:
        """Return a line of standard input, after the passphrase where that comes first."""
        self.unlocked()
        return typed.line_of_input(field, prompt, again=again)

    def keep(self, services: Services) -> None:
        """Close *services*, of an inventory just made, at the end of this run."""
        self._services = services

    def close(self) -> None:
        """Close the inventory, if it was opened."""
        if self._services is not None:
            self._services.inventory.close()

    def _opened(self) -> Services:
        if self._services is None:
            if not self.door.exists():
                raise NotSetUpError(folder=self.door.folder)
            self._services = self.door.open()
        return self._services

    def _open_vault(self, services: Services) -> bool:
        """Open the vault with what was given, else with the keyring; tell whether it is open."""
        if services.access.state is VaultState.OPEN:
            return True
        if self.passphrase is None:
            return services.access.open_at_start()
        services.access.unlock(self.passphrase)
        return True


with_session = click.make_pass_decorator(Session)
"""Gives a verb the session as its first argument."""
