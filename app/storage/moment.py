"""Moments and days as the text that the database holds."""

from datetime import date, datetime


def text_of(moment: datetime | date | None) -> str | None:
    """Return *moment* as text; None stays None."""
    return None if moment is None else moment.isoformat()


def moment_of(text: str | None) -> datetime | None:
    """Return the moment that *text* holds."""
    return None if text is None else datetime.fromisoformat(text)


def day_of(text: str | None) -> date | None:
    """Return the day that *text* holds."""
    return None if text is None else date.fromisoformat(text)
