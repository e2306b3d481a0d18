"""keyholder verify."""

from gettext import gettext as _

from app.cli.exit_code import REFUSED
from app.cli.output import say, say_json_list
from app.cli.session import Session, with_session
from app.cli.verb import json_option, verb
from app.core.errors import N_


@verb(
    "verify",
    N_("Check the whole inventory. What was changed outside Keyholder is told."),
    "keyholder verify",
    "keyholder --passphrase-file pass.txt verify --json",
)
@json_option
@with_session
def verify(session: Session, *, as_json: bool) -> int:
    """Print what is wrong with the inventory and return the exit code."""
    findings = session.unlocked().verify()
    if as_json:
        say_json_list([[{"finding": one.told} for one in findings]])
    else:
        say("\n".join(one.told for one in findings) or _("The inventory is whole."))
    return REFUSED if findings else 0
