"""accounts evidence: which keys a person may know."""

from collections.abc import Callable, Sequence
from gettext import gettext as _
from typing import Any, TypedDict, Unpack

import click

from app.cli import evidence_view
from app.cli.output import note, say, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import json_option, require_one, verb
from app.core.errors import N_, RefusedError
from app.core.identity import Actor
from app.core.organisation import Account
from app.services.evidence import likely
from app.services.suite import Services


class UnknownLoginError(RefusedError):
    """A login was named of which the audit trail knows nothing."""

    title = N_("Nobody with the login “{login}” ever did something in this inventory.")
    hint = N_("These did: {known}.")


class Login(TypedDict):
    """Who the person was on the computers where this inventory is used."""

    logins: tuple[str, ...]
    unknown: bool


_LOGIN_OPTIONS = (
    click.option(
        "--as",
        "logins",
        multiple=True,
        metavar="LOGIN",
        help=N_("The person's login on these computers, if not the likely one; may be repeated."),
    ),
    click.option(
        "--as-nobody", "unknown", is_flag=True, help=N_("The person had no login on them.")
    ),
)


def with_login(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the options that say who a person was on these computers."""
    for option in reversed(_LOGIN_OPTIONS):
        command = option(command)
    return command


@verb(
    "evidence",
    N_(
        "Show which keys a person may know. It is those that they own, and those whose values "
        "they created, added, copied or revealed; what is allowed the most comes first."
    ),
    'keyholder accounts evidence "Ada Example"',
    "keyholder accounts evidence 2c9d --as ada --as aexample --json",
)
@click.argument("account", metavar="NAME|ID")
@with_login
@json_option
@with_session
def evidence(session: Session, *, account: str, as_json: bool, **given: Unpack[Login]) -> None:
    """Show the evidence."""
    services = session.reading()
    person = services.accounts.find(account)
    found = services.evidence.of(person.id, actors_of(services, person, given))
    people = services.keys.people()
    if as_json:
        say_json_list([[evidence_view.record(one, people) for one in found]])
    elif found:
        table = Table(*evidence_view.headings())
        say(table.lines(evidence_view.row(one, people) for one in found))
    else:
        note(_("There are no such keys."))


def actors_of(services: Services, person: Account, given: Login) -> tuple[Actor, ...]:
    """Return who the person was on these computers, as said or as is likely, which is told."""
    logins, unknown = given["logins"], given["unknown"]
    require_one(logins or None, unknown or None, _("Give either --as or --as-nobody."))
    if unknown:
        return ()
    known = services.evidence.actors()
    if logins:
        _require_known(logins, known)
        return tuple(dict.fromkeys(map(Actor, logins)))
    guess = likely(person.name, person.email, known)
    if guess is None:
        told = _("No login looks like this person's: say it with --as, or --as-nobody. There are:")
        note(f"{told} {', '.join(known)}")
        return ()
    note(
        _("Taken to be “{login}” on these computers: if not, say --as, or --as-nobody.").format(
            login=guess
        )
    )
    return (guess,)


def _require_known(logins: Sequence[str], known: Sequence[Actor]) -> None:
    for login in logins:
        if login not in known:
            raise UnknownLoginError(login=login, known=", ".join(known))
