"""keyholder sample."""

from gettext import gettext as _
from pathlib import Path

import click

from app.cli.output import note, say
from app.cli.session import Session, with_session
from app.cli.verb import verb
from app.core.errors import N_, AlreadySetUpError
from app.services.sample import PASSPHRASE


@verb(
    "sample",
    N_(
        "Make a sample inventory. It is there to look around in: seven applications, dummy keys, "
        "dates spread round today."
    ),
    "keyholder sample ./sample",
)
@click.argument("folder", metavar="DIR")
@with_session
def sample(session: Session, *, folder: str) -> None:
    """Make a sample inventory and say how it is opened."""
    door = session.find_door(Path(folder))
    if door.exists():
        raise AlreadySetUpError(folder=door.folder)
    door.make_sample()
    note(_("Made a sample in {folder}. Its passphrase is the line below.").format(folder=folder))
    say(PASSPHRASE.reveal())
    note(_("Open it with: keyholder --data-dir {folder}").format(folder=folder))
