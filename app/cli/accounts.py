"""The verbs about administrators' accounts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from gettext import gettext as _
from typing import Any, TypedDict, Unpack

import click

from app.cli import key_view
from app.cli.accounts_evidence import evidence
from app.cli.accounts_leave import leave
from app.cli.output import Record, note, say, say_json, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table, pairs
from app.cli.verb import DAY, json_option, require_one, require_some, verb, verbs
from app.core import words
from app.core.errors import N_
from app.core.key import Key, KeyState
from app.core.organisation import Account, AccountDraft
from app.services.key_list import People
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
            *(_("Expires"), _("Owns"), _("Told of"), _("Yours")),
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
            "keys_told": one.keys_told,
            "mine": one.id == mine,
            "created_at": one.created_at.isoformat(),
        }


@verb(
    "show",
    N_("Show an account and the keys that it owns."),
    'keyholder accounts show "Ada Example"',
    "keyholder accounts show 2c9d --json",
)
@click.argument("account", metavar="NAME|ID")
@json_option
@with_session
def _show(session: Session, *, account: str, as_json: bool) -> None:
    services = session.reading()
    found = services.accounts.find(account)
    [facts] = [one for one in _records(services) if one["id"] == found.id]
    people, keys = services.keys.people(), _keys_of(services, found)
    if as_json:
        say_json({**facts, "keys": [key_view.record(key, people) for key in keys]})
    else:
        say(pairs([*_facts(facts), *_owned(keys, people)]))


def _facts(record: Record) -> Iterator[tuple[str, str]]:
    yield _("Id"), str(record["id"])
    yield _("Name"), str(record["name"])
    yield _("E-mail"), str(record["email"])
    yield _("Organisation"), str(record["organisation"])
    yield _("Expires"), str(record["expires_on"] or "")
    yield _("Owns"), str(record["keys_owned"])
    yield _("Told of"), str(record["keys_told"])
    yield _("Yours"), _("yes") if record["mine"] else _("no")
    yield _("Created"), str(record["created_at"])


def _owned(keys: Iterable[Key], people: People) -> Iterator[tuple[str, str]]:
    """Yield the keys that are in the list, and those that stayed as records alone, if any."""
    lines: dict[bool, list[str]] = {False: [], True: []}
    for key in keys:
        lines[key.retired].append(key_view.line(key, people))
    yield _("Keys"), "\n".join(lines[False])
    if lines[True]:
        yield _("Out of the list"), "\n".join(lines[True])


def _keys_of(services: Services, account: Account) -> list[Key]:
    """Return all keys that an account owns, removed and superseded ones too."""
    query = services.keys.owned_by(account.id, frozenset(KeyState))
    return services.keys.page(query, 0, services.keys.count(query))


def _row(record: Record) -> tuple[str, ...]:
    texts = ("name", "email", "organisation", "expires_on", "keys_owned", "keys_told")
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


@verb(
    "hand-over",
    N_("Hand all keys of one account over to another; removed ones too."),
    'keyholder accounts hand-over "Ada Example" "Grace Example"',
    "keyholder accounts hand-over 2c9d --nobody",
)
@click.argument("giver", metavar="FROM")
@click.argument("taker", metavar="TO", required=False)
@click.option("--nobody", is_flag=True, help=N_("To nobody: the keys have no owner then."))
@json_option
@with_session
def _hand_over(
    session: Session, *, giver: str, taker: str | None, nobody: bool, as_json: bool
) -> None:
    if (taker is None) != nobody:
        raise click.UsageError(_("Give either another account or --nobody."))
    services = session.changing()
    old = services.accounts.find(giver)
    new = None if taker is None else services.accounts.find(taker)
    if new is not None and new.id == old.id:
        raise click.UsageError(_("These are one and the same account."))
    done = services.leaving.hand_over(old.id, None if new is None else new.id)
    if as_json:
        people = services.keys.people()
        say_json_list([[key_view.record(key, people) for key in done.keys]])
    elif done.keys:
        told = _("Handed {keys} over from {giver} to {taker}.")
        counted = words.keys_counted(len(done.keys))
        to = _("nobody") if new is None else f"“{new.name}”"
        say(told.format(keys=counted, giver=f"“{old.name}”", taker=to))
    else:
        note(_("There was nothing to hand over."))


ACCOUNTS = verbs(
    "accounts",
    N_("List and change the accounts of those who look after keys."),
    "keyholder accounts list",
    "keyholder accounts mine --help",
    commands=[_list, _show, _create, _edit, _remove, _mine, _hand_over, evidence, leave],
)
