"""replacements plan: which keys are to be replaced, and on which day each."""

from collections.abc import Mapping, Sequence
from datetime import date
from gettext import gettext as _
from gettext import ngettext
from typing import TypedDict, Unpack

import click

from app.cli.output import Record, note, say, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import DAY, json_option, verb
from app.core.errors import N_
from app.core.identity import KeyId, ReplacementId
from app.core.organisation import Organisation
from app.core.replacement import Reason
from app.core.stagger import Turn
from app.services.suite import Services


class Given(TypedDict):
    """Which keys, and when."""

    filter_text: str | None
    first: date | None
    last: date | None
    organisation: str | None
    start: date | None
    at_once: bool


@verb(
    "plan",
    N_(
        "Plan the replacement of many keys. Each has a working day of its own, so that their "
        "successors do not expire on one day. Keys that are being replaced already are left out."
    ),
    "keyholder replacements plan --until 2026-12-31 --dry-run",
    "keyholder replacements plan --from 2026-09-01 --until 2026-09-30 --start 2026-07-01",
    "keyholder replacements plan --filter owner:smith --reason person_left --at-once --json",
)
@click.option("--until", "last", type=DAY, help=N_("Keys that expire on this day or before."))
@click.option("--from", "first", type=DAY, help=N_("And on this day or after; today, if not said."))
@click.option("--filter", "filter_text", metavar="TEXT", help=N_("Keys that this filter finds."))
@click.option("--organisation", metavar="NAME|ID", help=N_("One organisation alone."))
@click.option("--start", type=DAY, help=N_("The first day to plan for; today, if not said."))
@click.option(
    "--reason",
    type=click.Choice([one.value for one in Reason]),
    default=Reason.EXPIRY.value,
    help=N_("Why they are replaced; expiry, if not said."),
)
@click.option(
    "--at-once", is_flag=True, help=N_("All on one day, those that are allowed the most first.")
)
@click.option("--dry-run", is_flag=True, help=N_("Show the plan, and store nothing."))
@json_option
@with_session
def plan(
    session: Session, *, reason: str, dry_run: bool, as_json: bool, **given: Unpack[Given]
) -> None:
    """Plan the replacement of keys."""
    _require_choice(given)
    services = session.reading() if dry_run else session.changing()
    key_ids, start = _chosen(services, given)
    turns = services.plans.turns(key_ids, start, at_once=given["at_once"])
    made: Mapping[KeyId, ReplacementId] = {}
    if turns and not dry_run:
        days = [(turn.key.id, turn.day) for turn in turns]
        made = {one.old: one.id for one in services.replacements.plan(days, Reason(reason)).planned}
    _print(turns, made, as_json=as_json)
    _tell(len(turns), len(key_ids) - len(turns), dry_run=dry_run)


def _require_choice(given: Given) -> None:
    if (given["filter_text"] is None) == (given["last"] is None):
        raise click.UsageError(_("Give either --until or --filter."))
    if given["first"] is not None and given["last"] is None:
        raise click.UsageError(_("Give --from beside --until alone."))


def _chosen(services: Services, given: Given) -> tuple[Sequence[KeyId], date]:
    """Return the keys, and the day from which on they are to be replaced."""
    named = given["organisation"]
    within = None if named is None else services.organisations.find(named)
    today = _today(services, within)
    scope = None if within is None else within.id
    if given["last"] is not None:
        keys = services.plans.expiring(given["first"] or today, given["last"], scope)
    else:
        keys = services.plans.of_filter(given["filter_text"] or "", scope)
    return keys, given["start"] or today


def _today(services: Services, organisation: Organisation | None) -> date:
    return (organisation or services.organisations.default()).today(services.workplace.now())


def _print(turns: Sequence[Turn], made: Mapping[KeyId, ReplacementId], *, as_json: bool) -> None:
    if as_json:
        say_json_list([[_record(turn, made.get(turn.key.id)) for turn in turns]])
    elif turns:
        table = Table(
            *(_("Day"), _("Key"), _("Name"), _("Permission"), _("Expires")),
            *(_("Successor expires"), _("Shared"), _("Replacement")),
        )
        say(table.lines(_row(turn, made.get(turn.key.id)) for turn in turns))


def _row(turn: Turn, replacement: ReplacementId | None) -> tuple[str, ...]:
    return (
        turn.day.isoformat(),
        turn.key.id[:8],
        turn.key.name,
        turn.key.permission,
        turn.key.expires_on.isoformat(),
        turn.expires_on.isoformat(),
        _("yes") if turn.shared else "",
        "" if replacement is None else replacement[:8],
    )


def _record(turn: Turn, replacement: ReplacementId | None) -> Record:
    return {
        "replacement": replacement,
        "key": turn.key.id,
        "key_name": turn.key.name,
        "permission": turn.key.permission,
        "expires_on": turn.key.expires_on.isoformat(),
        "planned_on": turn.day.isoformat(),
        "successor_expires_on": turn.expires_on.isoformat(),
        "shared": turn.shared,
    }


def _tell(planned: int, left_out: int, *, dry_run: bool) -> None:
    """Say what was planned, and what was not."""
    if left_out:
        note(
            ngettext(
                "{n} key was left out: it is being replaced already, or is not in use.",
                "{n} keys were left out: they are being replaced already, or are not in use.",
                left_out,
            ).format(n=left_out)
        )
    if not planned:
        note(_("There is nothing to plan."))
    elif dry_run:
        note(_("This is how it would be: nothing was stored."))
    else:
        note(_("Begin each on its day: keyholder replace KEY"))
