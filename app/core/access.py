"""Ways into the vault."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
