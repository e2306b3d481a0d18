"""keyholder verify."""

from gettext import gettext as _

import click

from app.cli.exit_code import REFUSED
from app.cli.output import note, say, say_json_list
from app.cli.session import Session, with_session
from app.cli.verb import json_option, verb
from app.core.errors import N_
from app.core.trail_head import TrailHead


@verb(
    "verify",
    N_("Check the whole inventory. What was changed outside Keyholder is told."),
    "keyholder verify",
    "keyholder --passphrase-file pass.txt verify --json",
    "keyholder --passphrase-file pass.txt verify --accept",
)
@click.option(
    "--accept",
    is_flag=True,
    help=N_("Take an older state that was put in place for the right one, first."),
)
@json_option
@with_session
def verify(session: Session, *, accept: bool, as_json: bool) -> int:
    """Print what is wrong with the inventory and return the exit code."""
    services = session.proven() if accept else session.unlocked()
    if accept and not services.checks.accept():
        note(_("No later state of this inventory was seen: there is nothing to accept."))
    findings = services.verify()
    if as_json:
        say_json_list([[{"finding": one.told} for one in findings]])
    else:
        say("\n".join(one.told for one in findings) or _whole(services.checks.head()))
    return REFUSED if findings else 0


def _whole(head: TrailHead) -> str:
    return _("The inventory is whole. Its audit trail, {count} entries: {words}").format(
        count=head.entries, words=head
    )
