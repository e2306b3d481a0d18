"""Moments and days as the text that the database holds."""

from datetime import date, datetime


def text_of(moment: datetime | date | None) -> str | None:
    """Return *moment* as text; None stays None."""
    return None if moment is None else moment.isoformat()


def moment_of(text: str | None) -> datetime | None:
    """Return the moment that *text* holds; None stays None."""
    return None if text is None else known_moment(text)


def known_moment(text: str) -> datetime:
    """Return the moment that *text* holds; raise ValueError if it names no zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return moment


def day_of(text: str | None) -> date | None:
    """Return the day that *text* holds; None stays None."""
    return None if text is None else date.fromisoformat(text)
