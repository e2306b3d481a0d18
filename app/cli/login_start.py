"""The verbs about starting at login."""

from gettext import gettext as _

import click

from app.cli.output import say, say_json
from app.cli.session import Session, with_session
from app.cli.verb import json_option, verb, verbs
from app.core.errors import N_


def _told(*, on: bool) -> str:
    return _("Keyholder starts, hidden, at login.") if on else _("It does not start at login.")


def _turning(name: str, told: str, *, on: bool) -> click.Command:
    """Return the verb *name*, which turns starting at login *on* or off."""

    @verb(name, told, f"keyholder login-start {name}")
    @with_session
    def turn(session: Session) -> None:
        session.door.login_start.turn(on=on)
        say(_told(on=on))

    return turn


@verb("show", N_("Say whether Keyholder starts at login."), "keyholder login-start show")
@json_option
@with_session
def _show(session: Session, *, as_json: bool) -> None:
    on = session.door.login_start.is_on()
    if as_json:
        say_json({"on": on})
    else:
        say(_told(on=on))


LOGIN_START = verbs(
    "login-start",
    N_("Start at login, hidden, so that notices are raised."),
    "keyholder login-start on",
    commands=[
        _turning("on", N_("Start Keyholder, hidden, at login."), on=True),
        _turning("off", N_("Do not start Keyholder at login."), on=False),
        _show,
    ],
)
