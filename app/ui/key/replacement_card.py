"""A key's card *Replacement*: what it took the place of, what takes its place, how far that is."""

from functools import partial
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core import place_words
from app.core.key import Key
from app.services.replacement_list import Course
from app.ui import dates
from app.ui.desk import Desk
from app.ui.key.story import Story
from app.ui.kit.buttons import Kind, link_button
from app.ui.kit.card import Card
from app.ui.kit.elided_button import ElidedButton
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.replacements.words import named


class ReplacementCard(Card):
    """Shows the chain that a key stands in; hidden where it stands alone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Replacement"), parent)
        self._desk = desk
        self.open_button = link_button(_("Checklist"))
        self.add_button(self.open_button)
        self.open_button.clicked.connect(self._on_open)
        self._course: Course | None = None

    def show_story(self, story: Story) -> None:
        """Show the keys before and after this one."""
        self.clear()
        self._course = story.running or (story.courses[-1] if story.courses else None)
        self.open_button.setVisible(self._course is not None)
        self.setVisible(bool(story.courses) or len(story.chain) > 1 or _is_corrected(story))
        if self._course is not None:
            self.body.addWidget(PlainLabel(_told(self._course, story.key), wrap=True))
        self._show_keys(_("A corrected record took its place"), _some(story.corrected))
        self._show_keys(_("It corrects an earlier record"), _some(story.corrects))
        at = [key.id for key in story.chain].index(story.key.id)
        self._show_keys(_("Took the place of"), story.chain[:at])
        self._show_keys(_("Its place is taken by"), story.chain[at + 1 :])

    def _show_keys(self, label: str, keys: list[Key]) -> None:
        if keys:
            self.body.addWidget(PlainLabel(label, role=TextRole.MUTED))
        for key in keys:
            until = _("expires {day}").format(day=dates.day_text(key.expires_on))
            link = ElidedButton(f"{named(key)} · {until}", kind=Kind.LINK, tip=_("Show the key"))
            link.setProperty("align", "left")
            link.clicked.connect(partial(self._desk.go, "key", key=key.id))
            self.body.addWidget(link)

    def _on_open(self) -> None:
        if self._course is not None:
            self._desk.go("replacement", replacement=self._course.replacement.id)


def _is_corrected(story: Story) -> bool:
    return story.corrected is not None or story.corrects is not None


def _some(key: Key | None) -> list[Key]:
    return [] if key is None else [key]


def _told(course: Course, key: Key) -> str:
    """Say how a replacement stands, seen from one of its keys."""
    state = place_words.state(course.state)
    if course.new is None and course.replacement.planned_on is not None:
        day = dates.weekday_text(course.replacement.planned_on)
        return _("{state}: to be replaced on {day}").format(state=state, day=day)
    checklist = course.checklist
    progress = place_words.progress(checklist.left, len(checklist.steps))
    reason = place_words.reason(course.replacement.reason)
    told = (
        _("{state}: {progress} ({reason})") if key.id == course.old.id else _("{state}: {progress}")
    )
    return told.format(state=state, progress=progress, reason=reason)
