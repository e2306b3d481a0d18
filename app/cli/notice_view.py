"""A notice as the command line shows it."""

from datetime import date
from gettext import gettext as _

from app.cli.output import Record
from app.core import calendar, notice_words, words
from app.core.notice import Subject, SubjectKind
from app.services.notice_list import Line
from app.services.notices import Raised

DUE = "due"
"""The state of a notice that is not raised yet."""


def record(line: Line) -> Record:
    """Return a notice as JSON shows it."""
    notice = line.notice
    return {
        "id": notice.id,
        **_about(line.subject),
        "stage": notice.stage,
        "due_on": notice.due_on.isoformat(),
        "raised_at": notice.raised_at.isoformat(),
        "state": line.state.value,
        **_dates(notice.expires_on, line.day),
    }


def due_record(raised: Raised) -> Record:
    """Return a notice that is not raised yet, in the same form, and the day it would be."""
    return {
        "id": None,
        **_about(raised.subject),
        "stage": raised.due.stage,
        "due_on": raised.due.due_on.isoformat(),
        "raised_at": None,
        "state": DUE,
        **_dates(raised.subject.expires_on, raised.day),
        "day": raised.day.isoformat(),
    }


def headings() -> tuple[str, ...]:
    """Return what stands over a list of notices."""
    return (_("Id"), _("State"), _("Stage"), _("What"), _("Expires"), _("When"))


def row(line: Line) -> tuple[str, ...]:
    """Return a notice's cells."""
    notice = line.notice
    return (
        notice.id[:8],
        line.state.value,
        notice_words.stages(notice.stage, notice.through),
        _what(line.subject),
        notice.expires_on.isoformat(),
        words.distance(line.days_left),
    )


def due_headings() -> tuple[str, ...]:
    """Return what stands over a list of notices that are not raised yet."""
    return (_("Day"), _("Stage"), _("What"), _("Expires"), _("From then"))


def due_row(raised: Raised) -> tuple[str, ...]:
    """Return the cells of a notice that is not raised yet."""
    return (
        raised.day.isoformat(),
        notice_words.stage(raised.due.stage),
        _what(raised.subject),
        raised.subject.expires_on.isoformat(),
        words.distance(raised.subject.days_left(raised.day)),
    )


def _what(subject: Subject) -> str:
    if subject.kind is SubjectKind.ACCOUNT:
        return _("account {name}").format(name=subject.name)
    return subject.name


def _about(subject: Subject) -> Record:
    key = subject.kind is SubjectKind.KEY
    return {
        "subject": subject.kind.value,
        "key_id": subject.id if key else None,
        "key_name": subject.name if key else None,
        "account_id": None if key else subject.id,
        "account_name": None if key else subject.name,
    }


def _dates(expires_on: date, day: date) -> Record:
    return {
        "last_working_day": calendar.last_working_day(expires_on).isoformat(),
        "expires_on": expires_on.isoformat(),
        "days_left": (expires_on - day).days,
    }
