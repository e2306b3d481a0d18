"""How needs and replacements look and read on the dashboard."""

from gettext import gettext as _

from app.core import place_words, words
from app.core.key import KeyState
from app.core.replacement import Reason, ReplacementState, works_on
from app.core.todo import Todo
from app.services.needs import Need
from app.services.notice_list import Line
from app.services.replacement_list import Course
from app.ui import dates, looks
from app.ui.kit.badge import BadgeLook, Shape
from app.ui.kit.tokens import Tone
from app.ui.replacements.looks import state_look


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
    return state_look(course.state)


def due_sentence(course: Course) -> str:
    """Say of a replacement that needs somebody what is the matter."""
    checklist, exposed = course.checklist, course.replacement.reason is Reason.EXPOSED
    if course.new is None:
        told = (
            _("Replace the exposed key “{name}”: planned for {day}, {when}.")
            if exposed
            else _("Replace the key “{name}”: planned for {day}, {when}.")
        )
        return told.format(
            name=course.old.name,
            day=dates.short_day_text(checklist.deadline),
            when=words.distance((checklist.deadline - course.day).days),
        )
    return _under_way(course, exposed=exposed).format(
        name=course.old.name,
        progress=place_words.progress(checklist.left, len(checklist.steps)),
    )


def _under_way(course: Course, *, exposed: bool) -> str:
    """Return what is to be said where there is a successor, for *name* and *progress*."""
    if not course.checklist.new_works_on(course.day):
        if exposed:
            return _("The successor of the exposed key “{name}” does not work: {progress}.")
        return _("The successor of the key “{name}” does not work: {progress}.")
    if not exposed:
        return _("The key “{name}” is being replaced and works no more: {progress}.")
    if works_on(course.old, course.day):
        return _("The exposed key “{name}” is being replaced and works still: {progress}.")
    return _("The exposed key “{name}” is being replaced and works no more: {progress}.")


def course_told(course: Course) -> str:
    """Say how far a replacement is, or when it is planned."""
    if course.new is None:
        return _("planned for {day}").format(day=dates.day_text(course.checklist.deadline))
    return place_words.progress(course.checklist.left, len(course.checklist.steps))
