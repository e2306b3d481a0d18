"""keyholder restore."""

from collections.abc import Sequence
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path

import click

from app.cli.backups import path_of
from app.cli.output import note, say
from app.cli.session import NoSecretGivenError, Session, with_session
from app.cli.verb import verb
from app.core import backup_words, words
from app.core.access import VaultState, WayKind
from app.core.errors import N_, AppError, RestoreNotConfirmedError, WrongSecretError
from app.core.restore_port import Differences, Offer
from app.services.suite import Services

_SHOWN = 20
_SINCE = {
    WayKind.PASSPHRASE: N_("It opens with the passphrase that was set on {since}."),
    WayKind.RECOVERY_CODE: N_("It opens with the recovery code that was made on {since}."),
}


@verb(
    "restore",
    N_(
        "Put a backup in the place of the inventory. What would change is told first, and done "
        "with --yes alone; the present state is backed up before. It works on a new computer too. "
        "The backup's own passphrase or recovery code is given with --passphrase-file."
    ),
    "keyholder --passphrase-file pass.txt restore /media/stick/keyholder.db",
    "keyholder --passphrase-file pass.txt restore 20270301T091200Z --yes",
)
@click.argument("file", metavar="FILE")
@click.option("--yes", is_flag=True, help=N_("Yes, replace the present inventory."))
@with_session
def restore(session: Session, *, file: str, yes: bool) -> None:
    """Tell what a backup would change, and restore it."""
    present = _present(session)
    path = str(Path(file).absolute()) if present is None else path_of(present, file)
    restoring = session.door.restore()
    try:
        offer = restoring.examine(path)
        _tell(offer)
        if session.passphrase is None:
            raise NoSecretGivenError
        restoring.prove(session.passphrase)
        if session.door.exists() and not yes:
            raise RestoreNotConfirmedError(folder=session.door.folder)
        inventory = restoring.finish(offer, None if present is None else present.workplace)
    finally:
        restoring.abandon()
    session.keep(session.door.services(inventory))
    say(_("Restored in {folder}.").format(folder=session.door.folder))


def _present(session: Session) -> Services | None:
    """Return the present inventory, its vault open if that asks nobody; None without one.

    One that cannot be opened may well be why a backup is restored.
    """
    try:
        services = session.shut() if session.door.exists() else None
    except AppError as error:
        note(str(error))
        return None
    if services is not None:
        with suppress(AppError):
            services.access.open_at_start()
        if services.access.state is VaultState.SHUT and session.passphrase is not None:
            with suppress(WrongSecretError):
                services.access.unlock(session.passphrase)
    return services


def _tell(offer: Offer) -> None:
    """Say what is in the backup, and what would change."""
    made = "?" if offer.made_at is None else offer.made_at.isoformat(timespec="seconds")
    keys = words.keys_counted(offer.keys)
    note(_("Backup of {made}, with {keys}.").format(made=made, keys=keys))
    for way in offer.ways:
        if way.kind is not WayKind.KEYRING:
            since = way.since.isoformat(timespec="seconds")
            told = _SINCE[way.kind]
            note(_(told).format(since=since))
    note(backup_words.would_change(offer.differences))
    if offer.differences is not None:
        _tell_names(offer.differences)


def _tell_names(differences: Differences) -> None:
    changed = [f"{one.name} ({backup_words.fields_of(one)})" for one in differences.changed]
    for sign, names in (("+", differences.added), ("-", differences.gone), ("~", changed)):
        _tell_some(sign, names)


def _tell_some(sign: str, names: Sequence[str]) -> None:
    for name in names[:_SHOWN]:
        note(f"{sign} {name}")
    if len(names) > _SHOWN:
        note(_("{sign} and {n} more").format(sign=sign, n=len(names) - _SHOWN))
