"""keyholder init."""

from gettext import gettext as _
from pathlib import Path
from typing import Unpack

import click

from app.cli.access import say_recovery_code
from app.cli.organisations import Given, described, drafted
from app.cli.output import note
from app.cli.session import Session, with_session
from app.cli.verb import verb
from app.core.errors import N_, AlreadySetUpError, FieldError
from app.services.set_up import SetUp, SetUpForm, WaysIn


@verb(
    "init",
    N_("Set up an inventory, and print its recovery code."),
    "keyholder init --organisation 'Example University' --account-name Ada "
    "--account-email ada@example.org",
    "keyholder --data-dir ./keys --passphrase-file pass.txt init --no-keyring "
    "--organisation Example --account-name Ada --account-email ada@example.org",
)
@click.option("--organisation", "name", required=True, help=N_("The organisation's name."))
@described
@click.option("--account-name", required=True, help=N_("Your name."))
@click.option("--account-email", default="", help=N_("Your e-mail address."))
@click.option(
    "--backup-folder",
    metavar="DIR",
    default="",
    help=N_("Make backups there; it belongs on another device."),
)
@click.option("--no-keyring", is_flag=True, help=N_("Do not use the system's keyring."))
@with_session
def init(
    session: Session,
    *,
    account_name: str,
    account_email: str,
    backup_folder: str,
    no_keyring: bool,
    name: str,
    **given: Unpack[Given],
) -> None:
    """Make an inventory and print its recovery code."""
    if session.door.exists():
        raise AlreadySetUpError(folder=session.door.folder)
    organisation = drafted(name, given)
    form = SetUpForm(
        organisation=organisation,
        account_name=account_name,
        account_email=account_email,
        backup_folder=backup_folder and str(Path(backup_folder).absolute()),
    )
    set_up = session.door.set_up()
    ways = _ways(session, set_up, keyring=not no_keyring)
    session.keep(session.door.services(set_up.finish(form, ways)))
    note(_("Set up in {folder}.").format(folder=session.door.folder))
    note(_("Days begin and end in the time zone {zone}.").format(zone=organisation.time_zone))
    if not backup_folder:
        note(_("There are no backups yet: choose a folder with keyholder backups folder DIR."))
    say_recovery_code(ways.recovery_code)


def _ways(session: Session, set_up: SetUp, *, keyring: bool) -> WaysIn:
    """Return the ways into the vault: the recovery code, and all that there is besides."""
    usable = keyring and set_up.keyring_is_usable()
    if session.passphrase is None and not usable:
        raise FieldError(
            "passphrase",
            _(
                "Without the system's keyring the vault needs a passphrase. Write one into a file "
                "and give it before the verb: keyholder --passphrase-file FILE init."
            ),
        )
    return WaysIn(
        recovery_code=set_up.new_recovery_code(), passphrase=session.passphrase, keyring=usable
    )
