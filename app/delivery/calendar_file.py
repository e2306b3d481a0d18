"""Calendar files in the form that other programs read (RFC 5545)."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app import __version__
from app.core.calendar_event import CalendarEvent
from app.core.errors import CalendarFileError


class IcalendarWriter:
    """Writes calendar files with the library icalendar."""

    def rendered(self, events: Sequence[CalendarEvent]) -> bytes:
        """Return *events* as a calendar file; the same events, the same bytes."""
        from icalendar import Calendar  # noqa: PLC0415 - 0.2 s, and only where a file is made

        calendar = Calendar()
        calendar.add("prodid", f"-//Keyholder//Keyholder {__version__}//EN")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", "Keyholder")
        for event in events:
            calendar.add_component(_component(event))
        return bytes(calendar.to_ical())

    def is_there(self, path: str) -> bool:
        """Tell whether there is a file at *path*."""
        return os.path.exists(path)  # noqa: PTH110 - which no odd path makes raise

    def write(self, path: str, content: bytes) -> bool:
        """Put *content* into the file, whole or not at all; tell whether it was another before.

        Raise CalendarFileError.
        """
        try:
            return _written(Path(path).resolve(), content)
        except OSError as error:
            raise CalendarFileError(path=path, reason=error.strerror) from error


def _written(target: Path, content: bytes) -> bool:
    """Write through a file beside *target*, so that it is never seen in part."""
    known = target.exists()
    if known and target.read_bytes() == content:
        return False
    handle, name = tempfile.mkstemp(prefix=".keyholder-", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if known:
            beside.chmod(target.stat().st_mode & 0o777)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return True


def _component(event: CalendarEvent) -> Any:
    from icalendar import Alarm, Event  # noqa: PLC0415 - as above

    component = Event()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", event.changed_at)
    component.add("last-modified", event.changed_at)
    component.add("dtstart", event.day)
    component.add("summary", event.title)
    component.add("description", event.description)
    component.add("transp", "TRANSPARENT")
    component.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    for trigger in () if event.cancelled else event.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.title)
        alarm.add("trigger", trigger)
        component.add_component(alarm)
    return component
