"""A use: that an application uses a key, since when, and how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.core.application import Application
from app.core.identity import ApplicationId, KeyId, UseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One application's use of one key; open until it has ended."""

    id: UseId
    application: ApplicationId
    key: KeyId
    since: datetime
    begun_by: str
    ended_at: datetime | None = None
    ended_by: str = ""
    note: str = ""
    """What somebody noted when it ended."""
    moved_to: UseId | None = None
    """The use of another key that took its place."""

    @property
    def is_open(self) -> bool:
        """Whether the application still uses the key."""
        return self.ended_at is None

    @property
    def is_moved(self) -> bool:
        """Whether the application was given another key instead."""
        return self.moved_to is not None


@dataclass(frozen=True, slots=True)
class Place:
    """A use, with the application whose it is: where a key is, and whom to call."""

    use: Use
    application: Application


def steps(uses: Iterable[Use]) -> list[Use]:
    """Return of each application that uses a key, or was moved from it, the use that counts.

    An open use counts before one that was moved: what came back is to do again. A use that ended
    without a move is none: nothing is left to do there.
    """
    counting: dict[ApplicationId, Use] = {}
    for use in uses:
        known = counting.get(use.application)
        if use.is_open or (use.is_moved and (known is None or not known.is_open)):
            counting[use.application] = use
    return sorted(counting.values(), key=lambda use: (use.since, use.id))
