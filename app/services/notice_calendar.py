"""Expiry dates as a calendar: an event for each key, that a later file updates or cancels."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from gettext import gettext as _

from app.core import notice_words, words
from app.core.calendar_event import CalendarEvent
from app.core.errors import CalendarFileError
from app.core.identity import KeyId
from app.core.key import Key
from app.core.notice import SubjectKind
from app.core.notice_ports import CalendarWriter
from app.core.ports import Change
from app.core.preference import CALENDAR_FILE, NOTICE_BEFORE_WEEKEND, NOTICE_STAGES, WEEKEND
from app.core.schedule import Schedule
from app.services.key_list import KeyList, People, View
from app.services.workplace import Workplace

ALARM_AT = timedelta(hours=9)
"""Alarms ring at nine in the morning of their day."""
KEPT = timedelta(days=90)
"""So long after its expiry date a key is still in the calendar of all keys."""
_PAGE = 1_000
_EVERY = "state:active,expiring,expired,disabled,removed,superseded"
_BEFORE = Change(0, datetime(2026, 1, 1, tzinfo=UTC))


Events = tuple[CalendarEvent, ...]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A calendar file that is kept up to date, and what it is to hold."""

    path: str
    events: Events


class NoticeCalendar:
    """Makes calendar files, and keeps one up to date."""

    def __init__(self, workplace: Workplace, keys: KeyList, writer: CalendarWriter) -> None:
        self._workplace = workplace
        self._keys = keys
        self._writer = writer
        self._seen: object = None
        self._kept: KeptFile | None = None

    def of(self, key_ids: Sequence[KeyId]) -> Events:
        """Return the events of these keys; raise NotFoundError."""
        return self._events([self._workplace.inventory.keys.get(one) for one in key_ids])

    def of_all(self) -> Events:
        """Return the events of all keys, those that were removed or corrected as cancelled."""
        since = max(self._workplace.days().values()) - KEPT
        view = View(filter=f"{_EVERY} expires>={since.isoformat()}")
        return self._events(list(self._pages(view)))

    def rendered(self, events: Events) -> bytes:
        """Return the file with *events*. It leaves the inventory alone, for it takes its time."""
        return self._writer.rendered(events)

    def save(self, path: str, events: Events) -> bool:
        """Put *events* into a file, on any thread; tell whether it was another before.

        Raise CalendarFileError.
        """
        return self._writer.write(path, self.rendered(events))

    def due(self) -> KeptFile | None:
        """Return the calendar file that is to be kept, where something in it has changed."""
        inventory = self._workplace.inventory
        path = inventory.preferences.load().get(CALENDAR_FILE)
        now = (path, self._workplace.days(), inventory.version())
        if not path:
            self._kept = None
        if not path or now == self._seen:
            return None
        wanted = KeptFile(path, self.of_all())
        self._seen = now
        return None if wanted == self._kept else wanted

    def keep(self, wanted: KeptFile) -> None:
        """Write the file, on any thread; raise CalendarFileError, and it is due again."""
        try:
            self.save(wanted.path, wanted.events)
        except CalendarFileError:
            self._seen = self._kept = None
            raise
        self._kept = wanted

    def keep_up_to_date(self) -> None:
        """Write the file that is to be kept, where something changed; raise CalendarFileError."""
        wanted = self.due()
        if wanted is not None:
            self.keep(wanted)

    def _pages(self, view: View) -> Iterator[Key]:
        query = self._keys.query(view)
        offset = 0
        while page := self._keys.page(query, offset, _PAGE):
            yield from page
            offset += len(page)

    def _events(self, keys: Sequence[Key]) -> Events:
        inventory = self._workplace.inventory
        subjects, _unreadable = inventory.notices.subjects(date.max)
        needy = {one.id for one in subjects if one.kind is SubjectKind.KEY}
        schedule = inventory.preferences.load().schedule()
        people = self._keys.people()
        planned = (NOTICE_STAGES.name, NOTICE_BEFORE_WEEKEND.name, WEEKEND.name)
        changes = inventory.audit.last_changes([*planned, *(key.id for key in keys)])
        replanned = _last(changes.get(name) for name in planned)
        return tuple(
            self._event(
                key,
                people,
                schedule,
                _last([replanned, changes.get(key.id)]),
                cancelled=key.id not in needy,
            )
            for key in keys
        )

    def _event(
        self, key: Key, people: People, schedule: Schedule, change: Change, *, cancelled: bool
    ) -> CalendarEvent:
        return CalendarEvent(
            uid=f"{key.id}@keyholder",
            sequence=change.number,
            changed_at=change.at,
            day=key.last_working_day,
            title=_("API key “{name}”: last working day").format(name=key.name),
            description=self._description(key, people),
            alarms=tuple(
                one.due_on - key.last_working_day + ALARM_AT
                for one in schedule.planned(key.expires_on)
            ),
            cancelled=cancelled,
        )

    def _description(self, key: Key, people: People) -> str:
        return "\n".join(
            [
                _("From {day} on it no longer works.").format(day=words.day(key.expires_on)),
                _("Organisation: {name}").format(name=people.organisation_name(key)),
                _("Owner: {name}").format(name=people.owner_name(key) or _("nobody")),
                notice_words.how_to_replace(),
            ]
        )


def _last(changes: Iterable[Change | None]) -> Change:
    """Return the latest of *changes*."""
    known = [change for change in changes if change is not None]
    return max(known, key=lambda change: change.number, default=_BEFORE)
