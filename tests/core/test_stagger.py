"""Replacing keys one after another: a working day for each, and no two successors on one day."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core import calendar, stagger
from app.core.identity import KeyId
from app.core.key import Key
from app.core.stagger import Turn
from tests.core.rule import RULE
from tests.core.sample import key

MONDAY = date(2026, 7, 13)
SATURDAY = date(2026, 7, 18)
WEEKEND = frozenset({5, 6})
DAY = timedelta(days=1)

STARTS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
WEEKENDS = st.frozensets(st.integers(0, 6), max_size=6)
LEFT = st.lists(st.integers(-40, 90), max_size=40)
"""How many days after the start keys expire."""
PLANNED = st.lists(st.integers(360, 380), max_size=10)


def year_later(_key: Key, day: date) -> date:
    """Return when a successor expires that is made on *day*."""
    return calendar.add_months(day, 12)


def keys_expiring(start: date, left: list[int]) -> list[Key]:
    """Return a key for each number of days *left* after *start*."""
    return [
        key(id=KeyId(f"key {number}"), name=f"Key {number}", expires_on=start + days * DAY)
        for number, days in enumerate(left)
    ]


def in_turn(start: date, left: list[int], weekend: frozenset[int] = WEEKEND) -> list[Turn]:
    return stagger.staggered(keys_expiring(start, left), start, weekend=weekend, expiry=year_later)


def days(turns: list[Turn]) -> list[date]:
    return [turn.day for turn in turns]


def test_keys_of_one_day_get_one_working_day_each():
    turns = in_turn(MONDAY, [60, 60, 60])
    assert days(turns) == [MONDAY, MONDAY + DAY, MONDAY + 2 * DAY]
    assert len({turn.expires_on for turn in turns}) == 3
    assert not any(turn.shared for turn in turns)


def test_the_next_to_expire_comes_first():
    turns = in_turn(MONDAY, [60, 20, 40])
    assert [turn.key.expires_on - MONDAY for turn in turns] == [20 * DAY, 40 * DAY, 60 * DAY]


def test_a_weekend_is_no_working_day():
    assert days(in_turn(SATURDAY, [60])) == [SATURDAY + 2 * DAY]
    assert days(in_turn(MONDAY, [60] * 6))[-2:] == [MONDAY + 4 * DAY, MONDAY + 7 * DAY]


def test_too_few_days_are_shared_and_said_so():
    turns = in_turn(MONDAY, [2, 2, 2])
    assert days(turns) == [MONDAY, MONDAY + DAY, MONDAY]
    assert [turn.shared for turn in turns] == [False, False, True]


def test_many_that_share_are_spread_over_the_days_that_are_left():
    turns = in_turn(MONDAY, [11] * 41)  # which has nine working days
    assert sorted(Counter(days(turns)).values()) == [4, 4, 4, 4, 5, 5, 5, 5, 5]


def test_a_key_that_has_stopped_gets_the_first_working_day_there_is():
    assert days(in_turn(SATURDAY, [-10])) == [SATURDAY + 2 * DAY]


def test_a_day_that_is_planned_for_others_is_left_free():
    [turn] = stagger.staggered(
        keys_expiring(MONDAY, [60]),
        MONDAY,
        weekend=WEEKEND,
        expiry=year_later,
        planned=[calendar.add_months(MONDAY, 12)],
    )
    assert turn.day == MONDAY + DAY


def test_all_at_once_is_one_day_in_the_order_given_and_waits_for_no_monday():
    keys = keys_expiring(SATURDAY, [60, 20])
    turns = stagger.at_once(keys, SATURDAY, expiry=year_later)
    assert [turn.key for turn in turns] == keys
    assert set(days(turns)) == {SATURDAY}


@RULE
@given(STARTS, LEFT, WEEKENDS, PLANNED)
def test_no_two_successors_expire_on_one_day_unless_that_is_said(start, left, weekend, planned):
    others = {start + number * DAY for number in planned}
    turns = stagger.staggered(
        keys_expiring(start, left), start, weekend=weekend, expiry=year_later, planned=others
    )
    alone = [turn.expires_on for turn in turns if not turn.shared]
    assert len(set(alone)) == len(alone)
    assert not others.intersection(alone)
    assert all(turn.expires_on == year_later(turn.key, turn.day) for turn in turns)


@RULE
@given(STARTS, LEFT, WEEKENDS)
def test_each_day_is_a_working_day_before_the_key_stops_where_there_is_one(start, left, weekend):
    for turn in in_turn(start, left, weekend):
        assert turn.day.weekday() not in weekend
        assert turn.day >= start
        ahead = (turn.key.expires_on - start).days
        before = [start + number * DAY for number in range(max(ahead, 0))]
        if any(day.weekday() not in weekend for day in before):
            assert turn.day <= turn.key.last_working_day


@RULE
@given(STARTS, LEFT, WEEKENDS)
def test_each_key_has_one_turn_and_those_that_expire_sooner_come_first(start, left, weekend):
    turns = in_turn(start, left, weekend)
    assert {turn.key.id for turn in turns} == {one.id for one in keys_expiring(start, left)}
    assert len(turns) == len(left)
    ends = [turn.key.expires_on for turn in turns]
    assert ends == sorted(ends)


@RULE
@given(STARTS, LEFT, WEEKENDS)
def test_a_day_is_shared_only_where_no_other_was_left(start, left, weekend):
    turns = in_turn(start, left, weekend)
    for number, turn in enumerate(turns):
        taken = {one.expires_on for one in turns[:number]}
        length = max((turn.key.expires_on - start).days, 0)
        possible = [start + ahead * DAY for ahead in range(length)]
        free = [
            day
            for day in possible
            if day.weekday() not in weekend and year_later(turn.key, day) not in taken
        ]
        assert not (turn.shared and free)
