"""What an inventory needs of the computer."""

from dataclasses import dataclass, field

from app.core.ports import Clock, Randomness
from app.storage.clock import SystemClock, random_bytes
from app.storage.crypto import Cost
from app.storage.keyring_store import KeyringStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The computer round an inventory; tests replace what they must."""

    clock: Clock = field(default_factory=SystemClock)
    randomness: Randomness = random_bytes
    keyring: KeyringStore = field(default_factory=KeyringStore)
    cost: Cost | None = None
    """What a new passphrase will cost to try; None is measured when needed."""
