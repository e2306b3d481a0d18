"""keys edit, disable, enable, remove, restore, compared, destroy."""

from collections.abc import Callable, Sequence
from gettext import gettext as _
from typing import TypedDict, Unpack

import click

from app.cli import key_view, still_used
from app.cli.output import note, say
from app.cli.session import Session, with_session
from app.cli.verb import require_one, require_some, verb
from app.core import text, words
from app.core.errors import N_, RefusedError
from app.core.identity import AccountId, KeyId
from app.core.key import Key
from app.services.key_change import KeyChange, KeyEdit, Same
from app.services.key_changer import Done
from app.services.suite import Services

Act = Callable[[KeyChange, Sequence[KeyId]], Done]


class Texts(TypedDict):
    """What an edit gives of a key's texts."""

    name: str | None
    permission: str | None
    notes: str | None


class NotConfirmedError(RefusedError):
    """A key is to be removed for good, and that was not said twice."""

    title = N_("“{name}” was not removed.")
    meaning = N_(
        "Its value would be destroyed now and could not be brought back; its name, dates and "
        "history would stay as a record. Copies of the inventory made earlier would still hold "
        "the value."
    )
    hint = N_("Add --yes to remove it for good.")


@verb(
    "edit",
    N_("Change what a key's record says. Its value and its expiry date never change."),
    'keyholder keys edit 3f2a --name "Koha, north campus"',
    "keyholder keys edit 3f2a --permission full --no-owner",
)
@click.argument("key_id", metavar="ID")
@click.option("--name", help=N_("Its new name."))
@click.option("--permission", metavar="ID", help=N_("Its new permission level."))
@click.option("--owner", metavar="NAME|ID", help=N_("Who looks after it now."))
@click.option("--no-owner", is_flag=True, help=N_("Nobody looks after it."))
@click.option("--notes", help=N_("Its new notes."))
@click.option(
    "--also-tell", metavar="ADDRESSES", help=N_("Who else is told of its notices; may be empty.")
)
@with_session
def _edit(
    session: Session,
    *,
    key_id: str,
    owner: str | None,
    no_owner: bool,
    also_tell: str | None,
    **texts: Unpack[Texts],
) -> None:
    require_one(owner, no_owner or None, _("Give either --owner or --no-owner."))
    require_some(owner, no_owner or None, also_tell, *texts.values())
    services = session.changing()
    key = services.keys.find(key_id)
    edit = KeyEdit(
        owner=_owner(services, owner, nobody=no_owner),
        also_tell=None if also_tell is None else text.split_emails(also_tell),
        **texts,
    )
    done = services.change.edit(key.id, edit)
    _tell(services, done, _("Changed {keys}."))
    if not done.keys:
        _tell_unchanged(key)


def _owner(services: Services, owner: str | None, *, nobody: bool) -> AccountId | Same | None:
    if nobody:
        return None
    return Same.SAME if owner is None else services.accounts.find(owner).id


@verb(
    "destroy",
    N_("Remove a key for good. Its value is destroyed at once; its record stays."),
    "keyholder keys destroy 3f2a --yes",
)
@click.argument("key_id", metavar="ID")
@click.option("--yes", is_flag=True, help=N_("Yes, destroy its value now."))
@with_session
def _destroy(session: Session, *, key_id: str, yes: bool) -> None:
    services = session.changing() if yes else session.reading()
    key = services.keys.find(key_id)
    still_used.tell_who_breaks(services, [key.id])
    if not yes:
        raise NotConfirmedError(name=key.name)
    services.destruction.destroy(key.id)
    say(_("Removed “{name}” for good.").format(name=key.name))
    key_view.tell_todos(services, [key])


def _for_many(name: str, told: str, sentence: str, act: Act) -> click.Command:
    """Return the verb *name*, which does *act* to one key or many and says it with *sentence*."""

    @verb(name, told, f"keyholder keys {name} 3f2a", f"keyholder keys {name} 3f2a 91bc 07d4")
    @click.argument("ids", metavar="ID...", nargs=-1, required=True)
    @with_session
    def change(session: Session, *, ids: tuple[str, ...]) -> None:
        services = session.changing()
        change_many(services, [services.keys.find(one) for one in ids], sentence, act)

    return change


def _stopping(name: str, told: str, sentence: str, act: Act) -> click.Command:
    """Return the same, for an *act* that stops keys: refused where applications use one."""

    @verb(name, told, f"keyholder keys {name} 3f2a", f"keyholder keys {name} 3f2a 91bc --yes")
    @click.argument("ids", metavar="ID...", nargs=-1, required=True)
    @click.option("--yes", is_flag=True, help=N_("Yes, even where applications use them."))
    @with_session
    def stop(session: Session, *, ids: tuple[str, ...], yes: bool) -> None:
        services = session.changing()
        keys = [services.keys.find(one) for one in ids]
        still_used.require_nobody_breaks(services, [key.id for key in keys], yes=yes)
        change_many(services, keys, sentence, act)

    return stop


def change_many(services: Services, chosen: Sequence[Key], sentence: str, act: Act) -> None:
    """Do *act* to the *chosen* keys and say it with *sentence*, and of which it was not done."""
    keys = {key.id: key for key in chosen}
    done = act(services.change, list(keys))
    _tell(services, done, _(sentence))
    for key_id in [one for one in keys if one not in {key.id for key in done.keys}]:
        act(services.change, [key_id])  # asked for alone, it says why it was refused, if it was
        _tell_unchanged(keys[key_id])


def _tell(services: Services, done: Done, sentence: str) -> None:
    """Say what was changed, and what is to do in the portal now."""
    if done.keys:
        say(sentence.format(keys=_named(done.keys)))
    key_view.tell_todos(services, done.keys)


def _tell_unchanged(key: Key) -> None:
    note(_("“{name}” was left as it was.").format(name=key.name))


def _named(keys: Sequence[Key]) -> str:
    """Name the one key that was changed, or count them."""
    if len(keys) == 1:
        return _("“{name}”").format(name=keys[0].name)
    return words.keys_counted(len(keys))


VERBS = [
    _edit,
    _stopping("disable", N_("Disable keys."), N_("Disabled {keys}."), KeyChange.disable),
    _for_many(
        "enable",
        N_("Enable keys that are disabled; an expired one stays expired."),
        N_("Enabled {keys}."),
        KeyChange.enable,
    ),
    _stopping(
        "remove",
        N_("Remove keys. For 30 days they can be restored; then their values are destroyed."),
        N_("Removed {keys}; to be restored for 30 days."),
        KeyChange.remove,
    ),
    _for_many("restore", N_("Restore removed keys."), N_("Restored {keys}."), KeyChange.restore),
    _for_many(
        "compared",
        N_("Note that portal keys were compared with the portal now."),
        N_("Noted as compared with the portal: {keys}."),
        KeyChange.compared,
    ),
    _destroy,
]
