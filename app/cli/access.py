"""The verbs about the ways into the vault."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import gettext as _

import click

from app.cli.output import note, say, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import json_option, verb, verbs
from app.core.access import WayKind
from app.core.errors import N_, AppError, TakenAfterRotationError
from app.core.secret import Secret
from app.services.ways import Ways


@verb(
    "list",
    N_("List the ways into the vault."),
    "keyholder access list",
    "keyholder access list --json",
)
@json_option
@with_session
def _list(session: Session, *, as_json: bool) -> None:
    ways = session.reading().ways.all()
    if as_json:
        say_json_list([[{"kind": way.kind.value, "since": way.since.isoformat()} for way in ways]])
        return
    table = Table(_("Way in"), _("Since"))
    say(table.lines((way.kind.value, way.since.isoformat(timespec="seconds")) for way in ways))


@verb(
    "passphrase",
    N_("Set the passphrase. It is read from standard input, one line."),
    "keyholder access passphrase < new.txt",
    "keyholder --passphrase-file old.txt access passphrase < new.txt",
)
@with_session
def _passphrase(session: Session) -> None:
    new = session.secret_line(
        "passphrase", _("New passphrase: "), again=_("The new passphrase again: ")
    )
    session.changing().ways.set_passphrase(new)
    say(_("The passphrase is set."))


@verb(
    "recovery-code",
    N_("Make a new recovery code. It is printed once; the former one opens nothing any more."),
    "keyholder access recovery-code",
)
@with_session
def _recovery_code(session: Session) -> None:
    services = session.changing()
    code = services.ways.new_recovery_code()
    # A code that nobody could read does not take the place
    with handing_out(code, services.ways) as hand_out, services.workplace.change():
        services.ways.set_recovery_code(code)
        hand_out()


def say_recovery_code(code: Secret) -> None:
    """Print *code* alone on standard output, and on standard error what to do with it."""
    note(
        _(
            "This is the recovery code. It opens the vault when all else fails, and is not shown "
            "again: write it down, and keep it somewhere else than on this computer."
        )
    )
    say(code.reveal())


@contextmanager
def handing_out(code: Secret, ways: Ways) -> Iterator[Callable[[], None]]:
    """Yield what prints *code*; where what is inside ends early, say whether it counts."""
    printed: list[Secret] = []

    def hand_out() -> None:
        say_recovery_code(code)
        printed.append(code)

    try:
        yield hand_out
    except TakenAfterRotationError:
        raise
    except BaseException:
        if printed:
            note(_what_counts(code, ways))
        raise


def _what_counts(code: Secret, ways: Ways) -> str:
    try:
        stored = ways.is_recovery_code(code)
    except AppError:
        return _(
            "Whether the code printed above counts could not be told: keep the former one too."
        )
    if stored:
        return _(
            "The code printed above was stored before that: it counts, the former one does not."
        )
    return _("The code printed above opens nothing: the former one counts still.")


@verb(
    "rotate",
    N_(
        "Give the vault a new key and seal everything again. A new recovery code is printed once;"
        " the former one opens earlier backups alone."
    ),
    "keyholder --passphrase-file pass.txt access rotate",
)
@with_session
def _rotate(session: Session) -> None:
    services = session.proven()
    secret = session.passphrase or Secret("")
    code = services.ways.new_recovery_code()
    with handing_out(code, services.ways) as hand_out:
        done = services.rotation.run(secret, code, hand_out=hand_out)
    note(
        _("The vault has a new key: {count} records were sealed again.").format(count=done.records)
    )
    if done.after is None:
        note(_("No backup opens with the new code yet. Make one: keyholder backup."))


@verb(
    "keyring",
    N_("Let the system's keyring open the vault."),
    "keyholder --passphrase-file pass.txt access keyring",
)
@with_session
def _keyring(session: Session) -> None:
    session.changing().ways.use_keyring()
    say(_("The system's keyring opens the vault from now on."))


@verb(
    "forget",
    N_("Forget a way in: it opens the vault no longer."),
    "keyholder access forget keyring",
)
@click.argument("kind", type=click.Choice([kind.value for kind in WayKind]))
@with_session
def _forget(session: Session, *, kind: str) -> None:
    session.changing().ways.drop(WayKind(kind))
    say(_("{kind} opens the vault no longer.").format(kind=kind))


ACCESS = verbs(
    "access",
    N_("List and change the ways into the vault."),
    "keyholder access list",
    "keyholder access passphrase --help",
    commands=[_list, _passphrase, _recovery_code, _rotate, _keyring, _forget],
)
