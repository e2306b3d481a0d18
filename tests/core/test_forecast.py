"""The expiry forecast: its months, what it tells beside them, and where many keys expire."""

from datetime import date, timedelta

import pytest

from app.core.forecast import forecast
from app.core.permission import PermissionLevel, PermissionLevels
from app.core.statistics import Chart, Expiry

TODAY = date(2026, 6, 15)
MONDAY = date(2026, 11, 9)
LEVELS = PermissionLevels(
    PermissionLevel(id=one, label=one.title(), can=(), cannot=()) for one in ("read", "full")
)


def made(*expiries: Expiry, day: date = TODAY, expired: int = 0, later: int = 0) -> Chart:
    working = sum(one.count for one in expiries) + later
    return forecast(day, expiries, LEVELS, expired=expired, working=working)


def week(monday: date, count: int) -> list[Expiry]:
    return [Expiry(monday + timedelta(days=number % 7), "read", 1) for number in range(count)]


def clusters(chart: Chart) -> list[tuple[date | None, int]]:
    return [(one.first, one.count) for one in chart.remarks if one.id == "cluster"]


def test_the_months_are_24_from_this_one_on():
    chart = made()
    assert [bar.id for bar in chart.bars][:8] == [
        *("2026-06", "2026-07", "2026-08", "2026-09"),
        *("2026-10", "2026-11", "2026-12", "2027-01"),
    ]
    assert len(chart.bars) == 24
    assert (chart.bars[-1].label, chart.bars[-1].group) == ("May 2028", "2028")


def test_a_month_counts_each_permission():
    chart = made(
        Expiry(date(2026, 7, 1), "read", 3),
        Expiry(date(2026, 7, 31), "full", 2),
        Expiry(date(2026, 8, 1), "full", 1),
    )
    assert [one.label for one in chart.series] == ["Read", "Full"]
    assert [bar.values for bar in chart.bars[:4]] == [(0, 0), (3, 2), (0, 1), (0, 0)]


def test_a_level_that_the_data_file_lost_is_a_series_of_its_own():
    chart = made(Expiry(date(2026, 7, 1), "old-level", 3))
    assert [one.id for one in chart.series] == ["read", "full", "old-level"]
    assert chart.bars[1].values == (0, 0, 3)


@pytest.mark.parametrize(
    ("month", "last"), [(0, "2026-06-30"), (6, "2026-12-31"), (8, "2027-02-28"), (20, "2028-02-29")]
)
def test_a_month_leads_to_its_days(month, last):
    bar = made().bars[month]
    assert bar.lead is not None
    assert bar.lead.text == f"expires>={bar.id}-01 expires<={last} -state:disabled,expired"


def test_what_has_expired_already_or_expires_later_is_told_beside():
    chart = made(expired=12, later=1)
    assert [one.text for one in chart.remarks] == [
        "12 keys have expired already and are not disabled.",
        "1 key expires later.",
    ]
    assert chart.total == 0
    assert made().remarks == ()


def test_a_week_in_which_many_expire_is_told():
    chart = made(*week(MONDAY, 41))
    [cluster] = chart.remarks
    assert cluster.text == "41 keys expire in the week of Mon 9 Nov 2026."
    assert (cluster.first, cluster.last) == (MONDAY, date(2026, 11, 15))
    assert cluster.lead is not None
    assert cluster.lead.text.startswith("expires>=2026-11-09 expires<=2026-11-15 ")


def test_fewer_than_five_are_no_cluster():
    assert clusters(made(*week(MONDAY, 4))) == []
    assert clusters(made(*week(MONDAY, 5))) == [(MONDAY, 5)]


def test_less_than_a_tenth_of_all_is_no_cluster():
    others = [Expiry(date(2027, 1, 1) + timedelta(days=7 * at), "read", 1) for at in range(45)]
    assert clusters(made(*week(MONDAY, 5), *others)) == [(MONDAY, 5)]
    assert clusters(made(*week(MONDAY, 5), *others, Expiry(date(2028, 1, 1), "read", 1))) == []


def test_sunday_belongs_to_the_week_before_monday():
    sunday, monday = MONDAY - timedelta(days=1), MONDAY
    chart = made(Expiry(sunday, "read", 6), Expiry(monday, "read", 5))
    assert clusters(chart) == [(MONDAY - timedelta(days=7), 6), (MONDAY, 5)]


def test_the_three_largest_weeks_are_told_largest_first():
    weeks = [MONDAY + timedelta(days=7 * at) for at in range(4)]
    sizes = (6, 9, 9, 7)
    found = [one for monday, size in zip(weeks, sizes, strict=True) for one in week(monday, size)]
    assert clusters(made(*found)) == [(weeks[1], 9), (weeks[2], 9), (weeks[3], 7)]


def test_a_week_that_the_forecast_cuts_leads_to_the_days_within():
    chart = made(Expiry(date(2028, 5, 31), "read", 5))
    [cluster] = chart.remarks
    assert (cluster.first, cluster.last) == (date(2028, 5, 29), date(2028, 5, 31))
