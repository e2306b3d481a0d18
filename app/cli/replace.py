"""replace: give a key a successor that takes over everything, and show what is to do."""

from datetime import date
from gettext import gettext as _
from typing import TypedDict, Unpack

import click

from app.cli import key_story, key_view, replacement_view
from app.cli.keys_new import Fields, applications_of, reason_of, reason_option
from app.cli.output import note, say, say_json, warn
from app.cli.session import Session, with_session
from app.cli.verb import DAY, json_option, require_one, verb
from app.core import words
from app.core.errors import N_
from app.core.identity import AccountId
from app.core.key import Key, Origin
from app.services.key_creation import KeyDraft, PortalKeyDraft
from app.services.suite import Services


class Given(TypedDict):
    """What a person gives of the successor: where it differs, and what the portal shows of it."""

    name: str | None
    permission: str | None
    owner: str | None
    no_owner: bool
    reason: str | None
    applications: tuple[str, ...]
    expires_on: date | None
    ending: str | None


@verb(
    "replace",
    N_(
        "Replace a key. Its successor takes over name, permission, owner and notes, and the places "
        "that are to get it are listed. The successor of a portal key is one that the portal made: "
        "its value is read from standard input, one line, unless its last four characters alone "
        "are recorded."
    ),
    "keyholder replace 3f2a",
    "keyholder replace 3f2a --expires 2027-06-15 < value.txt",
    "keyholder replace 3f2a --reason exposed --expires 2027-06-15 --ending 77aa",
    'keyholder replace 3f2a --application "Koha main" --application Moodle --json',
)
@click.argument("key_id", metavar="KEY")
@reason_option
@click.option("--name", help=N_("The successor's name, if not the same."))
@click.option("--permission", metavar="ID", help=N_("Its permission level, if not the same."))
@click.option("--owner", metavar="NAME|ID", help=N_("Who looks after it, if not the same."))
@click.option("--no-owner", is_flag=True, help=N_("Nobody looks after it."))
@click.option(
    "--application",
    "applications",
    multiple=True,
    metavar="NAME|ID",
    help=N_("All that use the old key, if not as recorded; may be repeated."),
)
@click.option("--expires", "expires_on", type=DAY, help=N_("Its expiry date in the portal."))
@click.option("--ending", metavar="XXXX", help=N_("Its last four characters; no value is read."))
@click.option("--reveal", is_flag=True, help=N_("Show the value that was generated here too."))
@json_option
@with_session
def replace(
    session: Session, *, key_id: str, reveal: bool, as_json: bool, **given: Unpack[Given]
) -> None:
    """Replace a key."""
    require_one(given["owner"], given["no_owner"] or None, _("Give either --owner or --no-owner."))
    services = session.changing()
    old = services.keys.find(key_id)
    _require_fitting(old, given, reveal=reveal)
    fields = _fields(services, old, given)
    if given["expires_on"] is None:
        draft = KeyDraft(**fields)
        warnings = services.creation.warnings(draft)
        made, _value = services.creation.create(draft)
    else:
        portal = _portal_draft(session, fields, given["expires_on"], given["ending"])
        warnings = services.creation.warnings(portal)
        made = services.creation.add_existing(portal)
    warn(warnings)
    _print(services, old, made, reveal=reveal, as_json=as_json)


def _require_fitting(old: Key, given: Given, *, reveal: bool) -> None:
    """Raise a UsageError where what is given does not fit where the key comes from."""
    if old.origin is Origin.PORTAL:
        if given["expires_on"] is None:
            raise click.UsageError(
                _("The key is one of the portal: give the --expires of its successor there.")
            )
        if reveal:
            raise click.UsageError(_("Nothing is generated for a portal key: leave --reveal out."))
    elif given["expires_on"] is not None or given["ending"] is not None:
        raise click.UsageError(
            _(
                "The key was made here, and so is its successor: leave --expires and --ending out. "
                "To replace it by one of the portal: keyholder keys add --replaces"
            )
        )


def _fields(services: Services, old: Key, given: Given) -> Fields:
    name, permission = given["name"], given["permission"]
    return Fields(
        name=old.name if name is None else name,
        permission=old.permission if permission is None else permission,
        organisation=old.organisation,
        owner=_owner(services, old, given),
        notes=old.notes,
        also_tell=old.also_tell,
        predecessor=old.id,
        reason=reason_of(services, old, given["reason"]),
        applications=applications_of(services, given["applications"]),
    )


def _owner(services: Services, old: Key, given: Given) -> AccountId | None:
    if given["no_owner"]:
        return None
    wanted = given["owner"]
    return old.owner if wanted is None else services.accounts.find(wanted).id


def _portal_draft(
    session: Session, fields: Fields, expires_on: date, ending: str | None
) -> PortalKeyDraft:
    value = None
    if ending is None:
        value = session.secret_line("value", _("The new key's value: "))
    return PortalKeyDraft(**fields, value=value, ending=ending or "", expires_on=expires_on)


def _print(services: Services, old: Key, made: Key, *, reveal: bool, as_json: bool) -> None:
    """Print the new key, and what is to do before the old one may go."""
    value = services.secret.reveal(made.id) if reveal else None
    people = services.keys.people()
    begun = services.replacement_list.running_of(old.id)
    if begun is None:  # nothing uses a key that is removed: it is replaced already
        [*_earlier, begun] = services.replacement_list.of_key(made.id)
    if as_json:
        key = {
            **key_view.record(made, people, value),
            **key_story.record(services, made, history=False),
        }
        say_json({"key": key, "replacement": replacement_view.whole(begun, people)})
    else:
        story = key_story.facts(services, made, history=False)
        say(key_view.page(made, people, value, story))
        say("\n" + replacement_view.page(begun, people))
    key_view.tell_todos(services, [old, made])
    if begun.checklist.is_unknown:
        note(
            _(
                "Nobody said where the old key is used. Record it: keyholder uses add {id}. "
                "Or confirm that nothing uses it: keyholder uses none {id}"
            ).format(id=old.id[:8])
        )
    if made.origin is Origin.MADE_HERE:
        note(words.made_here())
