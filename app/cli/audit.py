"""The verbs about the audit trail."""

from gettext import gettext as _
from pathlib import PurePath
from typing import Any

import click

from app.cli.audit_archive import audit_archive, audit_archives, audit_verify_archive
from app.cli.audit_list import audit_export, audit_list
from app.cli.output import Record, note, say, say_bytes, say_json, write
from app.cli.session import Session, with_session
from app.cli.verb import DAY, json_option, verb, verbs
from app.core.errors import N_
from app.core.period_report import PeriodReport
from app.core.trail_head import TrailHead
from app.services import period_reports

_STANDARD_OUTPUT = "-"


@verb(
    "head",
    N_("Print the audit trail's head in four words."),
    "keyholder audit head",
    "keyholder audit head --json",
)
@json_option
@with_session
def _head(session: Session, *, as_json: bool) -> None:
    head = session.reading().checks.head()
    if as_json:
        say_json(_head_record(head))
        return
    say(
        _("{words} ({count} entries, {hash})").format(
            words=head, count=head.entries, hash=head.hash
        )
    )


@verb(
    "evidence",
    N_(
        "Write the evidence for a period.\n\n"
        "It tells what was created, changed, replaced, removed and compared with the portal, "
        "and by whom. The file's name ends in .pdf or .html."
    ),
    "keyholder audit evidence --from 2026-01-01 --to 2026-12-31 --output evidence.pdf",
    "keyholder audit evidence --from 2026-11-01 --to 2026-11-30 --json",
)
@click.option("--from", "first", type=DAY, required=True, help=N_("The first day."))
@click.option("--to", "last", type=DAY, required=True, help=N_("The last day."))
@click.option("--organisation", help=N_("The keys of one organisation."))
@click.option("--output", metavar="FILE", help=N_("The file; - for HTML on standard output."))
@json_option
@with_session
def _evidence(session: Session, /, *, output: str | None, as_json: bool, **given: Any) -> None:
    if (output is not None) is as_json:
        raise click.UsageError(_("Give either --output or --json."))
    ending = PurePath(output or "").suffix.lower()
    if not as_json and output != _STANDARD_OUTPUT and ending not in {".pdf", ".html"}:
        raise click.UsageError(_("The file's name has to end in .pdf or .html."))
    services = session.reading()
    wanted = given["organisation"]
    chosen = None if wanted is None else services.organisations.find(wanted).id
    report = services.reports.of(given["first"], given["last"], chosen)
    if as_json:
        say_json(_record(report))
        return
    page = period_reports.html(report).encode()
    if output is None or output == _STANDARD_OUTPUT:
        say_bytes(page)
        return
    write(output, services.reports.pdf(report) if ending == ".pdf" else page)
    note(_("Written: {file}").format(file=output))


def _record(report: PeriodReport) -> Record:
    return {
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "organisation": report.organisation or None,
        "made_at": report.made_at.isoformat(),
        "made_by": report.made_by,
        "head": _head_record(report.head),
        "archived_in": list(report.archived_in),
        "chapters": {
            chapter.value: [
                {"at": line.at.isoformat(), "key": line.key, "told": line.told, "by": line.actor}
                for line in lines
            ]
            for chapter, lines in report.chapters.items()
        },
    }


def _head_record(head: TrailHead) -> Record:
    return {"entries": head.entries, "hash": head.hash, "words": list(head.words)}


AUDIT = verbs(
    "audit",
    N_("Show what the audit trail tells."),
    "keyholder audit list --from 2026-11-01",
    "keyholder audit head",
    "keyholder audit evidence --help",
    commands=[
        audit_list,
        audit_export,
        _head,
        _evidence,
        audit_archive,
        audit_archives,
        audit_verify_archive,
    ],
)
