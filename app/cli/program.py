"""The command line: its root, and what becomes of an error."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

import click

from app import __version__
from app.cli.access import ACCESS
from app.cli.accounts import ACCOUNTS
from app.cli.advice import advice_verb
from app.cli.applications import APPLICATIONS
from app.cli.audit import AUDIT
from app.cli.backups import BACKUPS, backup
from app.cli.check import check
from app.cli.exit_code import (
    COULD_NOT_TELL,
    INTERRUPTED,
    NOBODY_READS,
    REFUSED,
    WRONG_USAGE,
)
from app.cli.export import export
from app.cli.imports import import_keys
from app.cli.keys import KEYS
from app.cli.login_start import LOGIN_START
from app.cli.mail import MAIL
from app.cli.notices import NOTICES
from app.cli.organisations import ORGANISATIONS
from app.cli.output import OutputClosedError, forgive_encoding, note
from app.cli.preferences import PREFERENCES
from app.cli.reconcile import reconcile_keys
from app.cli.replace import replace
from app.cli.replacements import REPLACEMENTS
from app.cli.restore import restore
from app.cli.sample import sample
from app.cli.scan import scan
from app.cli.serve import serve
from app.cli.session import Session
from app.cli.set_up import init
from app.cli.statistics import statistics
from app.cli.todos import TODOS
from app.cli.uses import USES
from app.cli.verb import Verbs
from app.cli.verify import verify
from app.core import text
from app.core.errors import N_, AppError, InvalidInputError, RefusedError
from app.core.secret import Secret
from app.services.door import Door


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """How the window is to open."""

    data_dir: Path | None = None
    passphrase: Secret | None = None
    hidden: bool = False


@dataclass(kw_only=True)
class Call(Session):
    """A session that can also open the window."""

    open_window: Callable[[Start], int]


def run(
    arguments: list[str] | None,
    *,
    door: Callable[[Path | None], Door],
    open_window: Callable[[Start], int],
) -> int:
    """Do what *arguments* ask and return the exit code; with no verb, open the window."""
    forgive_encoding()
    call = Call(find_door=door, open_window=open_window)
    try:
        return _invoked(arguments, call)
    except AppError as error:
        note(str(error))
        return _code(error)
    except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a sentence
        return _reported(error, call)
    finally:
        call.close()


def _invoked(arguments: list[str] | None, call: Call) -> int:
    try:
        code = ROOT.main(
            arguments, "keyholder", standalone_mode=False, windows_expand_args=False, obj=call
        )
    except click.ClickException as error:
        note(_usage(error))
        return WRONG_USAGE
    except click.Abort:
        return INTERRUPTED
    except OutputClosedError:
        return NOBODY_READS
    return int(code or 0)


def _usage(error: click.ClickException) -> str:
    """Say what is wrong with the arguments; a value that stands among them is not repeated."""
    told = error.format_message()
    if text.holds_uuid(told):
        told = _("An argument is wrong, and may be a key: a value is read from standard input.")
    context = getattr(error, "ctx", None)
    if context is None or type(error) is click.BadParameter:  # says itself what it takes
        return told
    return told + " " + _("Try “{command} --help”.").format(command=context.command_path)


def _code(error: AppError) -> int:
    match error:
        case InvalidInputError():
            return WRONG_USAGE
        case RefusedError():
            return REFUSED
        case _:
            return COULD_NOT_TELL


def _reported(error: Exception, call: Call) -> int:
    """Write a bug into the log, and say where that is."""
    log = call.door.report(type(error), error.__traceback__)
    note(
        _("Something unexpected went wrong; it is written down, without secrets, in {log}").format(
            log=log
        )
    )
    return COULD_NOT_TELL


def _folder(_context: click.Context, _option: click.Parameter, given: str | None) -> Path | None:
    if given == "":
        raise click.BadParameter(_("Give the name of a folder."))
    return None if given is None else Path(given)


@click.command(
    "keyholder",
    cls=Verbs,
    help=N_(
        "Keep an offline inventory of OpenAthens API keys. Without a verb, the window opens.\n\n"
        "Exit codes: 0 done, 1 refused, 2 wrong usage, 3 could not tell."
    ),
    examples=(
        "keyholder",
        "keyholder keys list --state expiring",
        "keyholder replace 3f2a --expires 2027-06-15 < value.txt",
        "keyholder --data-dir ./keys --passphrase-file pass.txt verify",
        "pass show keyholder | keyholder --passphrase-file - keys remove 3f2a",
    ),
    commands=[
        *(init, KEYS, APPLICATIONS, USES, replace, REPLACEMENTS),
        *(advice_verb, NOTICES, MAIL, TODOS, ORGANISATIONS, ACCOUNTS),
        *(statistics, PREFERENCES, LOGIN_START, ACCESS, AUDIT, sample, verify),
        *(check, scan, serve, export, import_keys, reconcile_keys, backup, BACKUPS, restore),
    ],
    invoke_without_command=True,
    no_args_is_help=False,
)
@click.option(
    "--data-dir",
    metavar="DIR",
    callback=_folder,
    help=N_("The inventory's folder, instead of KEYHOLDER_DATA_DIR."),
)
@click.option(
    "--passphrase-file",
    metavar="FILE",
    help=N_(
        "A file whose first line is the passphrase or the recovery code; - for the first line of "
        "standard input."
    ),
)
@click.option(
    "--hidden",
    is_flag=True,
    help=N_("Open the window in the tray, or minimised where there is none."),
)
@click.version_option(__version__, prog_name="keyholder", message="%(prog)s %(version)s")
@click.pass_context
def _root(
    context: click.Context, *, data_dir: Path | None, passphrase_file: str | None, hidden: bool
) -> int:
    call: Call = context.obj
    call.data_dir, call.passphrase_file = data_dir, passphrase_file
    if context.invoked_subcommand is not None:
        return 0
    return call.open_window(Start(data_dir=data_dir, passphrase=call.passphrase, hidden=hidden))


ROOT: click.Group = _root
