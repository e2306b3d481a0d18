"""Calendar files as another program reads them, which is not the library that writes them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import vobject

from app.core.key import Key
from app.services.suite import Services


@dataclass(frozen=True)
class Event:
    """An event as a calendar shows it."""

    raw: Any

    @property
    def uid(self) -> str:
        """What identifies it."""
        return str(self.raw.uid.value)

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.raw.summary.value)

    @property
    def description(self) -> str:
        """What it says."""
        return str(self.raw.description.value)

    @property
    def sequence(self) -> int:
        """Its revision."""
        return int(self.raw.sequence.value)

    @property
    def status(self) -> str:
        """Whether it takes place."""
        return str(self.raw.status.value)

    @property
    def start(self) -> date:
        """When it begins; no datetime if it takes the whole day."""
        start = self.raw.dtstart.value
        assert isinstance(start, date)
        return start

    @property
    def stamp(self) -> datetime:
        """When it was changed last."""
        assert self.raw.dtstamp.value == self.raw.last_modified.value
        stamp = self.raw.dtstamp.value
        assert isinstance(stamp, datetime)
        return stamp

    @property
    def alarms(self) -> list[datetime]:
        """When it rings, in the order of the file."""
        midnight = datetime.combine(self.start, time())
        return [midnight + alarm.trigger.value for alarm in self.raw.contents.get("valarm", [])]


def read(content: bytes) -> list[Event]:
    """Return the events of a calendar file, in its order."""
    [calendar] = list(vobject.readComponents(content.decode()))
    return [Event(raw) for raw in calendar.contents.get("vevent", [])]


def only(content: bytes) -> Event:
    """Return the only event of a calendar file."""
    [event] = read(content)
    return event


def file_of_all(services: Services) -> bytes:
    """Return the calendar file of all keys."""
    return services.calendar.rendered(services.calendar.of_all())


def file_of(services: Services, *keys: Key) -> bytes:
    """Return the calendar file of these keys."""
    return services.calendar.rendered(services.calendar.of([key.id for key in keys]))


def event_of(services: Services, key: Key) -> Event:
    """Return the event of one key in the calendar of all."""
    [event] = [one for one in read(file_of_all(services)) if one.uid.startswith(key.id)]
    return event
