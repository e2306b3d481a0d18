"""keyholder reconcile."""

from collections.abc import Iterator, Sequence
from gettext import gettext as _

import click

from app.cli.exit_code import REFUSED
from app.cli.output import Record, note, say, say_json
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.table_file import chosen, read_table, several, table_options
from app.cli.typed import STANDARD_INPUT, rest_of_input
from app.cli.verb import json_option, verb
from app.core import pasted, portal_list, reconcile, reconcile_words
from app.core.errors import N_, FieldError
from app.core.identity import OrganisationId
from app.core.reconcile import Pairing, Part, PortalLine, Standing
from app.core.sheet import MOST_BYTES
from app.services.imports import Intake
from app.services.reconciliation import Reconciliation
from app.services.suite import Services

_MENDABLE = [one for one in Standing if one is not Standing.AGREES]


@verb(
    "reconcile",
    N_(
        "Hold the portal's list against the inventory.\n\n"
        "FILE is the list of Management > API keys in a CSV file or an Excel workbook: names, "
        "permission levels, expiry dates, values or their last characters; - is the table as it "
        "was copied in the browser, on standard input. Nothing is changed, "
        "unless --compared notes today's comparison on the keys that agree, or --mend lets the "
        "inventory say what the portal says. Exit code 0 if all agree, 1 if not."
    ),
    "keyholder reconcile portal.csv",
    "keyholder reconcile portal.xlsx --dates day-first --json",
    "xclip -o -selection clipboard | keyholder reconcile - --map 1=name",
    "keyholder reconcile portal.csv --mend missing_here --mend differs --compared --yes",
)
@table_options
@click.option("--organisation", metavar="NAME", help=N_("Whose list it is."))
@click.option("--compared", is_flag=True, help=N_("Note the comparison on keys that agree."))
@click.option(
    "--mend",
    "kinds",
    type=click.Choice([one.value for one in _MENDABLE]),
    multiple=True,
    help=N_("Mend differences of this kind. Can be repeated."),
)
@click.option("--yes", is_flag=True, help=N_("Mend without asking; needed for --mend."))
@json_option
@with_session
def reconcile_keys(
    session: Session, /, *, file: str, compared: bool, as_json: bool, **given: object
) -> int:
    """Compare, mend what is asked for, and say how it stands then."""
    kinds = [Standing(one) for one in several(given["kinds"])]
    if kinds and not given["yes"]:
        raise click.UsageError(_("--mend changes the inventory: say --yes too."))
    changes = compared or bool(kinds)
    services = session.changing() if changes else session.unlocked()
    intake = _intake(services, file, given)
    lines, organisation = _read(services, intake, given)
    found = services.reconciler.look(lines, organisation)
    if kinds:
        chosen = [one for one in found.pairings if one.standing in kinds]
        mended = services.reconciler.mend_all(chosen, organisation)
        note(_("Mended: {count}, left: {left}.").format(count=mended, left=len(chosen) - mended))
        found = services.reconciler.look(lines, organisation)
    if compared:
        services.reconciler.note(found, intake.name)
        services.reconciler.mark_compared(found)
    if as_json:
        say_json(_record(found))
    else:
        say("\n".join(_told(services, found)))
    return 0 if found.agrees else REFUSED


def _intake(services: Services, file: str, given: dict[str, object]) -> Intake:
    """Return the table in *file*, or on standard input; raise FieldError."""
    if file == STANDARD_INPUT:
        intake = chosen(services.portal_lists.pasted(rest_of_input(MOST_BYTES)), given)
    else:
        intake = read_table(services, file, given)
    if pasted.asks_columns(intake.sheet, intake.choices.columns):
        raise FieldError(
            "maps",
            _(
                "It cannot be told which column is the name. Say it with --map, by its name or "
                "counted from the left: --map 1=name."
            ),
        )
    return intake


def _read(
    services: Services, intake: Intake, given: dict[str, object]
) -> tuple[Sequence[PortalLine], OrganisationId]:
    name, find = given["organisation"], services.organisations
    organisation = find.find(name) if isinstance(name, str) else find.default()
    table = portal_list.read(
        intake.sheet,
        intake.choices.columns,
        services.workplace.levels,
        organisation=organisation.name,
        order=intake.choices.order,
    )
    if table.asks_order:
        raise FieldError(
            "dates",
            _(
                "The dates can be read with the day or the month first. Say which with --dates "
                "day-first or --dates month-first."
            ),
        )
    for remark in table.remarks:
        note(remark)
    return table.lines, organisation.id


def _told(services: Services, found: Reconciliation) -> Iterator[str]:
    """Yield the differences as a table, and the counts."""
    different = [one for one in found.pairings if one.standing is not Standing.AGREES]
    if different:
        table = Table(_("Line"), _("Name"), _("Stands"), _("What differs"))
        yield table.lines(
            (
                "" if one.line is None else str(one.line.number),
                one.name,
                reconcile.label(one.standing),
                "; ".join(reconcile_words.differences(one, services.workplace.levels)),
            )
            for one in different
        )
    counts = [f"{reconcile.label(one)}: {found.count(one)}" for one in Standing if found.count(one)]
    if found.made_here:
        counts.append(_("Made here, not looked for: {count}").format(count=found.made_here))
    yield "; ".join(counts) or _("There is nothing to compare.")


def _record(found: Reconciliation) -> Record:
    return {
        "organisation": found.organisation,
        "agrees": found.agrees,
        "counts": {one.value: found.count(one) for one in Standing},
        "made_here": found.made_here,
        "pairings": [_pairing(one) for one in found.pairings],
    }


def _pairing(one: Pairing) -> Record:
    line, key = one.line, one.key
    return {
        "standing": one.standing.value,
        "line": None if line is None else line.number,
        "key": None if key is None else key.id,
        "name": one.name,
        "differs": [
            {
                "field": part.value,
                "portal": None if line is None else _portal(line, part),
                "here": None if key is None else str(getattr(key, part.value)),
            }
            for part in one.differs
        ],
        "to_do": one.to_do,
        "cannot_mend": reconcile_words.why_not(one) or None,
    }


def _portal(line: PortalLine, part: Part) -> str:
    return str(getattr(line, part.value))
