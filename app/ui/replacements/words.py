"""What a replacement's page says in whole sentences."""

from gettext import gettext as _

from app.core import overlap, place_words, words
from app.core.key import Key
from app.core.replacement import RUNNING, ReplacementState
from app.services.replacement_list import Course
from app.ui import dates


def named(key: Key) -> str:
    """Name a key by its ending first: a successor often has the name of the key before it."""
    return f"…{key.ending} · {key.name}" if key.ending else key.name


def standing(course: Course) -> str:
    """Say how it stands: why, what is left to do, and how long both keys work."""
    checklist = course.checklist
    parts = [
        place_words.state(course.state),
        place_words.reason(course.replacement.reason),
        place_words.progress(checklist.left, len(checklist.steps)),
    ]
    return " · ".join(part for part in parts if part)


def both_work(course: Course) -> str:
    """Say how long the old key still works, and whether the new one does beside it."""
    old, state = course.old, course.state
    if state not in RUNNING:
        return ""
    if old.removed_at is not None or old.disabled_at is not None:
        return _("The old key is switched off here already.")
    if course.days_left <= 0:
        told = _("The old key {stopped}.").format(stopped=words.days_left(course.days_left))
        refused = _("Places still to do are being refused.")
        return f"{told} {refused}" if course.checklist.left else told
    both = overlap.left(course.checklist, course.day)
    if both is not None:
        return _("Both keys work for {days} more, through {last}.").format(
            days=words.days(both.days), last=dates.weekday_text(both.last)
        )
    alone = (
        _("The old key works for {days} more, through {last}.")
        if course.new is None
        else _("The new key does not work. The old one does for {days} more, through {last}.")
    )
    return alone.format(
        days=words.days(course.days_left), last=dates.weekday_text(old.last_working_day)
    )


def next_step(course: Course) -> str:
    """Say what is to be done now."""
    checklist, state = course.checklist, course.state
    if state is ReplacementState.CLOSED:
        return _("Closed: everything has moved, and the old key does not work any more.")
    if state is ReplacementState.CANCELLED:
        return _("Cancelled. What had moved keeps the new key.")
    if course.new is None:
        return _("There is no successor yet. Make it, and its places are listed to be moved.")
    if checklist.is_unknown:
        return _(
            "No application is recorded for the old key, so it is not known what would break. "
            "Add what uses it, or confirm that nothing does."
        )
    if checklist.left and not checklist.new_works_on(course.day):
        return _(
            "The new key does not work, so no place can be given it. Enable or restore it, or "
            "cancel this replacement and replace the old key again."
        )
    if checklist.left:
        return _("Put the new key into each place, then press Moved. The order is up to you.")
    if course.old.disabled_at is not None and course.old.removed_at is None:
        return _("Everything has moved, and the old key is disabled. Remove it to finish.")
    return _(
        "Everything has moved. Disable the old key first: if nobody complains, remove it then."
    )
