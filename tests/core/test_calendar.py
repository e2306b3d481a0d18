from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import calendar
from tests.core.rule import BROAD_RULE, RULE
from tests.core.sample import MOMENT, organisation

DAYS = st.dates(date(1970, 1, 1), date(2200, 12, 31))
MONTHS = st.integers(1, 120)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2096, 2, 29), 48, date(2100, 2, 28)),  # 2100 is no leap year
        (date(2027, 2, 28), 12, date(2028, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 6, 15), 12, date(2027, 6, 15)),
        (date(2026, 6, 15), 120, date(2036, 6, 15)),
        (date(9998, 12, 31), 12, date(9999, 12, 31)),
    ],
)
def test_a_lifetime_in_months_ends_on_the_same_day_or_the_months_last(day, months, expected):
    assert calendar.add_months(day, months) == expected


def test_a_month_past_the_last_year_is_an_overflow():
    with pytest.raises(OverflowError):
        calendar.add_months(date(9999, 12, 1), 1)


@BROAD_RULE
@given(day=DAYS, months=MONTHS)
def test_a_lifetime_counts_whole_months(day, months):
    end = calendar.add_months(day, months)
    assert (end.year - day.year) * 12 + end.month - day.month == months


@BROAD_RULE
@given(day=DAYS, months=MONTHS)
def test_the_day_of_the_month_is_kept_unless_the_month_is_too_short(day, months):
    end = calendar.add_months(day, months)
    is_months_last = end.month != date.fromordinal(end.toordinal() + 1).month
    assert end.day == day.day or (end.day < day.day and is_months_last)


@RULE
@given(day=DAYS, later=st.integers(0, 400), months=MONTHS)
def test_a_key_created_later_never_expires_earlier(day, later, months):
    created_later = date.fromordinal(day.toordinal() + later)
    assert calendar.add_months(day, months) <= calendar.add_months(created_later, months)


@pytest.mark.parametrize("months", range(1, 121))
def test_each_lifetime_from_a_leap_day_and_from_a_months_end_is_exact(months):
    for start in (date(2028, 2, 29), date(2026, 1, 31), date(2026, 10, 31)):
        end = calendar.add_months(start, months)
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        lengths = [31, 29 if _is_leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        assert end == date(year, month + 1, min(start.day, lengths[month]))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def test_the_last_working_day_is_the_day_before_the_expiry_date():
    assert calendar.last_working_day(date(2028, 3, 1)) == date(2028, 2, 29)
    assert calendar.last_working_day(date(2027, 1, 1)) == date(2026, 12, 31)


def test_the_first_day_of_all_has_itself_for_its_last_working_day():
    assert calendar.last_working_day(date.min) == date.min


def test_a_new_key_lives_its_organisations_lifetime_from_today_there():
    assert organisation().expiry_of_new_key(MOMENT) == date(2027, 6, 15)
    assert organisation(lifetime_months=1).expiry_of_new_key(MOMENT) == date(2026, 7, 15)
    ahead = organisation(time_zone="Pacific/Kiritimati", lifetime_months=1)
    assert ahead.expiry_of_new_key(MOMENT) == date(2026, 7, 16)


@pytest.mark.parametrize("name", ["Europe/London", "UTC", "Pacific/Apia"])
def test_a_zone_is_known_by_its_name(name):
    assert calendar.is_zone(name)
    assert name in calendar.zones()


@pytest.mark.parametrize(
    "name",
    ["", "London", "../etc/passwd", "/etc/localtime", "Europe/", "Europe", "a\0b", "x" * 999],
)
def test_what_is_no_zone_is_not_one(name):
    assert not calendar.is_zone(name)


def test_zones_are_offered_in_order_and_without_technical_ones():
    offered = calendar.zones()
    assert offered[:-1] == sorted(offered[:-1])
    assert len(offered) > 300
    assert not any(name.startswith("Etc/") for name in offered)
