"""Clocks that are wrong, time zones and schedules that change: no stage is lost or told twice."""

from datetime import UTC, datetime, timedelta
from itertools import cycle, islice, pairwise

import pytest

from app.core.audit import Act, Thing
from app.core.notice import NoticeState
from app.core.preference import NOTICE_BEFORE_WEEKEND, NOTICE_STAGES, WEEKEND
from app.services.notices import EARLIEST, TOLERANCE, ClockState
from app.services.suite import Services
from tests.services.scene import watched
from tests.services.telling import (
    OF_A_WEDNESDAY,
    WHOLE,
    digests,
    expiring,
    look,
    look_daily,
    move,
    notices,
    recorded,
    snooze,
    stages,
    standing,
    the_one,
    told,
)
from tests.stage import NOON

YEARS = timedelta(days=26_663)
"""73 years."""
FAR_EAST, FAR_WEST = "Pacific/Kiritimati", "Pacific/Pago_Pago"


def voided(services: Services) -> list[int]:
    """Return the stages that were raised by a wrong clock, oldest first."""
    lines = services.notice_list.history()[::-1]
    return [line.notice.stage for line in lines if line.state is NoticeState.VOIDED]


# A wrong clock


def test_a_clock_a_day_ahead_and_back_raises_the_days_stage_again_in_time(services, clock):
    key = expiring(services, 22)
    assert look(services) == [("Koha", 30)]
    clock.turn(days=1)
    assert look(services) == [("Koha", 21)]
    clock.turn(days=-1)
    back = services.notices.look()
    assert (back.clock, back.voided, told(back)) == (ClockState.WAS_AHEAD, 1, [])
    assert voided(services) == [21]
    assert standing(services) == ("Koha", 30, NoticeState.OPEN)
    assert services.notices.look().clock is ClockState.RIGHT
    assert look_daily(services, clock, 22) == [21, 14, 10, 7, 5, 2, 1, 0]
    assert recorded(services, key.id) == WHOLE


def test_a_clock_a_day_behind_and_back_leaves_each_stage_told_in_its_time(services, clock):
    key = expiring(services, 21)
    assert look(services) == [("Koha", 21)]
    clock.turn(days=-1)
    assert look(services) == [("Koha", 30)]
    assert voided(services) == [30, 21]
    clock.turn(days=1)
    back = services.notices.look()
    assert (back.clock, back.voided, told(back)) == (ClockState.RIGHT, 0, [("Koha", 21)])
    assert stages(notices(services, key.id)) == [30, 21]


def test_a_clock_73_years_ahead_and_back_leaves_no_trace_but_void_notices(services, clock):
    key = expiring(services, 30)
    look(services)
    clock.turn(days=YEARS.days)
    assert look(services) == [("Koha", 30 - YEARS.days)]
    clock.turn(days=-YEARS.days)
    assert look(services) == []
    assert voided(services) == [*WHOLE[1:], -1, 30 - YEARS.days]
    assert standing(services) == ("Koha", 30, NoticeState.OPEN)
    assert look_daily(services, clock, 31) == [*OF_A_WEDNESDAY[1:], -1]
    assert recorded(services, key.id) == [*WHOLE, -1]


def test_what_a_wrong_clock_put_into_the_outbox_is_not_shown_when_it_is_right(services, clock):
    expiring(services, 30)
    clock.turn(days=YEARS.days)
    look(services)
    clock.turn(days=-YEARS.days)
    look(services)
    popup = services.popups.take()
    assert popup is not None
    assert popup.title == "The key “Koha” stops in 30 days"
    services.popups.settle(popup, None)
    assert services.popups.take() is None


def test_a_clock_that_jumps_again_and_again_raises_what_is_right_whenever_it_is(services, clock):
    key = expiring(services, 30)
    for days in (0, 400, 3, 30, 9, 1, YEARS.days, 9, 31, 16):
        clock.moment = NOON + timedelta(days=days)
        look(services)
    assert stages(notices(services, key.id)) == [30, 21, 14]
    assert recorded(services, key.id) == [30, 21, 14]


def test_a_clock_before_this_program_was_made_raises_nothing_and_voids_nothing(services, clock):
    expiring(services, 30)
    look(services)
    clock.moment = EARLIEST - timedelta(seconds=1)
    with watched(services) as entries:
        assert services.notices.look().clock is ClockState.BEHIND
    assert entries == []
    clock.moment = NOON
    assert look(services) == []
    assert voided(services) == []
    assert standing(services) == ("Koha", 30, NoticeState.OPEN)


def test_a_clock_that_was_never_set_raises_nothing(services, clock):
    expiring(services, -100)
    clock.moment = datetime(1970, 1, 1, tzinfo=UTC)
    found = services.notices.look()
    assert (found.clock, found.raised) == (ClockState.BEHIND, ())
    clock.moment = EARLIEST
    assert services.notices.look().clock is ClockState.RIGHT


def test_a_clock_that_is_set_right_by_minutes_has_not_jumped(services, clock):
    expiring(services, 30)
    look(services)
    clock.moment -= TOLERANCE
    assert not services.notices.look().changed
    clock.turn(seconds=-1)
    assert services.notices.look().voided == 1
    assert standing(services) == ("Koha", 30, NoticeState.OPEN)


def test_a_clock_that_is_set_right_by_minutes_voids_nothing_when_something_else_is_due(
    services, clock
):
    expiring(services, 30)
    look(services)
    clock.moment -= TOLERANCE
    expiring(services, 7, "Alma")
    assert look(services) == [("Alma", 7)]
    assert voided(services) == []


def test_a_snooze_of_a_notice_that_is_void_ends_with_it(services, clock):
    expiring(services, 22)
    clock.turn(days=1)
    look(services)
    snooze(services, the_one(services).notice.id, 3)
    clock.turn(days=-1)
    look(services)
    assert look_daily(services, clock, 1) == [21]
    assert standing(services) == ("Koha", 21, NoticeState.OPEN)
    before = len(digests(services))
    assert look_daily(services, clock, 4) == []
    assert len(digests(services)) == before


def test_the_trail_tells_that_notices_were_voided(services, clock):
    expiring(services, 7)
    look(services)
    clock.turn(days=-40)
    with watched(services) as entries:
        look(services)
    assert [(one.act, one.thing, one.after) for one in entries] == [
        (Act.VOIDED, Thing.NOTICE, {"count": 5})
    ]


# Another time zone


def test_a_move_to_the_far_east_tells_tomorrows_stage_today_and_the_way_back_repeats_nothing(
    services, clock
):
    key = expiring(services, 22)
    look(services)
    move(services, FAR_EAST)
    assert look(services) == [("Koha", 21)]
    move(services, FAR_WEST)
    assert look(services) == []
    assert look_daily(services, clock, 22) == [14, 10, 7, 5, 2, 1, 0]
    assert recorded(services, key.id) == WHOLE
    assert voided(services) == []


def test_a_move_to_the_far_west_repeats_nothing_and_the_way_back_loses_nothing(services, clock):
    key = expiring(services, 21)
    assert look(services) == [("Koha", 21)]
    clock.moment = datetime(2026, 6, 16, 0, 30, tzinfo=UTC)
    for zone in (FAR_WEST, FAR_EAST, "Europe/London"):
        move(services, zone)
        assert look(services) == []
    assert look_daily(services, clock, 20) == [14, 10, 7, 5, 1, 0]
    assert recorded(services, key.id) == WHOLE


@pytest.mark.parametrize("hours", [5, 12, 24])
def test_an_organisation_that_moves_round_the_world_hears_each_stage_once(services, clock, hours):
    key = expiring(services, 30)
    raised = look(services)
    for zone in islice(cycle([FAR_EAST, "Asia/Tokyo", FAR_WEST]), 32 * 24 // hours):
        clock.turn(hours=hours)
        move(services, zone)
        raised += look(services)
    assert all(later < earlier for (_, earlier), (_, later) in pairwise(raised))
    assert [stage for stage in recorded(services, key.id) if stage >= 0] == WHOLE
    if hours == 5:  # somebody looks on each day, wherever it is
        assert [stage for _, stage in raised if stage >= 0] == OF_A_WEDNESDAY


# Another schedule


def plan(services: Services, *chosen: int) -> None:
    services.settings.set(NOTICE_STAGES, chosen)


def test_a_stage_that_is_added_is_told_from_its_day_on_and_not_after_it(services, clock):
    expiring(services, 21)
    assert look(services) == [("Koha", 21)]
    plan(services, 25, 21, 20, 0)
    assert look(services) == []
    assert look_daily(services, clock, 20) == [20]


def test_a_stage_that_is_taken_out_is_not_told(services, clock):
    expiring(services, 30)
    look(services)
    plan(services, 30, 7)
    assert look_daily(services, clock, 31) == [7, -1]


def test_a_stage_put_back_after_its_day_is_told_late_and_once(services, clock):
    expiring(services, 30)
    look(services)
    plan(services, 30, 7)
    clock.turn(days=20)
    assert look(services) == []
    plan(services, 30, 21, 14, 7)
    assert look(services) == [("Koha", 14)]
    plan(services, 30, 7)
    plan(services, 30, 14, 7)
    assert look(services) == []


def test_another_schedule_altogether_repeats_nothing(services, clock):
    key = expiring(services, 30)
    look(services)
    assert look_daily(services, clock, 10) == [21]
    plan(services, 90, 60, 28, 22, 4)
    assert look_daily(services, clock, 18) == [4]
    plan(services, *WHOLE)
    assert look_daily(services, clock, 2) == [1, 0]
    assert recorded(services, key.id) == [30, 21, 4, 3, 2, 1, 0]


def test_without_the_weekend_rule_what_the_friday_told_is_not_told_at_the_weekend(services, clock):
    expiring(services, 7)
    look(services)
    assert look_daily(services, clock, 4) == [5, 1]
    services.settings.set(NOTICE_BEFORE_WEEKEND, value=False)
    assert look_daily(services, clock, 3) == [0]


def test_without_the_weekend_rule_the_weekends_stages_come_at_the_weekend(services, clock):
    key = expiring(services, 7)
    services.settings.set(NOTICE_BEFORE_WEEKEND, value=False)
    look(services)
    assert look_daily(services, clock, 7) == [5, 3, 2, 1, 0]
    assert recorded(services, key.id) == WHOLE


def test_the_weekend_rule_turned_on_at_the_weekend_brings_sundays_stage_at_once(services, clock):
    key = expiring(services, 7)
    services.settings.set(NOTICE_BEFORE_WEEKEND, value=False)
    look(services)
    assert look_daily(services, clock, 5) == [5, 3, 2]
    services.settings.set(NOTICE_BEFORE_WEEKEND, value=True)
    assert look(services) == [("Koha", 1)]
    assert look_daily(services, clock, 2) == [0]
    assert recorded(services, key.id) == WHOLE


def test_other_days_off_repeat_nothing_and_lose_nothing(services, clock):
    key = expiring(services, 30)
    raised = [stage for _, stage in look(services)]
    for days_off in islice(cycle([("fri", "sat"), ("mon",), ("sat", "sun"), ("wed", "thu")]), 30):
        services.settings.set(WEEKEND, days_off)
        raised += [stage for _, stage in look(services)]
        raised += look_daily(services, clock, 1)
    assert all(later < earlier for earlier, later in pairwise(raised))
    assert recorded(services, key.id) == WHOLE
