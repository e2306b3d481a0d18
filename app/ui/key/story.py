"""Everything that a key's page tells, read at once."""

from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _

from app.core.audit import Act
from app.core.identity import KeyId
from app.core.key import Key
from app.core.todo import Todo
from app.core.use import Place
from app.services.history import Event
from app.services.notice_list import Line
from app.services.replacement_list import Course
from app.services.suite import Services
from app.ui.key.lists import other_key
from app.ui.keys.columns import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A key, what uses it, what it takes the place of, and what became of it."""

    row: Row
    places: list[Place]
    """Those that use it, and those that did."""
    todos: list[Todo]
    courses: list[Course]
    """The replacements in which it is the old key or the new one."""
    chain: list[Key]
    corrected: Key | None
    """The record that took the place of this one, which had a slip in it."""
    corrects: Key | None
    """The record with a slip that this one took the place of."""
    notices: list[Line]
    events: list[Event]
    endings: dict[KeyId, str]
    """The endings of the other keys that the events name."""

    @property
    def key(self) -> Key:
        """The key."""
        return self.row.key

    @property
    def seen_at(self) -> datetime | None:
        """When the stand-in API was last asked with it, as far as its history tells."""
        seen = (one.at for one in self.events if one.entry.act is Act.SERVED)
        return next(seen, None)

    @property
    def open_places(self) -> list[Place]:
        """The places that use it."""
        return [place for place in self.places if place.use.is_open]

    @property
    def former_places(self) -> list[Place]:
        """The places that used it, the latest to leave first."""
        ended = [place for place in self.places if place.use.ended_at is not None]
        return sorted(ended, key=lambda place: str(place.use.ended_at), reverse=True)

    @property
    def running(self) -> Course | None:
        """The replacement of this key that is planned or under way."""
        own = (one for one in self.courses if one.old.id == self.key.id)
        return next((one for one in own if one.replacement.is_running), None)


def story_of(services: Services, key_id: KeyId) -> Story:
    """Read everything about a key; raise NotFoundError."""
    key = services.keys.get(key_id)
    corrected, corrects = _corrections(services, key)
    events = services.histories.of_key(key_id)
    named = {other for event in events if (other := other_key(event)) is not None}
    return Story(
        row=Row(key, services.keys.people(), services.workplace.levels),
        places=services.uses.of_key(key_id, ended=True),
        todos=services.todos.open_of(key_id),
        courses=services.replacement_list.of_key(key_id),
        chain=services.chain.of(key_id),
        corrected=corrected,
        corrects=corrects,
        notices=services.notice_list.of_subject(key_id),
        events=events,
        endings={one.id: one.ending for one in services.inventory.keys.some(named).values()},
    )


def _corrections(services: Services, key: Key) -> tuple[Key | None, Key | None]:
    """Return the record that corrects a key's, and the one that it corrects."""
    later = services.inventory.keys.corrected([key.id]).get(key.id)
    after = None if later is None else services.keys.get(later)
    before = None if key.predecessor is None else services.keys.get(key.predecessor)
    return (
        after if after is not None and after.corrects(key) else None,
        before if before is not None and key.corrects(before) else None,
    )


def used_line(story: Story) -> str:
    """Say what is known of who uses the key, where no application is recorded."""
    if story.key.superseded_at is not None:
        return _("A corrected record has taken its place: what uses the key is recorded there.")
    if story.key.unused_at is not None:
        return _("Nothing uses it, as {person} confirmed: it needs no notices any more.").format(
            person=story.key.unused_by
        )
    if any(place.use.is_moved for place in story.former_places):
        return _("Nothing uses it any more: its places were given another key.")
    if not story.key.use_is_unknown:
        return _("Nothing uses it yet: places are still to be moved to it.")
    if story.key.removed_at is not None:
        return _("It was removed, and no application was recorded that had used it.")
    return _(
        "No application is recorded, so it is not known whether anything would break. Add what "
        "uses it, or confirm that nothing does."
    )
