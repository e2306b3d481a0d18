"""The columns of the replacements' list."""

from datetime import date
from gettext import gettext as _

from app.core import place_words, words
from app.core.replacement import RUNNING, urgency
from app.core.text import sort_form
from app.services.replacement_list import Course
from app.ui import dates
from app.ui.record_table import RecordColumn
from app.ui.replacements.looks import state_look
from app.ui.replacements.words import named

STATE = 4
"""The column that says how each stands."""


def columns() -> list[RecordColumn[Course]]:
    """Return the columns; the one at STATE is the order: late ones first."""
    return [
        RecordColumn(
            _("Old key"),
            lambda course: named(course.old),
            214,
            sort_key=lambda course: sort_form(course.old.name),
            muted=lambda course: place_words.reason(course.replacement.reason),
        ),
        RecordColumn(
            _("New key"),
            lambda course: _("none yet") if course.new is None else named(course.new),
            200,
            sort_key=lambda course: sort_form("" if course.new is None else course.new.name),
            muted=_planned,
        ),
        RecordColumn(
            _("Places"),
            places,
            160,
            sort_key=lambda course: (course.checklist.left, len(course.checklist.steps)),
        ),
        RecordColumn(
            _("Old key stops"),
            lambda course: dates.day_text(course.old.expires_on),
            216,
            sort_key=lambda course: course.old.expires_on,
            muted=_left,
        ),
        RecordColumn(
            _("State"),
            lambda course: place_words.state(course.state),
            112,
            sort_key=lambda course: urgency(course.checklist, course.day),
            badge=lambda course: state_look(course.state),
        ),
    ]


def places(course: Course) -> str:
    """Say how many places are still to do."""
    checklist = course.checklist
    if course.new is None or checklist.is_unknown:
        return (
            place_words.progress(checklist.left, 0) if not checklist.left else _of(checklist.left)
        )
    return place_words.progress(checklist.left, len(checklist.steps))


def _of(count: int) -> str:
    return place_words.applications_counted(count)


def _planned(course: Course) -> str:
    day: date | None = course.replacement.planned_on
    if course.new is not None or day is None:
        return ""
    return _("to make {when}").format(when=words.distance((day - course.day).days))


def _left(course: Course) -> str:
    if course.state not in RUNNING:
        return ""
    if course.old.removed_at is not None:
        return _("removed")
    if course.old.disabled_at is not None:
        return _("disabled")
    return words.days_left(course.days_left)
