"""The columns of the notices' list."""

from gettext import gettext as _

from app.core import notice_words, place_words, words
from app.core.calendar import last_working_day
from app.core.notice import NoticeState, SubjectKind
from app.services.notice_list import Line
from app.ui import dates
from app.ui.notices import looks
from app.ui.record_table import RecordColumn

STOPS, RAISED, TOLD = 0, 4, 5
"""Where these columns are."""
_ORDER = {state: at for at, state in enumerate(NoticeState)}


def columns() -> list[RecordColumn[Line]]:
    """Return the columns, the first of which is the order: open ones first, by urgency."""
    return [
        RecordColumn(
            _("Stops"),
            _stops,
            262,
            sort_key=lambda line: (_ORDER[line.state], line.notice.expires_on, line.subject.name),
            muted=_last_day,
        ),
        RecordColumn(_("What"), lambda line: line.subject.name, 200, muted=_kind),
        RecordColumn(
            _("Notice"),
            lambda line: looks.notice_look(line).label,
            120,
            sort_key=lambda line: _ORDER[line.state],
            badge=looks.notice_look,
        ),
        RecordColumn(
            _("Stage"),
            lambda line: notice_words.stages(line.notice.stage, line.notice.through),
            112,
            sort_key=lambda line: line.notice.stage,
        ),
        RecordColumn(
            _("Raised"),
            lambda line: dates.moment_text(line.notice.raised_at),
            150,
            sort_key=lambda line: line.notice.raised_at,
        ),
        RecordColumn(_("Told"), looks.told, 112),
    ]


def _stops(line: Line) -> str:
    if line.subject.kind is SubjectKind.ACCOUNT:
        return words.expires(line.days_left)
    return words.stops(line.days_left)


def _last_day(line: Line) -> str:
    if line.state is NoticeState.SNOOZED and line.notice.snoozed_until is not None:
        return _("snoozed to {day}").format(day=dates.short_day_text(line.notice.snoozed_until))
    day = dates.short_day_text(last_working_day(line.notice.expires_on))
    told = _("works to {day}") if line.days_left > 0 else _("worked to {day}")
    return told.format(day=day)


def _kind(line: Line) -> str:
    """Say what it is, and how far its replacement is."""
    subject = line.subject
    if subject.kind is SubjectKind.ACCOUNT:
        return _("account")
    parts = (
        _("still in the portal") if subject.only_in_portal else "",
        place_words.progress(subject.left, subject.places)
        if subject.replaced and subject.places
        else "",
    )
    return " · ".join(part for part in parts if part)
