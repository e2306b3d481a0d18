"""Dates and distances as the person reads them: the system's month names, a whole year."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale


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
