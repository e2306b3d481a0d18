"""Ways into the vault, and the role that storage fills."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.core.progress import Progress
from app.core.secret import Secret


class WayKind(StrEnum):
    """A way into the vault."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of the kind
    RECOVERY_CODE = "recovery_code"


@dataclass(frozen=True, slots=True)
class Way:
    """One way in, and since when it opens the vault."""

    kind: WayKind
    since: datetime


class VaultState(StrEnum):
    """What the vault gives now."""

    SHUT = "shut"
    """Nothing: no way in was used yet."""
    LOCKED = "locked"
    """Records can be sealed and checked; values cannot be read or stored."""
    OPEN = "open"


class Access(Protocol):
    """The vault and the ways into it. Slow: a passphrase takes a second by design."""

    @property
    def state(self) -> VaultState:
        """What the vault gives now."""

    def ways(self) -> list[Way]:
        """Return the ways in that exist."""

    def keyring_question(self) -> Callable[[], Secret] | None:
        """Return what fetches the keyring's secret, None if the keyring is no way in.

        It may take its time, on any thread, and raises KeyringError.
        """

    def open_with(self, kind: WayKind, secret: Secret) -> None:
        """Open the vault with the secret of one way in; raise WrongSecretError."""

    def proves(self, kind: WayKind, secret: Secret) -> bool:
        """Tell whether *secret* is that of this way in; the vault stays as it is."""

    def lock(self) -> None:
        """Forget what opens values."""

    def set_way(self, kind: WayKind, secret: Secret | None) -> None:
        """Make a passphrase, recovery code or (without *secret*) keyring entry a way in.

        The former one of that kind no longer opens the vault. Raise VaultLockedError.
        """

    def drop_way(self, kind: WayKind) -> None:
        """Forget a way in."""

    def keyring_is_usable(self) -> bool:
        """Tell whether there is a keyring that keeps secrets encrypted."""


class VaultRotation(Protocol):
    """Gives the vault a new key."""

    def run(
        self,
        ways: Mapping[WayKind, Secret | None],
        note: Callable[[], object],
        progress: Progress,
    ) -> int:
        """Seal everything with a new key, which *ways* alone open; *note* writes into the trail.

        Return how many records that were. Nobody else may use the inventory. Raise
        RotationInUseError, BackupBusyError, RotationUnsoundError, KeyringError, VaultLockedError,
        VaultChangedError, CancelledError or a StorageError; then nothing was changed. Raise
        TakenAfterRotationError where all was changed, and the inventory is to be opened anew.
        """
