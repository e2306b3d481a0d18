"""Everything that a key's page tells, read at once."""

from dataclasses import dataclass
from gettext import gettext as _

from app.core.identity import KeyId
from app.core.key import Key
from app.core.todo import Todo
from app.core.use import Place
from app.services.history import Event
from app.services.notice_list import Line
from app.services.replacement_list import Course
from app.services.suite import Services
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
    notices: list[Line]
    events: list[Event]

    @property
    def key(self) -> Key:
        """The key."""
        return self.row.key

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
    return Story(
        row=Row(key, services.keys.people(), services.workplace.levels),
        places=services.uses.of_key(key_id, ended=True),
        todos=services.todos.open_of(key_id),
        courses=services.replacement_list.of_key(key_id),
        chain=services.chain.of(key_id),
        notices=services.notice_list.of_subject(key_id),
        events=services.histories.of_key(key_id),
    )


def used_line(story: Story) -> str:
    """Say what is known of who uses the key, where no application is recorded."""
    if story.key.unused_at is not None:
        return _("Nothing uses it, as {person} confirmed: it needs no notices any more.").format(
            person=story.key.unused_by
        )
    if any(place.use.is_moved for place in story.former_places):
        return _("Nothing uses it any more: its places were given another key.")
    if not story.key.use_is_unknown:
        return _("Nothing uses it yet: places are still to be moved to it.")
    return _(
        "No application is recorded, so it is not known whether anything would break. Add what "
        "uses it, or confirm that nothing does."
    )
