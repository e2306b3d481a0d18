"""The verbs about applications."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from gettext import gettext as _
from typing import Any, TypedDict, Unpack

import click

from app.cli import application_view
from app.cli.output import note, say, say_json, say_json_list, warn
from app.cli.session import Session, with_session
from app.cli.table import Table, pairs
from app.cli.verb import json_option, require_some, verb, verbs
from app.core import text
from app.core.application import Application, ApplicationDraft, ApplicationKinds, searched
from app.core.errors import N_
from app.core.identity import OrganisationId
from app.services.applications import Listed
from app.services.suite import Services


class Given(TypedDict):
    """What a person gives of an application; None where nothing was said."""

    name: str | None
    kind: str | None
    organisation: str | None
    place: str | None
    address: str | None
    contact_name: str | None
    contact_email: str | None
    contact_phone: str | None
    notes: str | None


class Chosen(TypedDict):
    """What narrows a list."""

    filter_text: str
    kind: str | None
    organisation: str | None
    unused: bool
    removed: bool


_OPTIONS = (
    click.option("--organisation", metavar="NAME|ID", help=N_("Where it belongs, if not yours.")),
    click.option("--place", help=N_("The field, file or screen where its key goes.")),
    click.option("--address", help=N_("Where that is: a web address, or a host and path.")),
    click.option("--contact-name", help=N_("Whom to call about it.")),
    click.option("--contact-email", help=N_("That person's e-mail address.")),
    click.option("--contact-phone", help=N_("That person's telephone number.")),
    click.option("--notes", help=N_("Anything else, but never a secret.")),
)


def _described(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the options that describe an application."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@verb(
    "list",
    N_("List the applications. Each has the worst state of the keys that it uses."),
    "keyholder applications list",
    "keyholder applications list --filter 'koha main' --kind koha",
    "keyholder applications list --unused --json",
)
@click.option(
    "--filter",
    "filter_text",
    default="",
    metavar="TEXT",
    help=N_("Beginnings of words: of name, kind, place, address or contact."),
)
@click.option("--kind", metavar="ID", help=N_("One kind alone."))
@click.option("--organisation", metavar="NAME|ID", help=N_("One organisation alone."))
@click.option("--unused", is_flag=True, help=N_("Those alone that use no key."))
@click.option("--removed", is_flag=True, help=N_("Those that were removed, instead."))
@json_option
@with_session
def _list(session: Session, *, as_json: bool, **chosen: Unpack[Chosen]) -> None:
    services = session.reading()
    found = list(_chosen(services, chosen))
    people = services.keys.people()
    if as_json:
        say_json_list([[application_view.record(one, people) for one in found]])
    elif found:
        table = Table(*application_view.headings())
        say(table.lines(application_view.row(one, people) for one in found))
    else:
        note(_("There are no such applications."))


def _chosen(services: Services, chosen: Chosen) -> Iterator[Listed]:
    kind, organisation = chosen["kind"], chosen["organisation"]
    if kind is not None:
        services.workplace.kinds.require(kind)
    wanted = text.words_of(chosen["filter_text"])
    within = None if organisation is None else services.organisations.find(organisation).id
    for listed in _within(services, within, removed=chosen["removed"]):
        if kind not in {None, listed.application.kind} or (chosen["unused"] and listed.keys):
            continue
        if _fits(listed.application, wanted, services.workplace.kinds):
            yield listed


def _within(
    services: Services, organisation: OrganisationId | None, *, removed: bool
) -> list[Listed]:
    if removed:
        return [Listed(one) for one in services.applications.removed(organisation)]
    return services.applications.listed(organisation)


def _fits(application: Application, wanted: Iterable[str], kinds: ApplicationKinds) -> bool:
    """Tell whether a filter for the words *wanted* finds it, as in the window."""
    told = searched(application, kinds.label(application.kind))
    return text.begin_words(wanted, text.words_of(*told))


@verb(
    "create",
    N_("Create an application. Say where its key goes, and whom to call about it."),
    'keyholder applications create --name "Koha main" --kind koha --key 3f2a',
    'keyholder applications create --name "Reports" --kind r-reports --place config.csv '
    '--contact-name "Ada Example" --contact-email ada@example.org',
)
@click.option("--name", required=True, help=N_("Its name."))
@click.option("--kind", required=True, metavar="ID", help=N_("What it is: see applications kinds."))
@_described
@click.option(
    "--key", "keys", multiple=True, metavar="ID", help=N_("A key that it uses; may be repeated.")
)
@json_option
@with_session
def _create(
    session: Session, *, keys: tuple[str, ...], as_json: bool, **given: Unpack[Given]
) -> None:
    services = session.changing()
    organisation = given["organisation"]
    found = (
        services.organisations.default()
        if organisation is None
        else services.organisations.find(organisation)
    )
    told: dict[str, Any] = {name: one for name, one in given.items() if one is not None}
    draft = ApplicationDraft(**(told | {"organisation": found.id}))
    used = [services.keys.find(one).id for one in keys]
    warnings = services.applications.warnings(draft)
    made = services.applications.create(draft, used)
    warn(warnings)
    if as_json:
        _print(services, made, as_json=True)
    else:
        say(_("Created “{name}” with the id {id}.").format(name=made.name, id=made.id))


@verb(
    "edit",
    N_("Change what is recorded of an application."),
    'keyholder applications edit "Koha main" --contact-email grace@example.org',
    "keyholder applications edit 9c41 --place oaapikey --notes ''",
)
@click.argument("application", metavar="NAME|ID")
@click.option("--name", help=N_("Its new name."))
@click.option("--kind", metavar="ID", help=N_("What it is now."))
@_described
@with_session
def _edit(session: Session, *, application: str, **given: Unpack[Given]) -> None:
    require_some(*given.values())
    services = session.changing()
    before = services.applications.find(application)
    changes: dict[str, Any] = {name: one for name, one in given.items() if one is not None}
    if "organisation" in changes:
        changes["organisation"] = services.organisations.find(changes["organisation"]).id
    draft = replace(before, **changes)
    warnings = services.applications.warnings(draft, before.id)
    after = services.applications.edit(before.id, draft)
    warn(warnings)
    say(_("Changed “{name}”.").format(name=after.name))


@verb(
    "remove",
    N_("Remove an application: it uses no key any more. Its record stays."),
    'keyholder applications remove "Koha main"',
)
@click.argument("application", metavar="NAME|ID")
@with_session
def _remove(session: Session, *, application: str) -> None:
    services = session.changing()
    found = services.applications.find(application)
    used = services.uses.of_application(found.id)
    services.applications.remove(found.id)
    say(_("Removed “{name}”.").format(name=found.name))
    for _use, key in used:
        say(_("It used “{name}” ({id}): that use has ended.").format(name=key.name, id=key.id[:8]))


@verb(
    "restore",
    N_("Restore a removed application, with the uses that ended with it."),
    'keyholder applications restore "Koha main"',
)
@click.argument("application", metavar="NAME|ID")
@with_session
def _restore(session: Session, *, application: str) -> None:
    services = session.changing()
    removed = services.applications.find_removed(application)
    services.applications.restore(removed)
    found = removed.application
    say(_("Restored “{name}”.").format(name=found.name))
    for _use, key in services.uses.of_application(found.id):
        say(_("It uses “{name}” ({id}) again.").format(name=key.name, id=key.id[:8]))


@verb(
    "show",
    N_("Show an application. Its keys, the uses that ended and its history are told."),
    'keyholder applications show "Koha main"',
    "keyholder applications show 9c41 --json",
)
@click.argument("application", metavar="NAME|ID")
@json_option
@with_session
def _show(session: Session, *, application: str, as_json: bool) -> None:
    services = session.reading()
    _print(services, services.applications.find(application), as_json=as_json)


def _print(services: Services, application: Application, *, as_json: bool) -> None:
    used = services.uses.of_application(application.id, ended=True)
    events = services.histories.of_application(application.id)
    if as_json:
        people = services.keys.people()
        say_json(application_view.whole(application, used, events, people))
    else:
        say(application_view.page(services, application, used, events))


@verb(
    "kinds",
    N_("List the kinds of application. Each tells where its key goes, and what it calls."),
    "keyholder applications kinds",
    "keyholder applications kinds --json",
)
@json_option
@with_session
def _kinds(session: Session, *, as_json: bool) -> None:
    kinds = session.shut().workplace.kinds
    records = [application_view.kind_record(kind) for kind in kinds]
    if as_json:
        say_json_list([records])
        return
    say(
        "\n\n".join(
            pairs(
                [
                    (_("Id"), kind.id),
                    (_("Kind"), _(kind.label)),
                    (_("Key goes to"), "\n".join(kind.fields)),
                    (_("Beside it"), "\n".join(kind.beside)),
                    (_("Calls"), ", ".join(sorted(kind.calls))),
                    (_("Note"), _(kind.note) if kind.note else ""),
                ]
            )
            for kind in kinds
        )
    )


APPLICATIONS = verbs(
    "applications",
    N_("List and change the applications that use keys."),
    "keyholder applications list",
    "keyholder applications create --help",
    commands=[_list, _create, _edit, _remove, _restore, _show, _kinds],
)
