"""The engine of notices: looks what is due and raises it, once, whatever runs beside it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from app.core import schedule
from app.core.audit import Act, Thing
from app.core.identity import NoticeId, new_id
from app.core.notice import Entry, Notice, Subject
from app.core.schedule import Due, Recorded, Schedule
from app.services.outbox import Announcement, Outbox
from app.services.workplace import Days, Workplace

EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""This program is younger: a clock that says less is wrong, and decides nothing."""
TOLERANCE = timedelta(minutes=5)
"""A clock that is set right by less has not jumped."""


class ClockState(StrEnum):
    """What the recorded notices say of the computer's clock."""

    RIGHT = "right"
    WAS_AHEAD = "was_ahead"
    """Notices had been raised in the future: they are void now."""
    BEHIND = "behind"
    """It is earlier than this program was made: nothing is raised."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A notice that is due, what it is about, and the day there."""

    subject: Subject
    due: Due
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look found and did."""

    at: datetime
    clock: ClockState = ClockState.RIGHT
    raised: tuple[Raised, ...] = ()
    voided: int = 0
    woken: int = 0

    @property
    def changed(self) -> bool:
        """Whether it changed anything."""
        return bool(self.raised or self.voided or self.woken)


class Notices:
    """Raises what is due: a function of the day, the dates, and what is recorded."""

    def __init__(self, workplace: Workplace, outbox: Outbox) -> None:
        self._workplace = workplace
        self._outbox = outbox
        self._seen: tuple[datetime, Days, object] | None = None
        self.unreadable: list[str] = []
        """The names of records whose dates the last look could not read: verify tells more."""

    def look(self) -> Look:
        """Raise the notices that are due now. The vault may be shut.

        Where nothing changed since the last look, neither a day nor a record, nothing is read.
        """
        now = self._workplace.now()
        if now < EARLIEST:
            return Look(at=now, clock=ClockState.BEHIND)
        days = self._workplace.days()
        version = self._workplace.inventory.version()  # what changes from here on is seen next time
        if self._is_seen(now, days, version):
            return Look(at=now)
        found = Look(at=now)
        if self._is_anything_due(now, days):
            with self._workplace.unsealed():
                found = self._raise(now, self._workplace.days())
        self._seen = (now, days, version)
        return found

    def due(self, day: date | None = None) -> list[Raised]:
        """Return what would be raised now, or on *day* if nobody looked before; nothing is."""
        days = self._workplace.days()
        return self._due(days if day is None else Days(dict.fromkeys(days, day), otherwise=day))

    def coming(self, length: int, start: date | None = None) -> list[Raised]:
        """Return what would be raised if somebody looked each day, *length* days from *start* on.

        Without *start* it is from today on. Nothing is changed.
        """
        today = self._workplace.days()
        coming: list[Raised] = []
        told: dict[str, Recorded] = {}
        first = start or today.latest()
        most = min(length, (date.max - first).days)  # the calendar ends there
        subjects, plan = self._subjects(first + timedelta(days=most))
        for ahead in range(most + 1):
            later = timedelta(days=ahead)
            days = Days(
                {one: (start or day) + later for one, day in today.items()},
                otherwise=(start or today.otherwise) + later,
            )
            found = _due_of(subjects, plan, days, told)
            told |= {one.subject.id: Recorded(least=one.due.stage) for one in found}
            coming += found
        return coming

    def _is_seen(self, now: datetime, days: Days, version: object) -> bool:
        if self._seen is None or self._seen[0] > now:
            return False
        return self._seen[1:] == (days, version)

    def _is_anything_due(self, now: datetime, days: Days) -> bool:
        notices = self._workplace.inventory.notices
        ahead = notices.count_after(now + TOLERANCE)
        return bool(ahead or self._waking(days) or self._due(days))

    def _raise(self, now: datetime, days: Days) -> Look:
        """Void, wake and raise, in the running transaction: what others did meanwhile counts."""
        voided = self._workplace.inventory.notices.void_after(now + TOLERANCE, at=now)
        woken = self._wake(now, days)
        raised = self._due(days)
        announced = self._store(raised, now)
        told = {one.subject.id for one in announced}
        announced += [
            Announcement(one.notice.id, one.subject, reminder=True)
            for one in woken
            if one.latest and one.subject.needs_notices and one.subject.id not in told
        ]
        self._outbox.announce(announced)
        if voided:
            self._workplace.record(Act.VOIDED, Thing.NOTICE, "", after={"count": voided})
        if raised:
            self._workplace.record(Act.RAISED, Thing.NOTICE, "", after={"count": len(raised)})
        return Look(
            at=now,
            clock=ClockState.WAS_AHEAD if voided else ClockState.RIGHT,
            raised=tuple(raised),
            voided=voided,
            woken=len(woken),
        )

    def _due(self, days: Days) -> list[Raised]:
        return _due_of(*self._subjects(days.latest()), days)

    def _subjects(self, latest: date) -> tuple[list[Subject], Schedule]:
        """Return what notices may be due of until *latest*, and the schedule that decides it."""
        inventory = self._workplace.inventory
        plan = inventory.preferences.load().schedule()
        reached = latest + min(plan.reach, date.max - latest)
        subjects, unreadable = inventory.notices.subjects(reached)
        _organisations, unknown = inventory.organisations.readable()
        _accounts, nobodies = inventory.accounts.readable()
        self.unreadable = list(dict.fromkeys([*unreadable, *unknown, *nobodies]))
        return subjects, plan

    def _store(self, raised: Iterable[Raised], now: datetime) -> list[Announcement]:
        notices: list[Notice] = []
        announced = []
        for one in raised:
            *skipped, told = _notices(one, now)
            notices += [*skipped, told]
            announced.append(Announcement(told.id, one.subject))
        self._workplace.inventory.notices.add(notices)
        return announced

    def _waking(self, days: Days) -> list[Entry]:
        found = []
        for entry in self._workplace.inventory.notices.snoozed():
            until = entry.notice.snoozed_until
            if until is not None and until <= days[entry.subject.organisation]:
                found.append(entry)
        return found

    def _wake(self, now: datetime, days: Days) -> list[Entry]:
        waking = self._waking(days)
        for entry in waking:
            self._workplace.inventory.notices.update(replace(entry.notice, woken_at=now))
        return waking


def _due_of(
    subjects: Iterable[Subject],
    plan: Schedule,
    days: Days,
    told: Mapping[str, Recorded] | None = None,
) -> list[Raised]:
    """Return what is due on *days*, most urgent first; what was *told* counts as recorded."""
    found = []
    for subject in subjects:
        day = days[subject.organisation]
        due = schedule.due(
            subject.expires_on,
            day,
            plan,
            recorded=(told or {}).get(subject.id, subject.recorded),
            daily=subject.daily,
        )
        if due is not None:
            found.append(Raised(subject, due, day))
    return sorted(found, key=lambda one: (one.subject.expires_on, one.subject.name))


def _notices(raised: Raised, now: datetime) -> Iterator[Notice]:
    """Yield the notices to store: the stages that were missed, then the one that is told."""
    subject, due = raised.subject, raised.due
    for run in (*due.missed, schedule.Missed(due.stage, due.stage, due.due_on)):
        yield Notice(
            id=NoticeId(new_id()),
            subject=subject.kind,
            subject_id=subject.id,
            expires_on=subject.expires_on,
            stage=run.stage,
            through=run.through,
            due_on=run.due_on,
            raised_at=now,
            skipped=run.stage != due.stage,
        )
