"""A key's notices and its history, as lines."""

from collections.abc import Mapping, Sequence
from gettext import gettext as _

from app.core import notice_words
from app.core.audit import Act
from app.core.identity import KeyId
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


def history_lines(
    events: Sequence[Event], endings: Mapping[KeyId, str] | None = None
) -> list[tuple[str, str]]:
    """Return what was done, each with when and by whom.

    *endings* tells other keys apart that have the name of this one.
    """
    return [(event.told, _done(event, endings or {})) for event in events]


def other_key(event: Event) -> KeyId | None:
    """Return the other key that an event names: the one moved to, or the successor."""
    other = {Act.MOVED: "to", Act.REPLACED: "by"}.get(event.entry.act)
    found = None if other is None else event.entry.after.get(other)
    return KeyId(str(found)) if found else None


def _done(event: Event, endings: Mapping[KeyId, str]) -> str:
    parts = [dates.moment_text(event.at), event.actor]
    other = other_key(event)
    ending = "" if other is None else endings.get(other, "")
    if ending:
        parts.append(_("to the key …{ending}").format(ending=ending))
    return " · ".join(parts)
