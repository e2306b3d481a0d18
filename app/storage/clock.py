"""The computer's clock and random source."""

import secrets
from datetime import UTC, datetime


class SystemClock:
    """Tells the computer's time."""

    def now(self) -> datetime:
        """Return this moment, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the clock that others take


def random_bytes(count: int, /) -> bytes:
    """Return *count* bytes from the operating system's random source."""
    return secrets.token_bytes(count)
