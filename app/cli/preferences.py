"""The verbs about preferences."""

from gettext import gettext as _
from typing import Any

import click

from app.cli.output import Record, say, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import json_option, verb, verbs
from app.core import preference
from app.core.errors import N_
from app.core.preference import Preference, Preferences


@verb(
    "list",
    N_("List the preferences and what they are set to."),
    "keyholder preferences list",
    "keyholder preferences list --json",
)
@json_option
@with_session
def _list(session: Session, *, as_json: bool) -> None:
    preferences = session.reading().settings.load()
    if as_json:
        say_json_list([[_record(preferences, one) for one in preference.ALL]])
        return
    table = Table(_("Name"), _("Value"), _("What it may be"), _("What it is"))
    say(
        table.lines(
            (one.name, preferences.text(one), one.kind.told(), _(one.label))
            for one in preference.ALL
        )
    )


def _record(preferences: Preferences, one: Preference[Any]) -> Record:
    return {"name": one.name, "value": preferences.get(one), "default": one.default}


@verb(
    "get",
    N_("Print the value of a preference."),
    "keyholder preferences get lock-minutes",
)
@click.argument("name")
@with_session
def _get(session: Session, *, name: str) -> None:
    wanted = preference.named(name)
    say(session.reading().settings.load().text(wanted))


@verb(
    "set",
    N_("Set a preference."),
    "keyholder preferences set lock-minutes 5",
    "keyholder preferences set row-buttons-always true",
)
@click.argument("name")
@click.argument("value")
@with_session
def _set(session: Session, *, name: str, value: str) -> None:
    services = session.changing()
    services.settings.set_text(name, value)
    text = services.settings.load().text(preference.named(name))
    say(_("{name} is {value} now.").format(name=name, value=text))


PREFERENCES = verbs(
    "preferences",
    N_("List and set preferences."),
    "keyholder preferences list",
    "keyholder preferences set lock-minutes 5",
    commands=[_list, _get, _set],
)
