"""The computer's clock and random source."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime


class SystemClock:
    """Tells the computer's time."""

    def now(self) -> datetime:
        """Return this moment, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the clock that others take


@dataclass
class TurnedClock:
    """A clock that stands at *moment* until it is turned: a sample's past is told by it."""

    moment: datetime

    def now(self) -> datetime:
        """Return the moment at which it stands."""
        return self.moment


def random_bytes(count: int, /) -> bytes:
    """Return *count* bytes from the operating system's random source."""
    return secrets.token_bytes(count)
