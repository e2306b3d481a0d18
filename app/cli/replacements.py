"""The verbs about replacements."""

from gettext import gettext as _
from gettext import ngettext

import click

from app.cli import key_view, replacement_view
from app.cli.output import note, say, say_json, say_json_list
from app.cli.replacements_plan import plan
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import json_option, verb, verbs
from app.core import place_words
from app.core.application import Application
from app.core.errors import N_, WrongStateError
from app.core.identity import OrganisationId, ReplacementId, UseId
from app.core.replacement import ReplacementState
from app.services.replacement_list import Course
from app.services.suite import Services

_ENDED = {ReplacementState.CLOSED, ReplacementState.CANCELLED}


@verb(
    "list",
    N_("List the replacements that need somebody still, most urgent first."),
    "keyholder replacements list",
    "keyholder replacements list --state closed --json",
)
@click.option(
    "--state",
    type=click.Choice([state.value for state in ReplacementState]),
    help=N_("One state alone; of closed and cancelled ones, the latest first."),
)
@click.option("--organisation", metavar="NAME|ID", help=N_("One organisation alone."))
@json_option
@with_session
def _list(session: Session, *, state: str | None, organisation: str | None, as_json: bool) -> None:
    services = session.reading()
    within = None if organisation is None else services.organisations.find(organisation).id
    wanted = None if state is None else ReplacementState(state)
    found = _found(services, wanted, within)
    if as_json:
        say_json_list([map(replacement_view.record, found)])
    elif found:
        table = Table(*replacement_view.headings())
        say(table.lines(map(replacement_view.row, found)))
    else:
        note(_("There are no such replacements."))
    if wanted in _ENDED:
        _tell_rest(len(found), services.replacement_list.counts(within)[wanted])


def _found(
    services: Services, state: ReplacementState | None, within: OrganisationId | None
) -> list[Course]:
    if state in _ENDED:
        return services.replacement_list.ended(within, state)
    found = services.replacement_list.running(within)
    return [one for one in found if state in {None, one.state}]


def _tell_rest(listed: int, count: int) -> None:
    """Say so where more than was *listed* has ended."""
    if count > listed:
        note(
            ngettext(
                "The latest {n} of {count} alone is listed.",
                "The latest {n} of {count} alone are listed.",
                listed,
            ).format(n=listed, count=count)
        )


@verb(
    "show",
    N_("Show a replacement. Its checklist tells what is done, what is to do, whom to call."),
    "keyholder replacements show 6e1d",
    "keyholder replacements show 6e1d --json",
)
@click.argument("replacement_id", metavar="ID")
@json_option
@with_session
def _show(session: Session, *, replacement_id: str, as_json: bool) -> None:
    services = session.reading()
    course = services.replacement_list.find(replacement_id)
    people = services.keys.people()
    if as_json:
        say_json(replacement_view.whole(course, people))
    else:
        say(replacement_view.page(course, people))


@verb(
    "step",
    N_("Note that an application was given the new key, or take that back."),
    'keyholder replacements step 6e1d "Koha main"',
    'keyholder replacements step 6e1d "Koha main" --note "Restarted it"',
    'keyholder replacements step 6e1d "Koha main" --undo',
)
@click.argument("replacement_id", metavar="ID")
@click.argument("application", metavar="APPLICATION")
@click.option("--note", "noted", default="", help=N_("What to note beside it."))
@click.option("--undo", is_flag=True, help=N_("It has the old key still, or again."))
@with_session
def _step(
    session: Session, *, replacement_id: str, application: str, noted: str, undo: bool
) -> None:
    if undo and noted:
        raise click.UsageError(_("Give either --note or --undo."))
    services = session.changing()
    course = services.replacement_list.find(replacement_id)
    found = services.applications.find(application)
    if undo:
        services.uses.take_back(_moved(course, found))
        told = _("“{name}” has the old key again: it is to do. {progress}.")
    else:
        services.replacements.move(course.replacement.id, found.id, noted)
        told = _("“{name}” has the new key: done. {progress}.")
    say(told.format(name=found.name, progress=_progress(services, course.replacement.id)))
    after = services.replacement_list.get(course.replacement.id)
    if after.replacement.is_running and after.checklist.is_done:
        note(
            _("Nothing uses the old key any more: keyholder replacements close {id}").format(
                id=course.replacement.id[:8]
            )
        )


def _progress(services: Services, replacement_id: ReplacementId) -> str:
    checklist = services.replacement_list.get(replacement_id).checklist
    told = place_words.progress(checklist.left, len(checklist.steps))
    return told[:1].upper() + told[1:]


def _moved(course: Course, application: Application) -> UseId:
    """Return the use that was moved in this replacement; raise WrongStateError if none was."""
    for step in course.checklist.steps:
        if step.application.id == application.id and not step.use.is_open:
            return step.use.id
    raise WrongStateError(name=application.name, reason=_("it was not moved here"))


@verb(
    "close",
    N_("Close a replacement. All its places have moved, and the old key has to stop."),
    "keyholder replacements close 6e1d --disable",
    "keyholder replacements close 6e1d --remove",
)
@click.argument("replacement_id", metavar="ID")
@click.option("--disable", is_flag=True, help=N_("Disable the old key."))
@click.option("--remove", is_flag=True, help=N_("Remove the old key."))
@with_session
def _close(session: Session, *, replacement_id: str, disable: bool, remove: bool) -> None:
    services = session.changing()
    course = services.replacement_list.find(replacement_id)
    services.replacements.close(course.replacement.id, disable=disable, remove=remove)
    say(_("Closed the replacement of “{name}”.").format(name=course.old.name))
    key_view.tell_todos(services, [course.old])


@verb(
    "cancel",
    N_("Cancel a replacement; what has moved stays where it is."),
    "keyholder replacements cancel 6e1d",
)
@click.argument("replacement_id", metavar="ID")
@with_session
def _cancel(session: Session, *, replacement_id: str) -> None:
    services = session.changing()
    course = services.replacement_list.find(replacement_id)
    services.replacements.cancel(course.replacement.id)
    say(_("Cancelled the replacement of “{name}”.").format(name=course.old.name))


@verb(
    "reopen",
    N_("Let a cancelled replacement go on where it was."),
    "keyholder replacements reopen 6e1d",
)
@click.argument("replacement_id", metavar="ID")
@with_session
def _reopen(session: Session, *, replacement_id: str) -> None:
    services = session.changing()
    found = services.replacement_list.find(replacement_id).replacement.id
    services.replacements.uncancel(found)
    course = services.replacement_list.get(found)
    if course.replacement.is_running:
        say(_("The replacement of “{name}” goes on.").format(name=course.old.name))
    else:
        told = _("The replacement of “{name}” is closed: nothing was left to do.")
        say(told.format(name=course.old.name))


REPLACEMENTS = verbs(
    "replacements",
    N_("List, follow and plan replacements of keys."),
    "keyholder replacements list",
    "keyholder replacements plan --until 2026-12-31 --dry-run",
    commands=[_list, _show, _step, _close, _cancel, _reopen, plan],
)
