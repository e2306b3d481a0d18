"""A replacement as the command line shows it: as JSON, as a row, as a checklist."""

from collections.abc import Iterator
from gettext import gettext as _

from app.cli import use_view
from app.cli.output import Record
from app.cli.table import pairs
from app.core import overlap, place_words, words
from app.core.overlap import Overlap
from app.core.use import Place
from app.services.key_list import People
from app.services.replacement_list import Course


def headings() -> tuple[str, ...]:
    """Return what stands over a list of replacements."""
    return (
        *(_("Id"), _("State"), _("Key"), _("Name"), _("Successor")),
        *(_("Reason"), _("Planned"), _("Days left"), _("Places")),
    )


def row(course: Course) -> tuple[str, ...]:
    """Return a replacement's cells."""
    one = course.replacement
    return (
        one.id[:8],
        course.state.value,
        course.old.id[:8],
        course.old.name,
        "" if course.new is None else course.new.id[:8],
        one.reason.value,
        "" if one.planned_on is None else one.planned_on.isoformat(),
        str(course.days_left),
        _progress(course),
    )


def record(course: Course) -> Record:
    """Return a replacement as JSON shows it."""
    one, checklist = course.replacement, course.checklist
    return {
        "id": one.id,
        "state": course.state.value,
        "reason": one.reason.value,
        "old": course.old.id,
        "old_name": course.old.name,
        "new": None if course.new is None else course.new.id,
        "new_name": None if course.new is None else course.new.name,
        "planned_on": None if one.planned_on is None else one.planned_on.isoformat(),
        "days_left": course.days_left,
        "places": len(checklist.steps),
        "left": checklist.left,
        "places_known": not checklist.is_unknown,
        "created_at": one.created_at.isoformat(),
        "created_by": one.created_by,
        "begun_at": use_view.iso(one.begun_at),
        "closed_at": use_view.iso(one.closed_at),
        "cancelled_at": use_view.iso(one.cancelled_at),
    }


def whole(course: Course, people: People) -> Record:
    """Return a replacement with its checklist as JSON shows it."""
    both = _overlap(course, people)
    return {
        **record(course),
        "overlap": both and {"from": both.first.isoformat(), "through": both.last.isoformat()},
        "steps": [_step_record(step) for step in course.checklist.steps],
    }


def page(course: Course, people: People) -> str:
    """Return a replacement with its checklist, a fact to a line."""
    return pairs(_facts(course, people))


def standing(course: Course) -> str:
    """Say in one line how a replacement stands."""
    return f"{course.replacement.id}  {course.state.value}, {_progress(course)}"


def checklist(course: Course, people: People) -> str:
    """Return the places of a replacement, those to do first, one to a line."""
    steps = sorted(course.checklist.steps, key=lambda step: not step.use.is_open)
    return "\n".join(_step(step, course, people) for step in steps)


def _facts(course: Course, people: People) -> Iterator[tuple[str, str]]:
    one = course.replacement
    yield _("Id"), one.id
    yield _("State"), course.state.value
    yield _("Reason"), place_words.reason(one.reason)
    yield _("Key"), f"{course.old.id}  {course.old.name}"
    yield _("Stops"), f"{course.old.expires_on.isoformat()}, {words.days_left(course.days_left)}"
    if course.new is not None:
        yield _("Successor"), f"{course.new.id}  {course.new.name}"
    if one.planned_on is not None:
        yield _("Planned"), one.planned_on.isoformat()
    both = _overlap(course, people)
    if both is not None:
        yield (
            _("Overlap"),
            _("both work from {first} through {last}: {days}").format(
                first=both.first.isoformat(),
                last=both.last.isoformat(),
                days=words.days(both.days),
            ),
        )
    yield _("Places"), _progress(course)
    if course.checklist.steps:
        yield _("Checklist"), checklist(course, people)


def _progress(course: Course) -> str:
    if course.checklist.is_unknown:
        return _("nobody said where it is used")
    return place_words.progress(course.checklist.left, len(course.checklist.steps))


def _step(step: Place, course: Course, people: People) -> str:
    use = step.use
    if use.is_open:
        return _("to do  {place}").format(place=place_words.line(step.application))
    told = use_view.ending(use, course.old, people)
    return _("done   {name}; {told}").format(name=step.application.name, told=told)


def _step_record(step: Place) -> Record:
    use, application = step.use, step.application
    return {
        "application": application.id,
        "application_name": application.name,
        "place": application.place,
        "address": application.address,
        "contact_name": application.contact_name,
        "contact_email": application.contact_email,
        "contact_phone": application.contact_phone,
        "use": use.id,
        "done": not use.is_open,
        "done_at": use_view.iso(use.ended_at),
        "done_by": use.ended_by or None,
        "note": use.note,
    }


def _overlap(course: Course, people: People) -> Overlap | None:
    return overlap.of(course.checklist, people.organisations[course.old.organisation])
