"""When notices are due: days, days off, what was missed, and what is never said twice."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.schedule import (
    DEFAULT_STAGES,
    LONGEST_STAGE,
    Due,
    Missed,
    Planned,
    Recorded,
    Schedule,
    due,
    weekend_of,
)
from tests.core.rule import BROAD_RULE, RULE
from tests.core.teller import Life, Teller

WEDNESDAY = date(2026, 7, 15)
FRIDAY, SATURDAY, SUNDAY = (date(2026, 7, day) for day in (17, 18, 19))
MONDAY = date(2026, 7, 20)
DAY = timedelta(days=1)
USUAL = Schedule()
EVERY_DAY = Schedule(weekend=frozenset())

DATES = st.dates(date(1990, 1, 1), date(2060, 1, 1))
SCHEDULES = st.builds(
    Schedule,
    stages=st.lists(st.integers(0, LONGEST_STAGE), min_size=1, max_size=12).map(tuple)
    | st.just(DEFAULT_STAGES),
    weekend=st.frozensets(st.integers(0, 6), max_size=6) | st.just(frozenset({5, 6})),
)


def days_before(number: int, expires_on: date = WEDNESDAY) -> date:
    return expires_on - number * DAY


# Which day a stage falls on


@pytest.mark.parametrize("stage", [1, 2, 5, 21, 365])
def test_a_stage_on_a_working_day_comes_on_that_day(stage):
    for working_day in (WEDNESDAY, FRIDAY, MONDAY):
        assert USUAL.due_on(stage, working_day + stage * DAY) == working_day


def test_a_stage_on_a_saturday_comes_on_the_friday():
    assert USUAL.due_on(3, SATURDAY + 3 * DAY) == FRIDAY


def test_a_stage_on_a_sunday_comes_on_the_friday():
    assert USUAL.due_on(3, SUNDAY + 3 * DAY) == FRIDAY


@pytest.mark.parametrize("expires_on", [SATURDAY, SUNDAY])
def test_the_notice_of_the_day_itself_comes_on_that_day_even_at_a_weekend(expires_on):
    assert USUAL.due_on(0, expires_on) == expires_on


def test_days_after_the_expiry_date_are_not_moved():
    assert [USUAL.due_on(-one, FRIDAY) for one in (1, 2, 3)] == [SATURDAY, SUNDAY, MONDAY]


def test_without_days_off_a_saturday_is_a_day_like_any_other():
    assert EVERY_DAY.due_on(3, SATURDAY + 3 * DAY) == SATURDAY


def test_where_friday_and_saturday_are_off_a_saturday_goes_back_to_thursday():
    there = Schedule(weekend=weekend_of(("fri", "sat")))
    assert there.due_on(7, SATURDAY + 7 * DAY) == FRIDAY - DAY
    assert there.due_on(7, SUNDAY + 7 * DAY) == SUNDAY


def test_days_off_that_are_apart_are_passed_one_by_one():
    there = Schedule(weekend=weekend_of(("mon", "sat")))
    assert there.due_on(7, MONDAY + 7 * DAY) == SUNDAY
    assert there.due_on(7, SATURDAY + 7 * DAY) == FRIDAY


def test_one_working_day_a_week_gets_every_notice():
    there = Schedule(weekend=frozenset(range(7)) - {MONDAY.weekday()})
    for late in range(7):
        assert there.due_on(30, MONDAY + (30 + late) * DAY) == MONDAY


@pytest.mark.parametrize("expires_on", [date.min, date.min + DAY, date.max])
def test_the_first_and_the_last_day_there_is_do_no_harm(expires_on):
    for stage in (365, 30, 1, 0, -1, -400):
        assert date.min <= USUAL.due_on(stage, expires_on) <= date.max
    teller = Teller(expires_on=expires_on)
    teller.look(expires_on)
    assert teller.stages == [0]


@RULE
@given(SCHEDULES, st.integers(1, LONGEST_STAGE), DATES)
def test_a_stage_comes_on_the_last_working_day_by_then(schedule, stage, expires_on):
    nominal = expires_on - stage * DAY
    comes = schedule.due_on(stage, expires_on)
    assert comes.weekday() not in schedule.weekend
    passed = [comes + days * DAY for days in range(1, (nominal - comes).days + 1)]
    assert all(day.weekday() in schedule.weekend for day in passed)
    assert comes <= nominal


# The plan


PLANS = {
    "Mon": {30: 31, 21: 21, 14: 14, 10: 10, 7: 7, 5: 5, 1: 3, 0: 0},
    "Tue": {30: 32, 21: 21, 14: 14, 10: 11, 7: 7, 5: 5, 2: 4, 1: 1, 0: 0},
    "Wed": {30: 30, 21: 21, 14: 14, 10: 12, 7: 7, 3: 5, 2: 2, 1: 1, 0: 0},
    "Thu": {30: 30, 21: 21, 14: 14, 10: 10, 7: 7, 5: 6, 3: 3, 2: 2, 1: 1, 0: 0},
    "Fri": {30: 30, 21: 21, 14: 14, 10: 10, 5: 7, 3: 3, 2: 2, 1: 1, 0: 0},
    "Sat": {30: 30, 21: 22, 14: 15, 10: 10, 7: 8, 5: 5, 3: 3, 2: 2, 1: 1, 0: 0},
    "Sun": {30: 30, 21: 23, 14: 16, 10: 10, 7: 9, 5: 5, 3: 3, 1: 2, 0: 0},
}
"""For an expiry on each day of the week: which stages are told, and how many days before."""


@pytest.mark.parametrize("late", range(7), ids=PLANS)
def test_the_plan_of_each_day_of_the_week_is_as_counted_by_hand(late):
    expires_on = MONDAY + late * DAY
    plan = list(PLANS.values())[late]
    assert USUAL.planned(expires_on) == [
        Planned(stage, days_before(days, expires_on)) for stage, days in plan.items()
    ]


def test_the_order_in_which_stages_are_given_does_not_matter():
    mixed = Schedule(stages=(0, 7, 7, 30, 1))
    assert mixed.planned(WEDNESDAY) == Schedule(stages=(30, 7, 1, 0)).planned(WEDNESDAY)


@RULE
@given(SCHEDULES, DATES)
def test_nothing_is_due_longer_before_than_the_schedule_reaches(schedule, expires_on):
    first = schedule.planned(expires_on)[0].due_on
    assert first >= expires_on - schedule.reach
    assert due(expires_on, first - DAY, schedule) is None
    assert due(expires_on, first, schedule) is not None


@RULE
@given(SCHEDULES, DATES)
def test_who_looks_each_day_is_told_exactly_what_is_planned(schedule, expires_on):
    teller = Teller(expires_on=expires_on, schedule=schedule)
    for ahead in range(schedule.reach.days, -1, -1):
        teller.look(expires_on - ahead * DAY)
    assert teller.told == [(one.stage, one.due_on) for one in schedule.planned(expires_on)]
    assert sorted(teller.stages + teller.skipped) == sorted(set(schedule.stages))


# What is due on a day


def on(days: int, *, least: int | None = None, daily: bool = True) -> Due | None:
    """Return what is due so many *days* before the Wednesday, days after it being negative."""
    recorded = Recorded(least=least)
    return due(WEDNESDAY, days_before(days), EVERY_DAY, recorded=recorded, daily=daily)


def test_before_the_first_stage_nothing_is_due():
    assert on(31) is None


def test_on_its_day_a_stage_is_due_once():
    assert on(30) == Due(30, days_before(30))
    assert on(30, least=30) is None
    assert on(22, least=30) is None


def test_of_the_stages_that_were_missed_the_most_urgent_is_due_and_the_rest_are_left_out():
    missed = tuple(Missed(stage, stage, days_before(stage)) for stage in (21, 14, 10))
    assert on(6, least=30) == Due(7, days_before(7), missed)


def test_what_was_told_already_is_not_missed():
    assert on(0, least=2) == Due(0, WEDNESDAY, (Missed(1, 1, days_before(1)),))


def test_after_the_expiry_date_each_day_is_a_stage():
    assert on(-1, least=0) == Due(-1, days_before(-1))
    assert on(-400, least=-399) == Due(-400, days_before(-400))


def test_days_after_the_expiry_date_that_were_missed_are_one_run():
    assert on(-5, least=1) == Due(
        -5, days_before(-5), (Missed(0, 0, WEDNESDAY), Missed(-1, -4, days_before(-1)))
    )
    assert on(-9, least=-5) == Due(-9, days_before(-9), (Missed(-6, -8, days_before(-6)),))


def test_the_day_after_the_expiry_date_leaves_out_no_day_after_it():
    assert on(-1, least=1) == Due(-1, days_before(-1), (Missed(0, 0, WEDNESDAY),))


def test_where_days_after_do_not_count_the_day_itself_is_the_last_to_be_due():
    assert on(-5, least=1, daily=False) == Due(0, WEDNESDAY)
    assert on(-5, least=0, daily=False) is None


def test_a_schedule_without_the_day_itself_still_tells_each_day_after():
    early = Schedule(stages=(30,))
    teller = Teller(expires_on=WEDNESDAY, schedule=early)
    for days in range(35, -3, -1):
        teller.look(days_before(days))
    assert teller.stages == [30, -1, -2]


def test_while_it_is_snoozed_nothing_is_due_and_then_the_most_urgent():
    waiting = Recorded(least=7, snoozed_until=days_before(2))
    found = [
        due(WEDNESDAY, days_before(days), EVERY_DAY, recorded=waiting) for days in (6, 5, 4, 3, 2)
    ]
    assert found[:-1] == [None] * 4
    missed = (Missed(5, 5, days_before(5)), Missed(3, 3, days_before(3)))
    assert found[-1] == Due(2, days_before(2), missed)


# Whatever happens in between


STEPS = st.lists(
    st.tuples(st.just("wait"), st.integers(0, 3) | st.integers(0, 60))
    | st.tuples(st.just("move"), st.integers(-1, 1))
    | st.tuples(st.just("plan"), SCHEDULES)
    | st.tuples(st.sampled_from(["disable", "enable", "acknowledge"]), st.none())
    | st.tuples(st.just("snooze"), st.integers(1, 10)),
    max_size=40,
)


@BROAD_RULE
@given(DATES, st.integers(-5, 60), STEPS)
def test_whatever_happens_in_between_a_stage_is_told_once_and_none_is_lost(
    expires_on, begins, steps
):
    life = Life(expires_on, begins)
    life.look()
    for what, how in steps:
        life.step(what, how)
        life.look()
    recorded = life.teller.stages + life.teller.skipped
    assert len(recorded) == len(set(recorded))
    assert all(later < earlier for earlier, later in pairwise(life.teller.stages))


def test_the_names_of_days_off_are_numbers_from_monday_on():
    assert weekend_of(("sat", "sun")) == {5, 6}
    assert weekend_of(()) == frozenset()
