"""Expiry dates as a calendar: an event for each key, that a later file updates or cancels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from gettext import gettext as _

from app.core import notice_words, place_words, words
from app.core.audit_port import Change
from app.core.calendar_event import CalendarEvent
from app.core.errors import CalendarFileError
from app.core.identity import KeyId
from app.core.key import Key
from app.core.notice import SubjectKind
from app.core.notice_ports import CalendarWriter
from app.core.preference import CALENDAR_FILE, NOTICE_BEFORE_WEEKEND, NOTICE_STAGES, WEEKEND
from app.core.schedule import Schedule
from app.core.use import Place
from app.services.impact import Impacts
from app.services.key_list import KeyList, People, View
from app.services.workplace import Workplace

ALARM_AT = timedelta(hours=9)
"""Alarms ring at nine in the morning of their day."""
KEPT = timedelta(days=90)
"""So long after its expiry date a key is still in the calendar of all keys."""
_PAGE = 1_000
_EVERY = "state:active,expiring,expired,disabled,removed,superseded"
_PLANNED = (NOTICE_STAGES.name, NOTICE_BEFORE_WEEKEND.name, WEEKEND.name)
_BEFORE = Change(0, datetime(2026, 1, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiries:
    """What a calendar is made of, as it was read; the events are made of it on any thread."""

    keys: tuple[Key, ...]
    needy: frozenset[str]
    """The ids of those that need notices: the others are cancelled."""
    people: People
    places: Mapping[KeyId, tuple[Place, ...]]
    schedule: Schedule
    changes: dict[str, Change]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A calendar file that is kept up to date, and what it is to hold."""

    path: str
    expiries: Expiries


class NoticeCalendar:
    """Makes calendar files, and keeps one up to date.

    What reads the inventory is quick. What makes a file takes its time, and leaves the inventory
    alone: *rendered*, *save* and *keep* can run on any thread.
    """

    def __init__(self, workplace: Workplace, keys: KeyList, writer: CalendarWriter) -> None:
        self._workplace = workplace
        self._keys = keys
        self._writer = writer
        self._impacts = Impacts(workplace)
        self._seen: object = None

    def of(self, key_ids: Sequence[KeyId]) -> Expiries:
        """Return what the calendar of these keys is made of; raise NotFoundError."""
        return self._expiries([self._workplace.inventory.keys.get(one) for one in key_ids])

    def of_all(self) -> Expiries:
        """Return what that of all keys is made of, those that were removed or corrected too."""
        since = self._workplace.days().latest() - KEPT
        view = View(filter=f"{_EVERY} expires>={since.isoformat()}")
        return self._expiries(list(self._pages(view)))

    def rendered(self, expiries: Expiries) -> bytes:
        """Return the file."""
        return self._writer.rendered([_event(key, expiries) for key in expiries.keys])

    def save(self, path: str, expiries: Expiries) -> bool:
        """Write the file; tell whether it was another before. Raise CalendarFileError."""
        return self._writer.write(path, self.rendered(expiries))

    def due(self) -> KeptFile | None:
        """Return the calendar file that is to be kept, where something may have changed."""
        inventory = self._workplace.inventory
        path = inventory.preferences.load().get(CALENDAR_FILE)
        now = (path, self._workplace.days(), inventory.audit.last_number())
        if not path or (now == self._seen and self._writer.is_there(path)):
            return None
        self._seen = now
        return KeptFile(path, self.of_all())

    def keep(self, wanted: KeptFile) -> None:
        """Write the file; raise CalendarFileError, and it is due again."""
        try:
            self.save(wanted.path, wanted.expiries)
        except CalendarFileError:
            self._seen = None
            raise

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

    def _expiries(self, keys: Sequence[Key]) -> Expiries:
        inventory = self._workplace.inventory
        subjects, _unreadable = inventory.notices.subjects(date.max)
        places = self._impacts.places(key.id for key in keys)
        things = {thing for key in keys for thing in _things(key, places)}
        return Expiries(
            keys=tuple(keys),
            needy=frozenset(one.id for one in subjects if one.kind is SubjectKind.KEY),
            people=self._keys.people(),
            places=places,
            schedule=inventory.preferences.load().schedule(),
            changes=inventory.audit.last_changes([*_PLANNED, *sorted(things)]),
        )


def _things(key: Key, places: Mapping[KeyId, Sequence[Place]]) -> Iterator[str]:
    """Yield the ids of what an event tells of: the key, its organisation, owner, and places."""
    yield from (key.id, key.organisation)
    if key.owner is not None:
        yield key.owner
    yield from (place.application.id for place in places.get(key.id, ()))


def _event(key: Key, expiries: Expiries) -> CalendarEvent:
    known = (expiries.changes.get(one) for one in (*_PLANNED, *_things(key, expiries.places)))
    change = max(
        (one for one in known if one is not None), key=lambda one: one.number, default=_BEFORE
    )
    return CalendarEvent(
        uid=f"{key.id}@keyholder",
        sequence=change.number,
        changed_at=change.at,
        day=key.last_working_day,
        title=_("API key “{name}”: last working day").format(name=key.name),
        description=_description(key, expiries),
        alarms=tuple(
            one.due_on - key.last_working_day + ALARM_AT
            for one in expiries.schedule.planned(key.expires_on)
        ),
        cancelled=key.id not in expiries.needy,
    )


def _description(key: Key, expiries: Expiries) -> str:
    people, places = expiries.people, expiries.places.get(key.id, ())
    return "\n".join(
        [
            _("From {day} on it no longer works.").format(day=words.day(key.expires_on)),
            _("Organisation: {name}").format(name=people.organisation_name(key)),
            _("Owner: {name}").format(name=people.owner_name(key) or _("nobody")),
            *([place_words.would_break(len(places))] if places else []),
            *(f"- {place_words.line(place.application)}" for place in places),
            notice_words.how_to_replace(),
        ]
    )
