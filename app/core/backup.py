"""Backups: what one is, which are kept, when the next is due, and how they stand."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

EVERYTHING_FOR = timedelta(days=7)
"""So long each backup is kept."""
WEEKLY_FOR = timedelta(weeks=4)
"""So long the last one of each week is kept."""
MONTHS = 12
"""For so many months the last one of each month is kept."""
OLD = timedelta(days=3)
"""A last backup that is older is warned of; so one is made at least as often."""
BULK = 10
"""A change of so many keys at once is a bulk change, with a backup before it."""


class Why(StrEnum):
    """What a backup was made for."""

    ASKED = "asked"
    DAILY = "daily"
    MIGRATION = "migration"
    IMPORT = "import"
    BULK = "bulk_change"
    RESTORE = "restore"
    ROTATION = "rotation"
    UNKNOWN = "unknown"
    """The program that made it was stopped before it could say so."""


class Standing(StrEnum):
    """What is known of a backup without reading the whole of it."""

    GOOD = "good"
    """Verified whole when it was made, and signed by this inventory's vault."""
    WAITING = "waiting"
    """Made with the vault shut: verified and signed as soon as it is open."""
    UNTOLD = "untold"
    """Its signature cannot be checked while the vault is shut."""
    OTHER_KEY = "other_key"
    """Sealed with a vault key that this state of the inventory does not have: one that was given
    later, or before an earlier backup took its place, or that was replaced before it was signed."""
    WRONG = "wrong"
    """It is not what was signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup: a whole copy of the inventory at one moment."""

    path: str
    name: str
    made_at: datetime
    why: Why
    size: int
    counts: Mapping[str, int] = field(default_factory=dict)
    entries: int = 0
    """How many entries its audit trail has."""
    head: str = ""
    schema: int = 0
    generation: int = 0
    sha256: str = ""
    standing: Standing = Standing.WAITING

    @property
    def keys(self) -> int:
        """How many keys it holds, removed ones included."""
        return self.counts.get("key", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The folder of backups as it was found."""

    folder: str
    backups: tuple[Backup, ...] = ()
    """The latest first."""
    same_device: bool = False
    """It lies on the device that the inventory lies on: both are lost with it."""
    synced: bool = False
    """A program seems to copy it to another computer."""

    @property
    def last_good(self) -> Backup | None:
        """The latest one that can be relied upon."""
        return next((one for one in self.backups if one.standing in _RELIABLE), None)

    def last_good_until(self, now: datetime) -> Backup | None:
        """Return the latest one that can be relied upon; none of a clock that was ahead."""
        good = (one for one in self.backups if one.standing in _RELIABLE)
        return next((one for one in good if one.made_at <= now), None)

    @property
    def waiting(self) -> tuple[Backup, ...]:
        """Those that are not yet verified and signed."""
        return tuple(one for one in self.backups if one.standing is Standing.WAITING)


_RELIABLE = frozenset({Standing.GOOD, Standing.UNTOLD})


class Trouble(StrEnum):
    """What is wrong with the backups, the worst first."""

    NO_FOLDER = "no_folder"
    FOLDER_GONE = "folder_gone"
    FAILED = "failed"
    NONE = "none"
    OLD = "old"
    SAME_DEVICE = "same_device"
    NEVER_DRILLED = "never_drilled"


ADVICE = frozenset({Trouble.SAME_DEVICE, Trouble.NEVER_DRILLED})
"""What could be better, and is no danger of today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """How the backups stand."""

    folder: str
    shelf: Shelf | None = None
    """None where no folder is chosen, or it cannot be read."""
    reason: str = ""
    """Why it cannot be read, or why the last backup failed."""
    drilled_at: datetime | None = None

    def troubles(self, now: datetime) -> tuple[Trouble, ...]:
        """Return what is wrong at the moment *now*."""
        if not self.folder:
            return (Trouble.NO_FOLDER,)
        if self.shelf is None:
            return (Trouble.FOLDER_GONE,)
        last = self.shelf.last_good_until(now)
        found = [Trouble.FAILED] if self.reason else []
        if last is None:
            found.append(Trouble.NONE)
        elif now - last.made_at > OLD:
            found.append(Trouble.OLD)
        if self.shelf.same_device and not self.shelf.synced:
            found.append(Trouble.SAME_DEVICE)
        if last is not None and self.drilled_at is None:
            found.append(Trouble.NEVER_DRILLED)
        return tuple(found)


def is_due(last: Backup | None, now: datetime, *, changed: bool, new_day: bool) -> bool:
    """Tell whether the daily backup is due: on a new day once something *changed*, or of age."""
    if last is None:
        return True
    return (changed and new_day) or now - last.made_at >= OLD


def superfluous(made: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return which of the good backups *made* at these moments need not be kept at *now*.

    Kept are all of 7 days, the last of each of 4 weeks and of each of 12 months, the latest, and
    what a wrong clock dated into the future.
    """
    moments = sorted(set(made))
    kept = {one for one in moments if now - one < EVERYTHING_FOR} | set(moments[-1:])
    weekly = [one for one in moments if now - one < WEEKLY_FOR]
    monthly = [one for one in moments if _months(one, now) < MONTHS]
    kept |= set(_lasts(weekly, lambda one: one.isocalendar()[:2]))
    kept |= set(_lasts(monthly, lambda one: (one.year, one.month)))
    return set(moments) - kept


def _months(earlier: datetime, later: datetime) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _lasts(moments: Sequence[datetime], period: Callable[[datetime], object]) -> Iterable[datetime]:
    """Return the last of *moments*, which are sorted, in each *period*."""
    return {period(one): one for one in moments}.values()
