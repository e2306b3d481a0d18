"""The verbs about administrators' accounts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from gettext import gettext as _
from typing import Any, TypedDict, Unpack

import click

from app.cli.output import Record, note, say, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import DAY, json_option, require_one, require_some, verb, verbs
from app.core.errors import N_
from app.core.organisation import AccountDraft
from app.services.suite import Services


class Given(TypedDict):
    """What a person gives to change of an account; None where nothing was said."""

    name: str | None
    email: str | None
    organisation: str | None
    expires_on: date | None


@verb(
    "list",
    N_("List the administrators' accounts; yours has a star."),
    "keyholder accounts list",
    "keyholder accounts list --json",
)
@json_option
@with_session
def _list(session: Session, *, as_json: bool) -> None:
    records = list(_records(session.reading()))
    if as_json:
        say_json_list([records])
    elif records:
        table = Table(
            *(_("Id"), _("Name"), _("E-mail"), _("Organisation")),
            *(_("Expires"), _("Keys"), _("Yours")),
        )
        say(table.lines(map(_row, records)))
    else:
        note(_("There are no accounts."))


def _records(services: Services) -> Iterator[Record]:
    names = {one.id: one.name for one in services.organisations.all()}
    mine = services.accounts.mine()
    for one in services.accounts.all():
        yield {
            "id": one.id,
            "name": one.name,
            "email": one.email,
            "organisation": names[one.organisation],
            "expires_on": one.expires_on.isoformat() if one.expires_on else None,
            "keys_owned": one.keys_owned,
            "mine": one.id == mine,
            "created_at": one.created_at.isoformat(),
        }


def _row(record: Record) -> tuple[str, ...]:
    texts = ("name", "email", "organisation", "expires_on", "keys_owned")
    return (
        str(record["id"])[:8],
        *("" if record[name] is None else str(record[name]) for name in texts),
        "*" if record["mine"] else "",
    )


@verb(
    "create",
    N_("Create an account of someone who looks after keys."),
    'keyholder accounts create --name "Ada Example" --email ada@example.org',
    "keyholder accounts create --name Temp --organisation Library --expires 2027-03-01",
)
@click.option("--name", required=True, help=N_("The person's name."))
@click.option("--email", default="", help=N_("Where this person can be reached."))
@click.option("--organisation", metavar="NAME|ID", help=N_("Where it belongs, if not yours."))
@click.option("--expires", "expires_on", type=DAY, help=N_("When the account expires, if it does."))
@with_session
def _create(
    session: Session, *, name: str, email: str, organisation: str | None, expires_on: date | None
) -> None:
    services = session.changing()
    found = (
        services.organisations.default()
        if organisation is None
        else services.organisations.find(organisation)
    )
    made = services.accounts.create(
        AccountDraft(name=name, email=email, organisation=found.id, expires_on=expires_on)
    )
    say(_("Created “{name}” with the id {id}.").format(name=made.name, id=made.id))


@verb(
    "edit",
    N_("Change an account."),
    'keyholder accounts edit "Ada Example" --email ada@library.example.org',
    "keyholder accounts edit 2c9d --no-expiry",
)
@click.argument("account", metavar="NAME|ID")
@click.option("--name", help=N_("The person's new name."))
@click.option("--email", help=N_("Where this person can be reached now; may be empty."))
@click.option("--organisation", metavar="NAME|ID", help=N_("Where it belongs now."))
@click.option("--expires", "expires_on", type=DAY, help=N_("When the account expires."))
@click.option("--no-expiry", is_flag=True, help=N_("The account does not expire."))
@with_session
def _edit(session: Session, *, account: str, no_expiry: bool, **given: Unpack[Given]) -> None:
    require_one(given["expires_on"], no_expiry or None, _("Give either --expires or --no-expiry."))
    require_some(no_expiry or None, *given.values())
    services = session.changing()
    before = services.accounts.find(account)
    changes: dict[str, Any] = {name: one for name, one in given.items() if one is not None}
    if "organisation" in changes:
        changes["organisation"] = services.organisations.find(changes["organisation"]).id
    if no_expiry:
        changes["expires_on"] = None
    after = services.accounts.edit(before.id, replace(before, **changes))
    say(_("Changed “{name}”.").format(name=after.name))


@verb(
    "remove",
    N_("Remove an account that owns no key."),
    'keyholder accounts remove "Ada Example"',
)
@click.argument("account", metavar="NAME|ID")
@with_session
def _remove(session: Session, *, account: str) -> None:
    services = session.changing()
    found = services.accounts.find(account)
    services.accounts.remove(found.id)
    say(_("Removed “{name}”.").format(name=found.name))


@verb(
    "mine",
    N_("Say which account is yours: new keys are owned by it."),
    'keyholder accounts mine "Ada Example"',
)
@click.argument("account", metavar="NAME|ID")
@with_session
def _mine(session: Session, *, account: str) -> None:
    services = session.changing()
    found = services.accounts.find(account)
    services.accounts.mark_mine(found.id)
    say(_("Your account is “{name}”.").format(name=found.name))


ACCOUNTS = verbs(
    "accounts",
    N_("List and change the accounts of those who look after keys."),
    "keyholder accounts list",
    "keyholder accounts mine --help",
    commands=[_list, _create, _edit, _remove, _mine],
)
