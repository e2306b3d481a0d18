"""The verbs about archives of the audit trail."""

from gettext import gettext as _
from pathlib import Path

import click

from app.cli.exit_code import COULD_NOT_TELL, REFUSED
from app.cli.output import Record, note, say, say_json, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import json_option, verb
from app.core import archive_words
from app.core.archive import LEAST_YEARS, MOST_YEARS, Archive, Provenance
from app.core.errors import N_, ArchiveDamagedError, NothingToArchiveError

_YEARS = 3
_CODES = {Provenance.DISOWNED: REFUSED, Provenance.UNTOLD: COULD_NOT_TELL}


@verb(
    "archive",
    N_(
        "Move old entries into a new, signed FILE.\n\n"
        "Those go that are older than so many years. What was done since the oldest key in use was "
        "created always stays, and the trail is still verified without a gap."
    ),
    "keyholder audit archive /media/stick/audit-2026.jsonl --years 3",
    "keyholder audit archive audit.jsonl --dry-run",
)
@click.argument("file")
@click.option(
    "--years",
    type=click.IntRange(LEAST_YEARS, MOST_YEARS),
    default=_YEARS,
    show_default=True,
    help=N_("How old they are at least."),
)
@click.option("--dry-run", is_flag=True, help=N_("Say what would go, and change nothing."))
@json_option
@with_session
def audit_archive(session: Session, *, file: str, years: int, dry_run: bool, as_json: bool) -> None:
    """Archive old entries, and say which."""
    if dry_run:
        plan = session.reading().archives.plan(years)
        if as_json:
            say_json({"first": plan.first, "last": plan.last, "count": plan.count})
        else:
            say(archive_words.planned(plan))
        return
    services = session.unlocked()
    if not services.archives.plan(years).count:
        raise NothingToArchiveError
    made = services.archives.make(str(Path(file).absolute()), years)
    if as_json:
        say_json(_record(made))
    else:
        say(archive_words.made(made))


@verb(
    "archives",
    N_("List the archives that were made of the audit trail."),
    "keyholder audit archives",
    "keyholder audit archives --json",
)
@json_option
@with_session
def audit_archives(session: Session, *, as_json: bool) -> None:
    """List them, the oldest first."""
    known = session.reading().archives.all()
    if as_json:
        say_json_list([map(_record, known)])
    elif known:
        table = Table(_("File"), _("Entries"), _("Until"), _("Made"), _("By"))
        say(table.lines(map(_row, known)))
    else:
        note(_("No entry was archived yet: the whole audit trail is in the inventory."))


@verb(
    "verify-archive",
    N_(
        "Check an archive whole.\n\n"
        "That is each entry's place in the chain, the signature, and whether this inventory wrote "
        "it. Exit code 1 where it was damaged or changed, or where the inventory does not know it "
        "as its own; 3 where the vault is not open and that could not be told."
    ),
    "keyholder audit verify-archive /media/stick/audit-2026.jsonl",
)
@click.argument("file")
@json_option
@with_session
def audit_verify_archive(session: Session, *, file: str, as_json: bool) -> int:
    """Check a file, and say what came of it."""
    try:
        checked = session.reading().archives.check(str(Path(file).absolute()))
    except ArchiveDamagedError as error:
        if as_json:
            say_json({"whole": False, "problem": str(error.facts["problem"])})
        else:
            note(str(error))
        return REFUSED
    if as_json:
        header = checked.header
        say_json(
            {
                "whole": True,
                "first": header.first,
                "last": header.last,
                "head": header.head,
                "signer": header.signer,
                "provenance": checked.provenance.value,
                "of_this_inventory": checked.known is not None,
            }
        )
    else:
        say(archive_words.checked(checked))
    return _CODES.get(checked.provenance, 0)


def _row(one: Archive) -> tuple[str, ...]:
    return (
        one.name,
        f"{one.first}-{one.last}",
        one.until.isoformat(timespec="seconds"),
        one.made_at.isoformat(timespec="seconds"),
        one.made_by,
    )


def _record(one: Archive) -> Record:
    return {
        "file": one.name,
        "first": one.first,
        "last": one.last,
        "head": one.head,
        "until": one.until.isoformat(),
        "sha256": one.sha256,
        "made_at": one.made_at.isoformat(),
        "made_by": one.made_by,
    }
