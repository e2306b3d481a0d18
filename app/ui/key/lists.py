"""A key's notices and its history, as lines."""

from collections.abc import Sequence

from app.core import notice_words
from app.services.history import Event
from app.services.notice_list import Line
from app.ui import dates
from app.ui.notices import looks


def notice_lines(notices: Sequence[Line]) -> list[tuple[str, str]]:
    """Return notices, each with how it stands and whom it has reached."""
    return [(_stage(line), _reached(line)) for line in notices]


def _stage(line: Line) -> str:
    stages = notice_words.stages(line.notice.stage, line.notice.through)
    return f"{stages}: {notice_words.state(line.state).lower()}"


def _reached(line: Line) -> str:
    return f"{dates.moment_text(line.notice.raised_at)} · {looks.told(line)}"


def history_lines(events: Sequence[Event]) -> list[tuple[str, str]]:
    """Return what was done, each with when and by whom."""
    return [(event.told, f"{dates.moment_text(event.at)} · {event.actor}") for event in events]
