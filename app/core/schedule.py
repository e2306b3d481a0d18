"""When notices of an expiry date are due: arithmetic of days, no clock and nothing stored."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

OPENATHENS_STAGE = 30
"""The first notice comes so many days before; the only stage that OpenAthens publishes."""
DEFAULT_STAGES = (30, 21, 14, 10, 7, 5, 3, 2, 1, 0)
LONGEST_STAGE = 365
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DEFAULT_WEEKEND = ("sat", "sun")
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Planned:
    """A stage, and the day on which its notice is due."""

    stage: int
    due_on: date


@dataclass(frozen=True, slots=True)
class Missed:
    """Stages that came and went without a notice: from *stage* through *through*, more urgent."""

    stage: int
    through: int
    due_on: date


@dataclass(frozen=True, slots=True)
class Due:
    """The notice to raise now, and the stages that it takes the place of."""

    stage: int
    due_on: date
    missed: tuple[Missed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The days before an expiry date on which notices are due, and the days that are no work days.

    A stage of 1 day or more that falls on a day of the *weekend* is due on the working day
    before. Stages below 0 are the days after the expiry date.
    """

    stages: tuple[int, ...] = DEFAULT_STAGES
    weekend: frozenset[int] = frozenset({5, 6})
    """The weekdays, Monday being 0, from which notices are moved; empty if they are not."""

    @property
    def reach(self) -> timedelta:
        """How long before an expiry date its first notice may be due, at most."""
        return timedelta(days=max(self.stages, default=0) + _WEEK)

    def due_on(self, stage: int, expires_on: date) -> date:
        """Return the day on which the notice of *stage* is due."""
        day = _moved(expires_on, -stage)
        while stage > 0 and day.weekday() in self.weekend and day > date.min:
            day -= timedelta(days=1)
        return day

    def planned(self, expires_on: date) -> list[Planned]:
        """Return the notices up to *expires_on*; of stages on one day, the smallest."""
        smallest = {self.due_on(stage, expires_on): stage for stage in self._in_order()}
        return [Planned(stage, day) for day, stage in smallest.items()]

    def stage_on(self, day: date, expires_on: date, *, daily: bool) -> int | None:
        """Return the most urgent stage that is due by *day*; None before the first.

        With *daily*, each day after the expiry date is a stage of its own.
        """
        past = (day - expires_on).days
        if past > 0 and daily:
            return -past
        reached = [one for one in self.stages if self.due_on(one, expires_on) <= day]
        return min(reached, default=None)

    def missed(
        self, before: Due, expires_on: date, *, least: int | None, daily: bool
    ) -> tuple[Missed, ...]:
        """Return the stages that the notice *before* leaves out; *least* was the last one told."""
        left_out = [
            Missed(stage, stage, self.due_on(stage, expires_on))
            for stage in self._in_order()
            if stage > before.stage and (least is None or stage < least)
        ]
        first = -1 if least is None or least >= 0 else least - 1
        if daily and before.stage < first:
            left_out.append(Missed(first, before.stage + 1, self.due_on(first, expires_on)))
        return tuple(left_out)

    def _in_order(self) -> list[int]:
        return sorted(set(self.stages), reverse=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What is recorded of the notices of one expiry date, voided ones left out."""

    least: int | None = None
    """The most urgent stage that was raised or skipped."""
    snoozed_until: date | None = None


NOTHING = Recorded()


def due(
    expires_on: date,
    day: date,
    schedule: Schedule,
    *,
    recorded: Recorded = NOTHING,
    daily: bool = True,
) -> Due | None:
    """Return the notice to raise on *day*, None where there is nothing new to tell.

    Only what is more urgent than all that is recorded is ever due: so neither another schedule
    nor another time zone repeats a stage, and a stage that they bring forward is not lost.
    """
    if recorded.snoozed_until is not None and day < recorded.snoozed_until:
        return None
    stage = schedule.stage_on(day, expires_on, daily=daily)
    if stage is None or (recorded.least is not None and stage >= recorded.least):
        return None
    told = Due(stage, schedule.due_on(stage, expires_on))
    missed = schedule.missed(told, expires_on, least=recorded.least, daily=daily)
    return Due(told.stage, told.due_on, missed)


def weekend_of(names: Collection[str]) -> frozenset[int]:
    """Return weekdays by their *names* in WEEKDAYS as numbers, Monday being 0."""
    return frozenset(WEEKDAYS.index(name) for name in names)


def _moved(day: date, days: int) -> date:
    """Return the day *days* later, or the first or last day there is."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max
