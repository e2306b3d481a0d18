"""The outbox: what is told by one channel to one recipient, until it arrived."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.core.identity import DeliveryId, NoticeId

_BACKOFF_MINUTES = (1, 5, 15, 60, 360)
"""How long to wait after each failure; the last holds for all that follow."""
GIVE_UP_AFTER = timedelta(days=5)
"""So much waiting between attempts, and a message is given up. What never was tried waits on."""
LEASE = timedelta(minutes=10)
"""After so long, whoever was sending a message is taken to have been stopped."""
_JITTER = 0.2
_LONGEST_PAUSE = timedelta(hours=8)
"""A time that is farther ahead was set by a clock that was wrong."""


class ChannelName(StrEnum):
    """The ways by which a notice reaches people beyond the list itself."""

    DESKTOP = "desktop"
    EMAIL = "email"


class DeliveryState(StrEnum):
    """How a message stands."""

    QUEUED = "queued"
    WAITING = "waiting"
    """For the vault, which holds the mail server's password; this counts as no attempt."""
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    """Given up."""
    DROPPED = "dropped"
    """Nothing was left to tell: its notices were settled or voided before it could be sent."""


PENDING = frozenset({DeliveryState.QUEUED, DeliveryState.WAITING, DeliveryState.SENDING})
UNSENT = PENDING | {DeliveryState.FAILED}
"""What did not arrive, and can be tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message: a digest of notices for one recipient by one channel."""

    id: DeliveryId
    channel: ChannelName
    recipient: str
    notices: tuple[NoticeId, ...]
    created_at: datetime
    next_attempt_at: datetime
    state: DeliveryState = DeliveryState.QUEUED
    attempts: int = 0
    waited: timedelta = timedelta(0)
    """The time between its attempts so far."""
    taken_at: datetime | None = None
    settled_at: datetime | None = None
    last_error: str = ""
    message_id: str = ""
    """Made at the first attempt, the same at each: so a repeat is known as one."""

    def is_due(self, now: datetime) -> bool:
        """Tell whether it is to be sent now; one whose sender was stopped is."""
        if self.state is DeliveryState.SENDING:
            return not self.is_under_way(now)
        ahead = self.next_attempt_at - now
        return self.state in PENDING and not timedelta(0) < ahead < _LONGEST_PAUSE

    def is_under_way(self, now: datetime) -> bool:
        """Tell whether somebody is sending it now."""
        if self.state is not DeliveryState.SENDING or self.taken_at is None:
            return False
        return self.taken_at <= now < self.taken_at + LEASE


def pause_after(attempts: int, chance: float) -> timedelta:
    """Return how long to wait after *attempts* failed; *chance*, 0 to 1, spreads it a little."""
    minutes = _BACKOFF_MINUTES[min(attempts, len(_BACKOFF_MINUTES)) - 1]
    return timedelta(minutes=minutes * (1 + _JITTER * (2 * chance - 1)))
