"""keys create, keys add."""

from collections.abc import Callable, Sequence
from datetime import date
from gettext import gettext as _
from typing import Any, TypedDict, Unpack

import click

from app.cli.keys_read import print_key
from app.cli.output import note, warn
from app.cli.session import Session, with_session
from app.cli.verb import DAY, json_option, require_one, verb
from app.core import text, words
from app.core.errors import N_
from app.core.identity import AccountId, ApplicationId, KeyId, OrganisationId
from app.core.key import Key
from app.core.replacement import Reason
from app.services.key_creation import KeyDraft, PortalKeyDraft
from app.services.suite import Services


class Given(TypedDict):
    """What a person gives of any new key."""

    name: str
    permission: str
    organisation: str | None
    owner: str | None
    no_owner: bool
    notes: str
    also_tell: str
    replaces: str | None
    reason: str | None
    applications: tuple[str, ...]


class Fields(TypedDict):
    """The same as the services take it."""

    name: str
    permission: str
    organisation: OrganisationId
    owner: AccountId | None
    notes: str
    also_tell: tuple[str, ...]
    predecessor: KeyId | None
    reason: Reason
    applications: tuple[ApplicationId, ...] | None


reason_option = click.option(
    "--reason",
    type=click.Choice([one.value for one in Reason]),
    help=N_("Why a key is replaced; as planned or expiry, if not said."),
)

_OPTIONS = (
    click.option("--name", required=True, help=N_("The key's name, as in the portal.")),
    click.option("--permission", required=True, metavar="ID", help=N_("Its permission level.")),
    click.option("--organisation", metavar="NAME|ID", help=N_("Where it belongs, if not yours.")),
    click.option("--owner", metavar="NAME|ID", help=N_("Who looks after it, if not you.")),
    click.option("--no-owner", is_flag=True, help=N_("Nobody looks after it.")),
    click.option("--notes", default="", help=N_("Anything else, but never a secret.")),
    click.option(
        "--also-tell",
        default="",
        metavar="ADDRESSES",
        help=N_("Who is told of its notices besides owner and administrators."),
    ),
    click.option("--replaces", metavar="ID", help=N_("The key that it takes the place of.")),
    reason_option,
    click.option(
        "--application",
        "applications",
        multiple=True,
        metavar="NAME|ID",
        help=N_("What will use it, or uses the key that it replaces; may be repeated."),
    ),
)


def _described(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the options that describe a new key."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@verb(
    "create",
    N_("Create a key here. Its value is generated and sealed; OpenAthens does not know it."),
    'keyholder keys create --name "Koha, main library" --permission authentication',
    "keyholder keys create --name Statistics --permission reports --reveal --json",
    "keyholder keys create --name Moodle --permission full --application Moodle",
)
@_described
@click.option("--reveal", is_flag=True, help=N_("Show the value too; the audit trail tells."))
@json_option
@with_session
def _create(session: Session, *, reveal: bool, as_json: bool, **given: Unpack[Given]) -> None:
    services = session.changing()
    draft = KeyDraft(**_fields(services, given))
    warnings = services.creation.warnings(draft)
    key, _value = services.creation.create(draft)
    warn(warnings)
    print_key(services, services.keys.get(key.id), reveal=reveal, as_json=as_json)
    note(words.made_here())


@verb(
    "add",
    N_(
        "Add a key that the portal has. Its value is read from standard input, one line, unless "
        "its last four characters alone are recorded."
    ),
    "keyholder keys add --name Evergreen --permission full --expires 2027-03-01 < value.txt",
    "keyholder keys add --name Evergreen --permission full --expires 2027-03-01 --ending c15b",
)
@_described
@click.option(
    "--expires", "expires_on", type=DAY, required=True, help=N_("Its expiry date in the portal.")
)
@click.option("--ending", metavar="XXXX", help=N_("Its last four characters; no value is read."))
@json_option
@with_session
def _add(
    session: Session, *, expires_on: date, ending: str | None, as_json: bool, **given: Unpack[Given]
) -> None:
    services = session.changing()
    fields = _fields(services, given)
    value = None if ending is not None else session.secret_line("value", _("The key's value: "))
    draft = PortalKeyDraft(**fields, value=value, ending=ending or "", expires_on=expires_on)
    warnings = services.creation.warnings(draft)
    key = services.creation.add_existing(draft)
    warn(warnings)
    print_key(services, services.keys.get(key.id), reveal=False, as_json=as_json)


def _fields(services: Services, given: Given) -> Fields:
    organisation, replaces = given["organisation"], given["replaces"]
    require_one(given["owner"], given["no_owner"] or None, _("Give either --owner or --no-owner."))
    if given["reason"] is not None and replaces is None:
        raise click.UsageError(_("Give --reason beside --replaces alone."))
    predecessor = None if replaces is None else services.keys.find(replaces)
    return Fields(
        name=given["name"],
        permission=given["permission"],
        organisation=(
            services.organisations.default()
            if organisation is None
            else services.organisations.find(organisation)
        ).id,
        owner=_owner(services, given),
        notes=given["notes"],
        also_tell=text.split_emails(given["also_tell"]),
        predecessor=None if predecessor is None else predecessor.id,
        reason=reason_of(services, predecessor, given["reason"]),
        applications=applications_of(services, given["applications"]),
    )


def _owner(services: Services, given: Given) -> AccountId | None:
    if given["no_owner"]:
        return None
    wanted = given["owner"]
    return services.accounts.mine() if wanted is None else services.accounts.find(wanted).id


def reason_of(services: Services, replaced: Key | None, given: str | None) -> Reason:
    """Return why a key is replaced: as *given*, or as planned; raise WrongStateError."""
    plan = None if replaced is None else services.replacements.require_free(replaced)
    if given is not None:
        return Reason(given)
    return Reason.EXPIRY if plan is None else plan.replacement.reason


def applications_of(services: Services, given: Sequence[str]) -> tuple[ApplicationId, ...] | None:
    """Return the applications that were *given*, None if none were: as recorded."""
    found = tuple(dict.fromkeys(services.applications.find(one).id for one in given))
    return found or None


VERBS = [_create, _add]
