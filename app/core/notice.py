"""A notice: that something expires, raised once for each stage; and what it is about."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.core import calendar
from app.core.identity import AccountId, NoticeId, OrganisationId
from app.core.schedule import NOTHING, Recorded


class SubjectKind(StrEnum):
    """What expires."""

    KEY = "key"
    ACCOUNT = "account"


class NoticeState(StrEnum):
    """How a notice stands, those that need somebody first; derived, never stored."""

    OPEN = "open"
    SNOOZED = "snoozed"
    ACKNOWLEDGED = "acknowledged"
    PASSED = "passed"
    """A more urgent notice of the same subject has taken its place."""
    SETTLED = "settled"
    """Its subject needs no notices any more: it was disabled, removed, replaced or corrected."""
    SKIPPED = "skipped"
    """Its day came while nobody looked; a more urgent one was raised instead."""
    VOIDED = "voided"
    """It was raised by a clock that was ahead of time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something that expires, and what is recorded of its notices."""

    kind: SubjectKind
    id: str
    name: str
    organisation: OrganisationId
    expires_on: date
    owner: AccountId | None = None
    also_tell: tuple[str, ...] = ()
    needs_notices: bool = True
    """False once nothing can come of it: disabled or removed, also in the portal; or replaced at
    each place that used it, or confirmed as used by nothing.
    """
    only_in_portal: bool = False
    """Whether it is disabled or removed here, and the portal still has to be told."""
    left: int = 0
    """How many applications use it, as recorded."""
    moved: int = 0
    """How many applications were given another key instead."""
    replaced: bool = False
    """Whether it has a successor already."""
    stuck: bool = False
    """Whether that successor is disabled or removed: no place can be given it."""
    recorded: Recorded = NOTHING

    @property
    def daily(self) -> bool:
        """Whether notices go on each day after the expiry date: what uses a key fails by then."""
        return self.kind is SubjectKind.KEY

    @property
    def places(self) -> int:
        """How many places there are: those still to do and those that have moved."""
        return self.left + self.moved

    def days_left(self, day: date) -> int:
        """Return the days from *day* to the expiry date."""
        return (self.expires_on - day).days

    @property
    def last_working_day(self) -> date:
        """The day before the expiry date."""
        return calendar.last_working_day(self.expires_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One stage of one expiry date, raised or skipped; unique where it is not voided."""

    id: NoticeId
    subject: SubjectKind
    subject_id: str
    expires_on: date
    stage: int
    through: int
    """The most urgent stage of a run that was skipped; else the *stage* itself."""
    due_on: date
    raised_at: datetime
    skipped: bool = False
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    snoozed_until: date | None = None
    woken_at: datetime | None = None
    """When its snooze ended and people were told again."""
    voided_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A notice in the list, with its subject as it is now; *latest* if none came after it."""

    notice: Notice
    subject: Subject
    latest: bool

    def state_on(self, day: date) -> NoticeState:
        """Return how the notice stands on *day* of its organisation's time zone."""
        notice = self.notice
        facts = (
            (notice.voided_at is not None, NoticeState.VOIDED),
            (notice.skipped, NoticeState.SKIPPED),
            (not self.latest, NoticeState.PASSED),
            (not self.subject.needs_notices, NoticeState.SETTLED),
            (notice.acknowledged_at is not None, NoticeState.ACKNOWLEDGED),
            (_is_snoozed(notice, day), NoticeState.SNOOZED),
        )
        return next((state for holds, state in facts if holds), NoticeState.OPEN)


def _is_snoozed(notice: Notice, day: date) -> bool:
    return notice.snoozed_until is not None and day < notice.snoozed_until
