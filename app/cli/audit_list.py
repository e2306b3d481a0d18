"""keyholder audit list, and export."""

from collections.abc import Callable, Iterable
from datetime import date
from gettext import gettext as _
from pathlib import PurePath
from typing import Any

import click

from app.cli.output import note, say, say_json_list, write
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import DAY, json_option, verb
from app.core.audit import Thing
from app.core.errors import N_
from app.core.identity import Actor
from app.services.suite import Services
from app.services.trail import TrailLine, TrailView

_MOST = 200


def _narrowing(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the options that say which entries it is about."""
    for option in (
        click.option("--to", "last", type=DAY, help=N_("The last day.")),
        click.option("--from", "first", type=DAY, help=N_("The first day.")),
        click.option("--by", metavar="NAME", help=N_("What this person did.")),
        click.option(
            "--thing",
            type=click.Choice([one.value for one in Thing]),
            help=N_("What was done to things of this kind."),
        ),
        click.option("--key", metavar="NAME|ID", help=N_("What became of this key.")),
        click.option(
            "--search", metavar="TEXT", help=N_("Entries, or names of things, with these words.")
        ),
    ):
        function = option(function)
    return function


@verb(
    "list",
    N_("List who did what to which thing, latest first."),
    "keyholder audit list --from 2026-11-01 --to 2026-11-30",
    "keyholder audit list --key Koha --json",
    "keyholder audit list --by alice --search expired --all",
)
@_narrowing
@click.option("--all", "everything", is_flag=True, help=N_("All of them, not the latest 200."))
@json_option
@with_session
def audit_list(session: Session, /, *, everything: bool, as_json: bool, **given: Any) -> None:
    """Print the entries."""
    services = session.reading()
    view = _view(services, **given)
    total = services.trail.count(view)
    whole = [services.trail.page(view, limit=_MOST)]
    pages: Iterable[list[TrailLine]] = services.trail.pages(view) if everything else whole
    if as_json:
        say_json_list([line.record() for line in page] for page in pages)
    else:
        table = Table(_("When"), _("By"), _("On"), _("What"))
        for page in pages:
            say(table.lines(map(_cells, page)))
        if not total:
            note(_("No entry fits."))
    if total > _MOST and not everything:
        note(_("The latest {n} of {total}: --all prints them all.").format(n=_MOST, total=total))


@verb(
    "export",
    N_(
        "Write the audit trail into a file.\n\n"
        "Its name ends in .csv or .jsonl. The trail tells of it."
    ),
    "keyholder audit export trail.jsonl",
    "keyholder audit export november.csv --from 2026-11-01 --to 2026-11-30",
)
@click.argument("file")
@_narrowing
@with_session
def audit_export(session: Session, /, *, file: str, **given: Any) -> None:
    """Write the file."""
    path = PurePath(file)
    ending = path.suffix.lower()
    if ending not in {".csv", ".jsonl"}:
        raise click.UsageError(_("The file's name has to end in .csv or .jsonl."))
    services = session.reading()
    view = _view(services, **given)
    trail = services.trail
    render = trail.as_csv if ending == ".csv" else trail.as_json_lines
    write(file, render(view, path.name))
    note(_("Written: {file}").format(file=file))


def _view(
    services: Services,
    *,
    search: str | None,
    key: str | None,
    thing: str | None,
    by: str | None,
    **period: date | None,
) -> TrailView:
    return TrailView(
        text=search or "",
        key=None if key is None else services.keys.find(key).id,
        things=() if thing is None else (Thing(thing),),
        actors=() if by is None else (Actor(by),),
        first=period["first"],
        last=period["last"],
    )


def _cells(line: TrailLine) -> tuple[str, str, str, str]:
    return (f"{line.at:%Y-%m-%d %H:%M}", line.entry.actor, line.thing, line.told)
