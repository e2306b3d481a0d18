from datetime import date, timedelta

import pytest

from app.core import todo as todos
from app.core.key import KeyState, Origin, ending_of
from app.core.query import EVERYDAY
from tests.core.sample import KEY, MOMENT, key

TODAY = date(2026, 6, 15)


def left(days: int, **fields: object) -> KeyState:
    """Return the state of a key with *days* days left."""
    return key(expires_on=TODAY + timedelta(days=days), **fields).state_on(TODAY)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-4000, KeyState.EXPIRED),
        (-1, KeyState.EXPIRED),
        (0, KeyState.EXPIRED),
        (1, KeyState.EXPIRING),
        (29, KeyState.EXPIRING),
        (30, KeyState.EXPIRING),
        (31, KeyState.ACTIVE),
        (4000, KeyState.ACTIVE),
    ],
)
def test_the_days_left_tell_the_state(days, state):
    assert left(days) is state


@pytest.mark.parametrize("days", [-1, 0, 1, 30, 31])
def test_a_disabled_key_is_disabled_whatever_its_dates(days):
    assert left(days, disabled_at=MOMENT) is KeyState.DISABLED


@pytest.mark.parametrize("days", [-1, 0, 1, 30, 31])
@pytest.mark.parametrize("disabled_at", [None, MOMENT])
def test_a_removed_key_is_removed_before_all_else(days, disabled_at):
    assert left(days, disabled_at=disabled_at, removed_at=MOMENT) is KeyState.REMOVED


@pytest.mark.parametrize("days", [-1, 31])
@pytest.mark.parametrize("removed_at", [None, MOMENT])
@pytest.mark.parametrize("disabled_at", [None, MOMENT])
def test_a_superseded_record_is_that_and_nothing_else(days, removed_at, disabled_at):
    fields = {"disabled_at": disabled_at, "removed_at": removed_at}
    assert left(days, superseded_at=MOMENT, **fields) is KeyState.SUPERSEDED


def test_the_days_left_count_down_to_none_on_the_expiry_date():
    dated = key(expires_on=date(2026, 6, 17))
    counted = [dated.days_left(TODAY + timedelta(days=day)) for day in range(4)]
    assert counted == [2, 1, 0, -1]


def test_the_last_working_day_is_the_day_before():
    assert key(expires_on=date(2027, 3, 1)).last_working_day == date(2027, 2, 28)


def test_the_last_working_day_is_the_last_on_which_it_is_not_expired():
    dated = key(expires_on=date(2027, 3, 1))
    assert dated.state_on(dated.last_working_day) is KeyState.EXPIRING
    assert dated.state_on(dated.last_working_day + timedelta(days=1)) is KeyState.EXPIRED


def test_only_removed_and_superseded_keys_are_retired():
    assert not key(disabled_at=MOMENT).retired
    assert key(removed_at=MOMENT).retired
    assert key(superseded_at=MOMENT).retired


def test_everyday_lists_leave_the_retired_out():
    assert frozenset(KeyState) - EVERYDAY == {KeyState.REMOVED, KeyState.SUPERSEDED}


@pytest.mark.parametrize(
    ("value", "ending"),
    [
        ("00000000-1111-4222-8333-4444444444aa", "44aa"),
        ("0123456789abcdef", "cdef"),
        ("0123456789abcde", ""),
        ("", ""),
    ],
)
def test_the_ending_is_shown_of_values_of_sixteen_characters_or_more(value, ending):
    assert ending_of(value) == ending


def test_a_key_tells_no_value_when_printed():
    assert "value" not in str(KEY).replace("has_value", "")


def test_a_key_made_here_asks_nothing_of_the_portal():
    mine = key(origin=Origin.MADE_HERE)
    plan = todos.plan(mine, key(origin=Origin.MADE_HERE, name="Other", removed_at=MOMENT), [])
    assert plan == todos.TodoPlan()
