"""How needs and replacements look and read on the dashboard."""

from gettext import gettext as _

from app.core import place_words, words
from app.core.key import KeyState
from app.core.replacement import ReplacementState
from app.core.todo import Todo
from app.services.needs import Need
from app.services.notice_list import Line
from app.services.replacement_list import Course
from app.ui import dates, looks
from app.ui.kit.badge import BadgeLook, Shape
from app.ui.kit.tokens import Tone


def need_look(need: Need) -> BadgeLook:
    """Return the badge of something that needs a person."""
    if isinstance(need, Todo):
        return BadgeLook(_("To do"), Tone.INFO, Shape.RING)
    if isinstance(need, Line):
        return looks.state_look(KeyState.EXPIRED if need.days_left <= 0 else KeyState.EXPIRING)
    return course_look(need) or BadgeLook(_("Due"), Tone.EXPIRING, Shape.TRIANGLE)


def course_look(course: Course) -> BadgeLook | None:
    """Return the badge of a replacement that is late; none of another one."""
    if course.state is not ReplacementState.LATE:
        return None
    return BadgeLook(place_words.state(course.state), Tone.EXPIRED, Shape.TRIANGLE)


def due_sentence(course: Course) -> str:
    """Say of a replacement that is late or due what is the matter."""
    name, checklist = course.old.name, course.checklist
    if course.new is None:
        return _("Replace the key “{name}”: planned for {day}, {when}.").format(
            name=name,
            day=dates.short_day_text(course.checklist.deadline),
            when=words.distance((course.checklist.deadline - course.day).days),
        )
    progress = place_words.progress(checklist.left, len(checklist.steps))
    if not checklist.new_works_on(course.day):
        return _("The successor of the key “{name}” does not work: {progress}.").format(
            name=name, progress=progress
        )
    return _("The key “{name}” is being replaced and works no more: {progress}.").format(
        name=name, progress=progress
    )


def course_told(course: Course) -> str:
    """Say how far a replacement is, or when it is planned."""
    if course.new is None:
        return _("planned for {day}").format(day=dates.day_text(course.checklist.deadline))
    return place_words.progress(course.checklist.left, len(course.checklist.steps))
