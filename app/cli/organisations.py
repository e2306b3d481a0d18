"""The verbs about organisations."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from gettext import gettext as _
from typing import Any, TypedDict, Unpack

import click

from app.cli import time_zone
from app.cli.output import Record, say, say_json, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table, pairs
from app.cli.verb import json_option, require_one, require_some, verb, verbs
from app.core import text, words
from app.core.application import Application
from app.core.errors import N_
from app.core.key import KeyState
from app.core.organisation import DEFAULT_LIFETIME_MONTHS, Organisation, OrganisationDraft
from app.services.key_list import View


class Given(TypedDict):
    """What a person gives of an organisation; None where nothing was said."""

    domain: str | None
    number: str | None
    time_zone: str | None
    reports_api: bool | None
    lifetime_months: int | None
    also_tell: str | None


class Renamed(Given):
    """The same, and its name."""

    name: str | None


_OPTIONS = (
    click.option("--domain", help=N_("Its API domain, like example.org.")),
    click.option("--organisation-id", "number", help=N_("Its OpenAthens id, digits only.")),
    click.option("--time-zone", metavar="ZONE", help=N_("Where its days begin: Europe/London.")),
    click.option(
        "--reports-api/--no-reports-api",
        default=None,
        help=N_("Whether the portal offers it the reports API."),
    ),
    click.option("--lifetime-months", type=int, help=N_("How long a new key works.")),
    click.option(
        "--also-tell",
        metavar="ADDRESSES",
        help=N_("Who is told of its keys' notices besides its administrators."),
    ),
)


def described(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the options that describe an organisation."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def drafted(name: str, given: Given) -> OrganisationDraft:
    """Return the new organisation that was described; in this computer's time zone, if not said."""
    return OrganisationDraft(
        name=name,
        domain=given["domain"] or "",
        number=given["number"] or "",
        time_zone=time_zone.of_computer() if given["time_zone"] is None else given["time_zone"],
        reports_api=bool(given["reports_api"]),
        lifetime_months=(
            DEFAULT_LIFETIME_MONTHS
            if given["lifetime_months"] is None
            else given["lifetime_months"]
        ),
        also_tell=text.split_emails(given["also_tell"] or ""),
    )


@verb(
    "list",
    N_("List the organisations."),
    "keyholder organisations list",
    "keyholder organisations list --json",
)
@json_option
@with_session
def _list(session: Session, *, as_json: bool) -> None:
    records = list(_records(session.reading().organisations.all()))
    if as_json:
        say_json_list([records])
        return
    table = Table(
        *(_("Id"), _("Name"), _("Domain"), _("Organisation id"), _("Time zone")),
        *(_("Months"), _("Reports API"), _("Sub-organisation of")),
    )
    say(table.lines(_row(record) for record in records))


def _records(organisations: list[Organisation]) -> Iterator[Record]:
    names = {one.id: one.name for one in organisations}
    for one in organisations:
        yield {
            "id": one.id,
            "name": one.name,
            "domain": one.domain,
            "organisation_id": one.number,
            "time_zone": one.time_zone,
            "reports_api": one.reports_api,
            "lifetime_months": one.lifetime_months,
            "parent": None if one.parent is None else names[one.parent],
            "also_tell": list(one.also_tell),
            "created_at": one.created_at.isoformat(),
        }


def _row(record: Record) -> tuple[str, ...]:
    texts = ("name", "domain", "organisation_id", "time_zone", "lifetime_months")
    return (
        str(record["id"])[:8],
        *(str(record[name]) for name in texts),
        _("yes") if record["reports_api"] else _("no"),
        str(record["parent"] or ""),
    )


@verb(
    "show",
    N_("Show an organisation. Its keys are counted by state, its applications named."),
    "keyholder organisations show 'Example University'",
    "keyholder organisations show 7b1c --json",
)
@click.argument("organisation", metavar="NAME|ID")
@json_option
@with_session
def _show(session: Session, *, organisation: str, as_json: bool) -> None:
    services = session.reading()
    found = services.organisations.find(organisation)
    [facts] = [one for one in _records(services.organisations.all()) if one["id"] == found.id]
    counts = services.keys.counts(View(organisation=found.id))
    applications = services.applications.all(found.id)
    if as_json:
        keys = {state.value: counts.get(state, 0) for state in KeyState}
        used = [
            {"id": one.id, "name": one.name, "keys_used": one.keys_used} for one in applications
        ]
        say_json({**facts, "keys": keys, "applications": used})
    else:
        say(pairs(_facts(facts, found.also_tell, counts, applications)))


def _facts(
    record: Record,
    also_tell: Iterable[str],
    counts: Mapping[KeyState, int],
    applications: Iterable[Application],
) -> Iterator[tuple[str, str]]:
    yield _("Id"), str(record["id"])
    yield _("Name"), str(record["name"])
    yield _("Domain"), str(record["domain"])
    yield _("Organisation id"), str(record["organisation_id"])
    yield _("Time zone"), str(record["time_zone"])
    yield _("Months"), str(record["lifetime_months"])
    yield _("Reports API"), _("yes") if record["reports_api"] else _("no")
    yield _("Sub-organisation of"), str(record["parent"] or "")
    yield _("Also tell"), ", ".join(also_tell)
    yield _("Created"), str(record["created_at"])
    counted = (f"{state.value} {counts[state]}" for state in KeyState if counts.get(state))
    yield _("Keys"), ", ".join(counted)
    named = (
        f"{one.id[:8]}  {one.name}  {words.keys_counted(one.keys_used)}" for one in applications
    )
    yield _("Applications"), "\n".join(named)


@verb(
    "create",
    N_("Create an organisation, or a sub-organisation."),
    'keyholder organisations create --name "North campus" --time-zone Europe/London',
    'keyholder organisations create --name Library --parent "North campus" --reports-api',
)
@click.option("--name", required=True, help=N_("Its name, as in the portal."))
@described
@click.option("--parent", metavar="NAME|ID", help=N_("What it is a sub-organisation of."))
@with_session
def _create(session: Session, *, name: str, parent: str | None, **given: Unpack[Given]) -> None:
    services = session.changing()
    draft = drafted(name, given)
    if parent is not None:
        draft = replace(draft, parent=services.organisations.find(parent).id)
    made = services.organisations.create(draft)
    say(_("Created “{name}” with the id {id}.").format(name=made.name, id=made.id))


@verb(
    "edit",
    N_("Change an organisation. Keys that exist keep their expiry dates."),
    "keyholder organisations edit 'Example University' --reports-api",
    "keyholder organisations edit 7b1c --lifetime-months 6 --no-parent",
)
@click.argument("organisation", metavar="NAME|ID")
@click.option("--name", help=N_("Its new name."))
@described
@click.option("--parent", metavar="NAME|ID", help=N_("What it is a sub-organisation of."))
@click.option("--no-parent", is_flag=True, help=N_("It is a sub-organisation of nothing."))
@with_session
def _edit(
    session: Session,
    *,
    organisation: str,
    parent: str | None,
    no_parent: bool,
    **given: Unpack[Renamed],
) -> None:
    require_one(parent, no_parent or None, _("Give either --parent or --no-parent."))
    require_some(parent, no_parent or None, *given.values())
    services = session.changing()
    before = services.organisations.find(organisation)
    changes: dict[str, Any] = {name: one for name, one in given.items() if one is not None}
    if "also_tell" in changes:
        changes["also_tell"] = text.split_emails(changes["also_tell"])
    if parent is not None or no_parent:
        changes["parent"] = None if parent is None else services.organisations.find(parent).id
    after = services.organisations.edit(before.id, replace(before, **changes))
    say(_("Changed “{name}”.").format(name=after.name))


@verb(
    "remove",
    N_("Remove an organisation that nothing belongs to."),
    "keyholder organisations remove 'North campus'",
)
@click.argument("organisation", metavar="NAME|ID")
@with_session
def _remove(session: Session, *, organisation: str) -> None:
    services = session.changing()
    found = services.organisations.find(organisation)
    services.organisations.remove(found.id)
    say(_("Removed “{name}”.").format(name=found.name))


ORGANISATIONS = verbs(
    "organisations",
    N_("List and change the organisations that keys belong to."),
    "keyholder organisations list",
    "keyholder organisations edit --help",
    commands=[_list, _show, _create, _edit, _remove],
)
