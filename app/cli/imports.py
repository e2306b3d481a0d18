"""keyholder import."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from gettext import gettext as _
from gettext import ngettext
from pathlib import PurePath

import click

from app.cli.documents import import_document, require_none_of
from app.cli.output import note, say, say_json, write
from app.cli.session import Session, with_session
from app.cli.table_file import read_table, table_options
from app.cli.verb import DAY, json_option, verb
from app.core.column_map import SOURCE_WORDS
from app.core.errors import N_, ImportRefusedError
from app.core.import_plan import ImportPlan, LineState, Remark
from app.services.imports import Imports, Intake
from app.services.suite import Services


@verb(
    "import",
    N_(
        "Bring keys in out of CSV, Excel or JSON.\n\n"
        "A table is the portal's list in a spreadsheet, the CSV of KeePassXC or Bitwarden, or a "
        "file that Keyholder exported. Keys that are known by id, value, or ending and expiry date "
        "are changed where the file says "
        "something else; an empty cell changes nothing. If any line has a problem, nothing is "
        "imported.\n\n"
        "JSON is what Keyholder exports: keys with their uses, replacements and to-dos, "
        "administrators, organisations and preferences, under their own ids. What is here already "
        "and differs is changed, but never a value or an expiry date. The options about columns "
        "do not apply to it.\n\n"
        "With --dry-run nothing is written. --template writes an empty file to fill in. Delete a "
        "file that holds values as soon as it has served."
    ),
    "keyholder import keys.csv --dry-run",
    "keyholder import keys.xlsx --map 'Valid to=expires_on' --dates day-first",
    "keyholder import passwords.csv --permission authentication --expires 2027-03-01",
    "keyholder import all.json --dry-run",
    "keyholder import --template keys.xlsx",
)
@table_options
@click.option("--template", is_flag=True, help=N_("Write an empty file with the columns."))
@click.option("--dry-run", is_flag=True, help=N_("Say what would be done, and do nothing."))
@click.option("--organisation", metavar="NAME", help=N_("Of keys where the file names none."))
@click.option(
    "--permission", metavar="ID", help=N_("The permission level where the file has none.")
)
@click.option("--expires", type=DAY, help=N_("The expiry date where the file has none."))
@click.option(
    "--create-missing",
    is_flag=True,
    help=N_("Make organisations, administrators and applications that are not known."),
)
@click.option(
    "--preferences/--no-preferences",
    default=None,
    help=N_("Of JSON: take its preferences; if not said, into a new inventory alone."),
)
@json_option
@with_session
def import_keys(
    session: Session,
    /,
    *,
    file: str,
    template: bool,
    dry_run: bool,
    as_json: bool,
    preferences: bool | None,
    **given: object,
) -> None:
    """Import the file and say what came of it."""
    if template:
        _write_template(session.reading().imports, file)
        return
    services = session.unlocked() if dry_run else session.changing()
    if services.documents.fits(file):
        require_none_of(given)
        import_document(services, file, preferences=preferences, dry_run=dry_run, as_json=as_json)
    else:
        _import_table(services, file, given, dry_run=dry_run, as_json=as_json)


def _import_table(
    services: Services, file: str, given: Mapping[str, object], *, dry_run: bool, as_json: bool
) -> None:
    intake = _chosen(services, file, given)
    plan = services.imports.plan(intake)
    _tell_remarks(plan, as_json=as_json)
    if plan.problems and not dry_run:
        if as_json:
            say_json(_record(plan, imported=False))
        raise ImportRefusedError(count=len(plan.problems), name=intake.name)
    if not dry_run:
        services.imports.run(intake)
    if as_json:
        say_json(_record(plan, imported=not dry_run))
    else:
        _tell(plan, dry_run=dry_run)
    if dry_run and plan.problems:
        raise ImportRefusedError(count=len(plan.problems), name=intake.name)


def _write_template(imports: Imports, file: str) -> None:
    write(file, imports.template(PurePath(file).suffix.lower()))
    say(_("Wrote a file to fill in: {file}.").format(file=file))


def _chosen(services: Services, file: str, given: Mapping[str, object]) -> Intake:
    """Return the file with what the options say of it."""
    intake, expires = read_table(services, file, given), given["expires"]
    organisation = None
    if isinstance(given["organisation"], str):
        organisation = services.organisations.find(given["organisation"]).id
    choices = replace(
        intake.choices,
        organisation=organisation,
        permission=str(given["permission"] or ""),
        expires_on=expires if isinstance(expires, date) else None,
        create_missing=bool(given["create_missing"]),
    )
    return replace(intake, choices=choices)


def _tell_remarks(plan: ImportPlan, *, as_json: bool) -> None:
    if as_json:
        return
    for one in (*plan.problems, *plan.warnings):
        note(_line(one))


def _line(one: Remark) -> str:
    if one.column:
        return _("line {n}, {column}: {told}").format(n=one.line, column=one.column, told=one.told)
    return _("line {n}: {told}").format(n=one.line, told=one.told)


def _tell(plan: ImportPlan, *, dry_run: bool) -> None:
    say(_("Read as a file from {source}.").format(source=_(SOURCE_WORDS[plan.source])))
    told = _("New: {new}. Changed: {changed}. Same: {same}.").format(
        new=plan.count(LineState.NEW),
        changed=plan.count(LineState.CHANGED),
        same=plan.count(LineState.SAME),
    )
    say(told)
    if plan.makes:
        say(_("Made besides: {names}.").format(names=", ".join(plan.makes.names)))
    if dry_run:
        problems = len(plan.problems)
        say(
            ngettext("{n} problem.", "{n} problems.", problems).format(n=problems)
            + " "
            + _("Nothing was written.")
        )


def _record(plan: ImportPlan, *, imported: bool) -> dict[str, object]:
    return {
        "source": plan.source.value,
        "imported": imported,
        "dates": None if plan.order is None else plan.order.value,
        **{state.value: plan.count(state) for state in LineState if state != LineState.PROBLEM},
        "makes": list(plan.makes.names),
        "problems": [_as_json(one) for one in plan.problems],
        "warnings": [_as_json(one) for one in plan.warnings],
        "lines": [
            {
                "line": one.number,
                "state": one.state.value,
                "name": one.name,
                "fields": list(one.fields),
            }
            for one in plan.lines
        ],
    }


def _as_json(one: Remark) -> dict[str, object]:
    return {"line": one.line, "column": one.column or None, "told": one.told}
