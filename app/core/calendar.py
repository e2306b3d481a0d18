"""Days and months: the arithmetic of expiry dates."""

import calendar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

EXPIRING_DAYS = 30
"""From this many days left on, OpenAthens gives notice and a key counts as expiring."""

YEARS = range(1970, 10_000)
"""The years of the days that a file may bring in."""
YEARS_OF_MOMENTS = range(1970, 9_999)
"""Those of its moments, which are in a year more or less elsewhere."""


def add_months(day: date, months: int) -> date:
    """Return the same day *months* later, or that month's last day where it has none.

    Raise OverflowError if that is past the year 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        raise OverflowError("past the last year there is")
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def last_working_day(expires_on: date) -> date:
    """Return the last day a key works: on its expiry date it no longer does."""
    return expires_on - timedelta(days=1) if expires_on > date.min else expires_on


def week_start(day: date, first: int = 0) -> date:
    """Return the first day of the week of *day*; weeks begin on weekday *first*, Monday being 0."""
    back = (day.weekday() - first) % 7
    return day - timedelta(days=min(back, (day - date.min).days))


def day_at(moment: datetime, zone: str) -> date:
    """Return the calendar day that *moment* falls on in the time zone named *zone*."""
    return moment.astimezone(ZoneInfo(zone)).date()


def is_zone(name: str) -> bool:
    """Tell whether *name* is a time zone that this computer knows, like Europe/London."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def zones() -> list[str]:
    """Return the names of all time zones that a person would choose, sorted."""
    chosen = (name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [*sorted(chosen), "UTC"]
