"""keyholder scan."""

from gettext import gettext as _
from pathlib import Path

import click

from app.cli.exit_code import COULD_NOT_TELL
from app.cli.output import note, say, say_json
from app.cli.session import Session, with_session
from app.cli.verb import json_option, verb
from app.core import scan_words, words
from app.core.errors import N_, FieldError
from app.core.scan import MEGABYTE, MOST_MEGABYTES, Search
from app.services.file_search import Found, FoundKey


@verb(
    "scan",
    N_(
        "Find the inventory's own keys in files and folders.\n\n"
        "They are recognised by their fingerprints; no value is shown. Links are not followed; "
        "binary files, archives and large files are skipped and counted. Files that a .gitignore "
        "names are searched too: keys often lie there. Exit code 0, or 3 where something could "
        "not be read."
    ),
    "keyholder scan /etc/koha ~/projects",
    "keyholder scan --exclude node_modules/ --exclude '*.log' ~/projects --json",
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--exclude",
    "excludes",
    metavar="PATTERN",
    multiple=True,
    help=N_("Leave these out, as a .gitignore would; can be repeated."),
)
@click.option("--exclude-from", metavar="FILE", help=N_("A file of such patterns."))
@click.option(
    "--most",
    "megabytes",
    type=click.IntRange(min=1),
    default=MOST_MEGABYTES,
    show_default=True,
    metavar="MB",
    help=N_("Skip files that are larger."),
)
@json_option
@with_session
def scan(
    session: Session,
    /,
    *,
    paths: tuple[str, ...],
    excludes: tuple[str, ...],
    exclude_from: str | None,
    megabytes: int,
    as_json: bool,
) -> int:
    """Search, say what lies where, and return the code for it."""
    search = Search(
        paths=paths,
        excludes=(*_patterns(exclude_from), *excludes),
        most_bytes=megabytes * MEGABYTE,
    )
    found = session.unlocked().file_search.run(search)
    if as_json:
        say_json(_record(found))
    else:
        _tell(found)
    return COULD_NOT_TELL if found.findings.unreadable else 0


def _patterns(path: str | None) -> tuple[str, ...]:
    if path is None:
        return ()
    try:
        return tuple(Path(path).read_text("utf-8").splitlines())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or _("it is not text in UTF-8")
        raise FieldError(
            "exclude_from",
            _("The file {path} cannot be read ({reason}).").format(path=path, reason=reason),
        ) from error


def _tell(found: Found) -> None:
    for one in found.places:
        say(f"{one.place.path}:{one.place.line}: {_key(one)}")
    note(
        f"{scan_words.searched(found.findings)}. "
        + scan_words.found(len(found.places), found.keys, found.stopped)
    )
    if found.places:
        note(_("Record that an application uses one: keyholder uses add ID APPLICATION."))
    for told in scan_words.rest(found.findings):
        note(told)
    for path, reason in found.findings.unreadable:
        note(f"{path}: {reason}")


def _key(one: FoundKey) -> str:
    state = words.key_state(one.state) if one.key.intact else _("altered")
    told = _("{name} ({id}), {state}, last working day {day}")
    return told.format(
        name=one.key.name, id=one.key.id[:8], state=state, day=one.key.last_working_day
    )


def _record(found: Found) -> dict[str, object]:
    findings = found.findings
    return {
        "places": [
            {
                "path": one.place.path,
                "line": one.place.line,
                "key": one.key.id,
                "name": one.key.name,
                "state": one.state.value,
                "intact": one.key.intact,
                "last_working_day": one.key.last_working_day.isoformat(),
                "works": one.works,
            }
            for one in found.places
        ],
        "files": findings.files,
        "bytes": findings.size,
        "unknown": findings.unknown,
        "skipped": {why.value: n for why, n in sorted(findings.skipped.items())},
        "unreadable": [{"path": path, "reason": reason} for path, reason in findings.unreadable],
    }
