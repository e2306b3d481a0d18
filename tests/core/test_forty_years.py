"""40 years in 31 time zones: somebody looks each day, and each stage is told once, on its day."""

import random
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import chain, pairwise

import pytest

from app.core.schedule import Schedule
from tests.core.sample import organisation
from tests.core.teller import Teller
from tests.core.test_expiry import FIRST, LAST, SKIPPED, TICK, ZONES, days, first_moment

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
AFTER = 3
"""So many days are looked at after an expiry date."""
WINDOW = 40 * DAY
"""No notice of the usual stages comes longer before, days off included."""

SATURDAY_SUNDAY = frozenset({5, 6})
WEEKENDS = {
    "Africa/Cairo": frozenset({4, 5}),
    "Asia/Amman": frozenset({4, 5}),
    "Asia/Dhaka": frozenset({4, 5}),
    "Asia/Gaza": frozenset({4, 5}),
    "Asia/Kathmandu": frozenset({5}),
    "Asia/Tehran": frozenset({3, 4}),
    "Pacific/Kiritimati": frozenset[int](),
    "UTC": frozenset[int](),
}
"""Where the days off are others than Saturday and Sunday."""
BACK = {
    SATURDAY_SUNDAY: {5: 1, 6: 2},
    frozenset({4, 5}): {4: 1, 5: 2},
    frozenset({3, 4}): {3: 1, 4: 2},
    frozenset({5}): {5: 1},
    frozenset[int](): {},
}
"""How many days before a day off the working day before it is."""

EACH_ZONE = pytest.mark.parametrize("zone", ZONES)


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A day in a time zone: from *begins* to before *ends*."""

    day: date
    begins: datetime
    ends: datetime

    @property
    def changes_clocks(self) -> bool:
        """Whether it has more or less than 24 hours."""
        return self.ends - self.begins != DAY

    def looks(self, chance: random.Random) -> list[datetime]:
        """Return one odd moment of it; where the clocks change, one in every half hour."""
        if self.changes_clocks:
            return self.half_hours()
        at_random = self.begins + DAY * chance.random()
        return [chance.choice([self.begins, self.ends - TICK, at_random])]

    def half_hours(self) -> list[datetime]:
        """Return its first moment, one in every half hour, and its last."""
        length = (self.ends - self.begins) // (HOUR / 2)
        return [*(self.begins + HOUR / 2 * one for one in range(length)), self.ends - TICK]


@cache
def calendar(zone: str) -> list[LocalDay]:
    """Return the days of *zone* in the 40 years, and in the weeks before and after them."""
    gone = SKIPPED.get(zone, set())
    there = [day for day in days() if day not in gone]
    begins = [first_moment(day, zone) for day in there]
    edges = zip(there, pairwise(begins), strict=False)
    return [LocalDay(day, begin, end) for day, (begin, end) in edges]


@cache
def looks_at(zone: str) -> list[list[tuple[date, date]]]:
    """Return, for each day, the looks of somebody: the true day, and the one the program sees."""
    here, chance = organisation(time_zone=zone), random.Random(zone)
    return [
        [(one.day, here.today(moment)) for moment in one.looks(chance)] for one in calendar(zone)
    ]


def schedule_of(zone: str) -> Schedule:
    return Schedule(weekend=WEEKENDS.get(zone, SATURDAY_SUNDAY))


def right(expires_on: date, zone: str) -> list[tuple[int, date]]:
    """Return what must be told of *expires_on*, and when: counted in another way."""
    back, gone = BACK[WEEKENDS.get(zone, SATURDAY_SUNDAY)], SKIPPED.get(zone, set())
    told: dict[date, int] = {}
    for stage in (30, 21, 14, 10, 7, 5, 3, 2, 1, 0):
        day = expires_on - stage * DAY
        day -= back.get(day.weekday(), 0) * DAY if stage else 0 * DAY
        while day in gone:
            day += DAY
        told[day] = stage
    told |= {expires_on + past * DAY: -past for past in range(1, AFTER + 1)}
    return sorted(((stage, day) for day, stage in told.items() if day not in gone), reverse=True)


def number_of(day: date, zone: str) -> int:
    """Return the place of *day* among the days of *zone*, or of the day after."""
    return bisect_left(calendar(zone), day, key=lambda one: one.day)


def expiry_dates(zone: str) -> Iterator[date]:
    """Yield dates of the 40 years; all zones together have each date there is."""
    day = FIRST + WINDOW + ZONES.index(zone) * DAY
    while day <= LAST - (AFTER + 1) * DAY:
        yield day
        day += len(ZONES) * DAY


@EACH_ZONE
def test_who_looks_each_day_is_told_each_stage_once_and_on_its_day(zone):
    schedule = schedule_of(zone)
    for expires_on in expiry_dates(zone):
        teller, told = Teller(expires_on=expires_on, schedule=schedule), []
        begin, end = number_of(expires_on - WINDOW, zone), number_of(expires_on + AFTER * DAY, zone)
        for day, seen in chain.from_iterable(looks_at(zone)[begin : end + 1]):
            found = teller.look(seen)
            if found is not None:
                told.append((found.stage, day))
        assert told == right(expires_on, zone)


@EACH_ZONE
def test_on_a_day_with_a_change_of_the_clocks_a_stage_is_told_once_at_its_first_moment(zone):
    here, every_day = organisation(time_zone=zone), Schedule(weekend=frozenset())
    for before, changing in pairwise(calendar(zone)):
        if not changing.changes_clocks:
            continue
        for stage in (30, 1, 0):
            teller = Teller(expires_on=changing.day + stage * DAY, schedule=every_day)
            teller.look(here.today(before.ends - TICK))
            assert stage not in teller.stages
            teller.look(here.today(changing.begins))
            assert teller.stages[-1] == stage
            for moment in changing.half_hours():
                assert teller.look(here.today(moment)) is None, moment


@EACH_ZONE
def test_who_looks_now_and_then_is_told_the_most_urgent_stage_and_no_stage_is_lost(zone):
    chance, schedule = random.Random(zone), schedule_of(zone)
    for expires_on in list(expiry_dates(zone))[::3]:
        teller, plan = Teller(expires_on=expires_on, schedule=schedule), right(expires_on, zone)
        number = number_of(expires_on - WINDOW, zone)
        while (day := calendar(zone)[number].day) <= expires_on + AFTER * DAY:
            teller.look(looks_at(zone)[number][-1][1])
            due = [stage for stage, due_on in plan if due_on <= day]
            assert teller.stages[-1:] == due[-1:]
            number += chance.choice([1, 1, 2, 3, 7, 30])
        recorded = sorted(teller.stages + teller.skipped, reverse=True)
        reached = [one for one in (*schedule.stages, -1, -2, -3) if one >= teller.stages[-1]]
        assert recorded == reached
