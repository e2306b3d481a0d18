"""40 years of days in 31 time zones: no key expires a day early or a day late."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.core.key import KeyState
from app.core.query import days_of
from tests.core.sample import key, organisation

FIRST, LAST = date(1994, 1, 1), date(2033, 12, 31)
TICK = timedelta(microseconds=1)
DAY = timedelta(days=1)

ZONES = [
    "Africa/Cairo",  # midnight did not exist on some days, nor here:
    "Africa/Casablanca",
    "Africa/Johannesburg",
    "America/Asuncion",
    "America/Caracas",  # moved by half an hour
    "America/Havana",  # midnight comes twice in autumn
    "America/Los_Angeles",
    "America/New_York",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/Scoresbysund",
    "Antarctica/Troll",  # two hours of summer time
    "Asia/Amman",
    "Asia/Beirut",
    "Asia/Dhaka",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Pyongyang",
    "Asia/Tehran",
    "Asia/Tokyo",
    "Atlantic/Azores",
    "Australia/Lord_Howe",  # half an hour of summer time
    "Europe/Dublin",  # winter time is the odd one
    "Europe/Istanbul",
    "Europe/London",
    "Europe/Moscow",
    "Pacific/Apia",  # had no 30 December 2011
    "Pacific/Chatham",
    "Pacific/Kiritimati",  # had no 31 December 1994
    "UTC",
]
SKIPPED = {"Pacific/Apia": {date(2011, 12, 30)}, "Pacific/Kiritimati": {date(1994, 12, 31)}}


def days() -> Iterator[date]:
    """Yield each day of the 40 years."""
    for ordinal in range(FIRST.toordinal(), LAST.toordinal() + 1):
        yield date.fromordinal(ordinal)


def first_moment(day: date, zone: str) -> datetime:
    """Return when *day* begins in *zone*; where it has no midnight, when the clocks jump."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize("zone", ZONES)
def test_a_key_works_to_the_day_before_and_is_expired_on_the_day_itself(zone):
    here = organisation(time_zone=zone)
    skipped = SKIPPED.get(zone, set())
    for expires_on in days():
        dated = key(expires_on=expires_on)
        begins = first_moment(expires_on, zone)
        today, yesterday = here.today(begins), here.today(begins - TICK)
        assert dated.state_on(yesterday) is KeyState.EXPIRING, (expires_on, yesterday)
        assert dated.state_on(today) is KeyState.EXPIRED, (expires_on, today)
        if expires_on in skipped:
            continue
        assert today == expires_on
        assert yesterday == expires_on - DAY or yesterday in {one - DAY for one in skipped}


@pytest.mark.parametrize("zone", ZONES)
def test_a_key_counts_as_expiring_from_thirty_days_left_on(zone):
    here = organisation(time_zone=zone)
    for day in days():
        if day in SKIPPED.get(zone, set()):
            continue
        noticed = key(expires_on=day + timedelta(days=30))
        begins = first_moment(day, zone)
        assert noticed.state_on(here.today(begins)) is KeyState.EXPIRING, day
        assert noticed.state_on(here.today(begins - TICK)) is KeyState.ACTIVE, day


@pytest.mark.parametrize("zone", ZONES)
def test_each_change_of_the_clocks_leaves_the_day_right(zone):
    here = organisation(time_zone=zone)
    for change, before, after in changes(zone):
        for minutes in (-61, -60, -1, 0, 1, 59, 60, 61):
            near = change + timedelta(minutes=minutes)
            on_the_wall = (near + (before if minutes < 0 else after)).date()
            today = here.today(near)
            assert key(expires_on=on_the_wall).state_on(today) is KeyState.EXPIRED
            assert key(expires_on=on_the_wall + DAY).state_on(today) is KeyState.EXPIRING


def changes(zone: str) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """Yield when the clocks of *zone* change, with what they are ahead of UTC before and after."""
    hour = datetime(2000, 1, 1, tzinfo=UTC)
    while hour.year < 2020:
        later = hour + timedelta(hours=12)
        before, after = offset(hour, zone), offset(later, zone)
        if before != after:
            low, high = 0, 720  # minutes from *hour*: the change is after one, not after the other
            while high - low > 1:
                middle = (low + high) // 2
                is_before = offset(hour + timedelta(minutes=middle), zone) == before
                low, high = (middle, high) if is_before else (low, middle)
            yield hour + timedelta(minutes=high), before, after
        hour = later


def offset(moment: datetime, zone: str) -> timedelta:
    return moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)


def test_one_moment_is_three_days_round_the_world():
    zones = ["Pacific/Kiritimati", "UTC", "Pacific/Pago_Pago", "Europe/London"]
    places = [organisation(id=zone, name=zone, time_zone=zone) for zone in zones]
    groups = days_of(places, datetime(2026, 1, 15, 10, 30, tzinfo=UTC))
    assert [(group.day, set(group.organisations)) for group in groups] == [
        (date(2026, 1, 14), {"Pacific/Pago_Pago"}),
        (date(2026, 1, 15), {"UTC", "Europe/London"}),
        (date(2026, 1, 16), {"Pacific/Kiritimati"}),
    ]


def test_a_key_expired_on_one_island_still_works_on_another():
    moment = datetime(2026, 8, 1, 10, 30, tzinfo=UTC)
    expiring = key(expires_on=date(2026, 8, 1))
    east = organisation(time_zone="Pacific/Kiritimati").today(moment)
    west = organisation(time_zone="Pacific/Pago_Pago").today(moment)
    assert expiring.state_on(east) is KeyState.EXPIRED
    assert expiring.state_on(west) is KeyState.EXPIRING
