"""keys exposed: keys that somebody may have seen are replaced at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

import click

from app.cli.output import Record, note, say, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import json_option, verb
from app.core import words
from app.core.errors import N_, RefusedError
from app.core.identity import KeyId
from app.core.key import Key
from app.core.replacement import Reason
from app.services.exposure import Begun
from app.services.replacement_list import Course
from app.services.suite import Services

_MADE, _PLANNED, _SKIPPED = "made", "planned", "skipped"


class ExposedNotConfirmedError(RefusedError):
    """Keys are to be replaced at once, and that was not said twice."""

    title = N_("Nothing was changed yet.")
    meaning = N_(
        "Successors of keys made here would be made now; those of portal keys are to be created "
        "in the portal today."
    )
    hint = N_("Add --yes to begin to replace {keys} now.")


@verb(
    "exposed",
    N_(
        "Begin to replace exposed keys at once. What is allowed the most comes first: a key made "
        "here gets its successor now, one of the portal is planned for today. Each old key works "
        "until its places have moved and it is disabled. Keys that have a successor already are "
        "skipped."
    ),
    "keyholder keys exposed 3f2a 91bc",
    "keyholder keys exposed 3f2a 91bc --yes",
    "keyholder keys exposed --filter 'application:koha' --yes --json",
)
@click.argument("ids", metavar="ID...", nargs=-1)
@click.option("--filter", "filter_text", metavar="TEXT", help=N_("Keys that this filter finds."))
@click.option("--yes", is_flag=True, help=N_("Yes, begin to replace them now."))
@json_option
@with_session
def _exposed(
    session: Session, *, ids: tuple[str, ...], filter_text: str | None, yes: bool, as_json: bool
) -> None:
    if bool(ids) == (filter_text is not None):
        raise click.UsageError(_("Give either keys or --filter."))
    services = session.changing() if yes else session.reading()
    chosen = _chosen(services, ids, filter_text)
    keys = services.exposure.in_order(chosen)
    begun = None
    if yes and keys:
        begun = services.exposure.replace([key.id for key in keys], Reason.EXPOSED)
    _print(list(_lines(services, keys, begun)), as_json=as_json)
    _tell_left_out(len(chosen) - len(keys))
    if begun is not None:
        _tell_next(begun)
    elif keys:
        raise ExposedNotConfirmedError(keys=words.keys_counted(len(keys)))


def _chosen(services: Services, ids: Sequence[str], filter_text: str | None) -> Sequence[KeyId]:
    if filter_text is not None:
        return services.plans.of_filter(filter_text)
    return list(dict.fromkeys(services.keys.find(one).id for one in ids))


@dataclass(frozen=True, slots=True)
class _Line:
    """An exposed key, what was done, and the replacement of it that runs now."""

    key: Key
    outcome: str | None
    course: Course | None

    @property
    def successor(self) -> str | None:
        """The id of the key that takes its place, once there is one."""
        return None if self.course is None or self.course.new is None else self.course.new.id

    @property
    def replacement(self) -> str | None:
        """The id of its replacement."""
        return None if self.course is None else self.course.replacement.id


def _lines(services: Services, keys: Sequence[Key], begun: Begun | None) -> Iterator[_Line]:
    running = {one.old.id: one for one in services.replacement_list.running()}
    outcomes = {} if begun is None else _outcomes(begun)
    for key in keys:
        yield _Line(key, outcomes.get(key.id), running.get(key.id))


def _outcomes(begun: Begun) -> Mapping[KeyId, str]:
    """Return what was done about each key."""
    outcomes = {key.id: _SKIPPED for key in begun.under_way}
    outcomes |= {key.predecessor: _MADE for key in begun.made if key.predecessor is not None}
    return outcomes | {key.id: _PLANNED for key in begun.planned}


def _print(lines: Sequence[_Line], *, as_json: bool) -> None:
    if as_json:
        say_json_list([map(_record, lines)])
    elif lines:
        table = Table(
            *(_("Key"), _("Name"), _("Permission"), _("Expires")),
            *(_("Outcome"), _("Successor"), _("Replacement")),
        )
        say(table.lines(map(_row, lines)))
    else:
        note(_("There are no such keys."))


def _row(line: _Line) -> tuple[str, ...]:
    key = line.key
    return (
        key.id[:8],
        key.name,
        key.permission,
        key.expires_on.isoformat(),
        line.outcome or "",
        (line.successor or "")[:8],
        (line.replacement or "")[:8],
    )


def _record(line: _Line) -> Record:
    key = line.key
    return {
        "key": key.id,
        "key_name": key.name,
        "permission": key.permission,
        "expires_on": key.expires_on.isoformat(),
        "outcome": line.outcome,
        "successor": line.successor,
        "replacement": line.replacement,
    }


def _tell_left_out(left_out: int) -> None:
    """Say how many keys are not in use any more, if any."""
    if left_out:
        note(
            ngettext(
                "{n} key was left out: it is removed or superseded.",
                "{n} keys were left out: they are removed or superseded.",
                left_out,
            ).format(n=left_out)
        )


def _tell_next(begun: Begun) -> None:
    """Say what is to be done now."""
    if begun.planned:
        note(
            _(
                "Create the planned ones in the portal today, and record each: "
                "keyholder replace KEY --expires DATE"
            )
        )
    if begun.made:
        note(words.made_here())


VERBS = [_exposed]
