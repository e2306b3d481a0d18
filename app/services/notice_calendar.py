"""Expiry dates as a calendar: an event for each key, that a later file updates or cancels."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from gettext import gettext as _

from app.core import notice_words, words
from app.core.calendar_event import CalendarEvent
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


class NoticeCalendar:
    """Makes calendar files, and keeps one up to date."""

    def __init__(self, workplace: Workplace, keys: KeyList, writer: CalendarWriter) -> None:
        self._workplace = workplace
        self._keys = keys
        self._writer = writer
        self._written: object = None

    def of(self, key_ids: Sequence[KeyId]) -> bytes:
        """Return the calendar of these keys; raise NotFoundError."""
        return self._rendered([self._workplace.inventory.keys.get(one) for one in key_ids])

    def of_all(self) -> bytes:
        """Return the calendar of all keys, those that were removed or corrected as cancelled."""
        since = max(self._workplace.days().values()) - KEPT
        view = View(filter=f"{_EVERY} expires>={since.isoformat()}")
        return self._rendered(list(self._pages(view)))

    def save(self, path: str, content: bytes) -> bool:
        """Put a calendar into a file; tell whether it was another before.

        Raise CalendarFileError.
        """
        return self._writer.write(path, content)

    def keep_up_to_date(self) -> bool:
        """Write the calendar file that is wanted, where something changed; tell whether it did.

        Raise CalendarFileError.
        """
        inventory = self._workplace.inventory
        path = inventory.preferences.load().get(CALENDAR_FILE)
        now = (path, self._workplace.days(), inventory.version())
        if not path or now == self._written:
            return False
        changed = self.save(path, self.of_all())
        self._written = now
        return changed

    def _pages(self, view: View) -> Iterator[Key]:
        query = self._keys.query(view)
        offset = 0
        while page := self._keys.page(query, offset, _PAGE):
            yield from page
            offset += len(page)

    def _rendered(self, keys: Sequence[Key]) -> bytes:
        inventory = self._workplace.inventory
        needy = {
            one.id for one in inventory.notices.subjects(date.max) if one.kind is SubjectKind.KEY
        }
        schedule = inventory.preferences.load().schedule()
        people = self._keys.people()
        planned = (NOTICE_STAGES.name, NOTICE_BEFORE_WEEKEND.name, WEEKEND.name)
        changes = inventory.audit.last_changes([*planned, *(key.id for key in keys)])
        replanned = _last(changes.get(name) for name in planned)
        events = [
            self._event(
                key,
                people,
                schedule,
                _last([replanned, changes.get(key.id)]),
                cancelled=key.id not in needy,
            )
            for key in keys
        ]
        return self._writer.rendered(events)

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
