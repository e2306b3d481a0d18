"""keys fill, keys correct."""

from datetime import date
from gettext import gettext as _

import click

from app.cli.keys_read import print_key
from app.cli.output import note, say
from app.cli.session import Session, with_session
from app.cli.verb import DAY, json_option, require_one, require_some, verb
from app.core.errors import N_
from app.services.key_secret import Correction


@verb(
    "fill",
    N_(
        "Fill in a key's value, once. The key was recorded by its last four characters; its value "
        "is read from standard input, one line."
    ),
    "keyholder keys fill 3f2a < value.txt",
)
@click.argument("key_id", metavar="ID")
@with_session
def _fill(session: Session, *, key_id: str) -> None:
    services = session.changing()
    key = services.keys.find(key_id)
    services.secret.fill(key.id, session.secret_line("value", _("The key's value: ")))
    say(_("Filled in “{name}”.").format(name=key.name))


@verb(
    "correct",
    N_(
        "Correct a slip in a portal key's value or expiry date. A new record takes the place of "
        "the old one, which stays as superseded."
    ),
    "keyholder keys correct 3f2a --expires 2027-04-01",
    "keyholder keys correct 3f2a --value < value.txt",
    "keyholder keys correct 3f2a --ending c15b",
)
@click.argument("key_id", metavar="ID")
@click.option("--expires", "expires_on", type=DAY, help=N_("The expiry date in the portal."))
@click.option("--ending", metavar="XXXX", help=N_("The last four characters in the portal."))
@click.option("--value", is_flag=True, help=N_("Read the right value from standard input."))
@json_option
@with_session
def _correct(
    session: Session,
    *,
    key_id: str,
    expires_on: date | None,
    ending: str | None,
    value: bool,
    as_json: bool,
) -> None:
    require_one(value or None, ending, _("Give either --value or --ending."))
    require_some(value or None, ending, expires_on)
    services = session.changing()
    key = services.keys.find(key_id)
    given = session.secret_line("value", _("The key's value: ")) if value else None
    correction = Correction(value=given, ending=ending, expires_on=expires_on)
    corrected = services.secret.correct(key.id, correction)
    print_key(services, corrected, reveal=False, as_json=as_json)
    note(_("The record {id} stays as it was, superseded by this one.").format(id=key.id))


VERBS = [_fill, _correct]
