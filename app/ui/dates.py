"""Dates and distances as the person reads them: the system's month names, a whole year."""

from datetime import date, datetime
from gettext import gettext as _

from PySide6.QtCore import QDate, QLocale

from app.core.schedule import Schedule


def qdate(day: date) -> QDate:
    """Return *day* as Qt's."""
    return QDate(day.year, day.month, day.day)


def date_of(day: QDate) -> date:
    """Return Qt's *day* as Python's."""
    return date(day.year(), day.month(), day.day())


def day_text(day: date) -> str:
    """Return *day* like 5 Dec 2026."""
    return QLocale().toString(qdate(day), "d MMM yyyy")


def weekday_text(day: date) -> str:
    """Return *day* like Fri 5 Dec 2026."""
    return QLocale().toString(qdate(day), "ddd d MMM yyyy")


def short_day_text(day: date) -> str:
    """Return *day* like 4 Dec, where the year stands beside it."""
    return QLocale().toString(qdate(day), "d MMM")


def moment_text(moment: datetime) -> str:
    """Return *moment* in this computer's time zone, to the minute."""
    local = moment.astimezone()
    return f"{day_text(local.date())}, {local:%H:%M}"


def notices_text(schedule: Schedule, expires_on: date) -> str:
    """Say on which days notices of an expiry date are due."""
    days = [short_day_text(one.due_on) for one in schedule.planned(expires_on)]
    return _("Notices on {days}, then daily while it is in use.").format(days=", ".join(days))
