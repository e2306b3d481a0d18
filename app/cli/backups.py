"""The verbs about backups."""

from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

import click

from app.cli.exit_code import REFUSED
from app.cli.output import Record, note, say, say_json, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import json_option, require_one, verb, verbs
from app.core import backup_words
from app.core.backup import Backup
from app.core.errors import N_, NoBackupError
from app.services.suite import Services


@verb(
    "backup",
    N_(
        "Make a backup now and verify it whole. It goes to the chosen folder, where old ones are "
        "removed in time, or to a FILE of your own, which stays."
    ),
    "keyholder backup",
    "keyholder backup /media/stick/keyholder-before-the-holidays.db",
)
@click.argument("file", required=False)
@json_option
@with_session
def backup(session: Session, *, file: str | None, as_json: bool) -> None:
    """Make a backup and say where it is."""
    backups = session.unlocked().backups
    made = backups.make() if file is None else backups.make_file(str(Path(file).absolute()))
    if as_json:
        say_json(_record(made))
    else:
        say(_("Backed up and verified: {path}").format(path=made.path))


@verb(
    "list",
    N_("List the backups in the chosen folder, the latest first."),
    "keyholder backups list",
    "keyholder backups list --json",
)
@json_option
@with_session
def _list(session: Session, *, as_json: bool) -> None:
    services = session.reading()
    backups = services.backups.shelf().backups
    if as_json:
        say_json_list([map(_record, backups)])
    elif backups:
        table = Table(_("Made"), _("Why"), _("Keys"), _("Size"), _("State"), _("Name"))
        say(table.lines(map(_row, backups)))
    else:
        note(_("There are no backups yet."))
    state = services.backups.glance().state()
    for trouble in state.troubles(services.workplace.now()):
        note(backup_words.trouble(trouble, state))


def _row(one: Backup) -> Sequence[str]:
    return (
        one.made_at.isoformat(timespec="seconds"),
        backup_words.why(one.why),
        str(one.keys),
        backup_words.size(one.size),
        backup_words.standing(one.standing),
        one.name,
    )


def _record(one: Backup) -> Record:
    return {
        "name": one.name,
        "path": one.path,
        "made_at": one.made_at.isoformat(),
        "why": one.why.value,
        "state": one.standing.value,
        "size": one.size,
        "keys": one.keys,
        "audit_entries": one.entries,
        "audit_head": one.head,
        "sha256": one.sha256,
    }


@verb(
    "verify",
    N_("Check backups whole: the latest one, those named, files, or all. Nothing is changed."),
    "keyholder backups verify",
    "keyholder backups verify 20270301T091200Z --json",
    "keyholder backups verify --all",
)
@click.argument("names", metavar="[NAME|FILE]...", nargs=-1)
@click.option("--all", "check_all", is_flag=True, help=N_("All that are in the chosen folder."))
@json_option
@with_session
def _verify(session: Session, *, names: tuple[str, ...], check_all: bool, as_json: bool) -> int:
    if check_all and names:
        raise click.UsageError(_("Give either names or --all."))
    services = session.unlocked()
    paths = _paths(services, names, check_all=check_all)
    found = {path: list(services.backups.verify(path)) for path in paths}
    if as_json:
        say_json_list([[{"path": path, "findings": told} for path, told in found.items()]])
    else:
        for path, told in found.items():
            say(f"{path}: " + ("\n  ".join(told) or _("whole")))
    return REFUSED if any(found.values()) else 0


def _paths(services: Services, names: Sequence[str], *, check_all: bool) -> list[str]:
    if names:
        return [path_of(services, name) for name in names]
    shelf = services.backups.shelf()
    chosen = shelf.backups if check_all else shelf.backups[:1]
    if not chosen:
        raise NoBackupError(folder=shelf.folder)
    return [one.path for one in chosen]


def path_of(services: Services, wanted: str) -> str:
    """Return the path of a file, or of the backup of that name; raise NotFoundError."""
    if Path(wanted).exists():
        return str(Path(wanted).absolute())
    return services.backups.find(wanted).path


@verb(
    "drill",
    N_(
        "Try the recovery code on the latest backup. It is opened with the code alone and checked "
        "whole, and the trail remembers when. The code is read from standard input, one line."
    ),
    "keyholder backups drill < code.txt",
)
@with_session
def _drill(session: Session) -> None:
    code = session.secret_line("recovery_code", _("Recovery code: "))
    opened = session.unlocked().backups.drill(code)
    say(_("The recovery code opens {name}, and all of it is whole.").format(name=opened.name))


@verb(
    "folder",
    N_("Show or choose the folder for backups. It belongs on another device."),
    "keyholder backups folder",
    "keyholder backups folder /media/stick/keyholder",
    "keyholder backups folder --none",
)
@click.argument("folder", required=False)
@click.option("--none", "no_folder", is_flag=True, help=N_("Make no backups any more."))
@with_session
def _folder(session: Session, *, folder: str | None, no_folder: bool) -> None:
    require_one(folder, no_folder or None, _("Give either a folder or --none."))
    if folder is None and not no_folder:
        say(session.reading().backups.folder())
        return
    backups = session.changing().backups
    backups.choose("" if folder is None else str(Path(folder).absolute()))
    if folder is None:
        say(_("No backups are made any more."))
        return
    say(_("Backups go to {folder} now.").format(folder=backups.folder()))
    if backups.shelf().same_device:
        note(backup_words.same_device())


BACKUPS = verbs(
    "backups",
    N_("List, verify and try backups, and choose where they go."),
    "keyholder backups list",
    "keyholder backups verify --all",
    commands=[_list, _verify, _drill, _folder],
)
