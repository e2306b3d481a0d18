"""The verbs about uses: which application uses which key."""

from gettext import gettext as _

import click

from app.cli import use_view
from app.cli.keys_change import change_many
from app.cli.output import note, say, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import json_option, verb, verbs
from app.core.application import Application
from app.core.errors import N_, RefusedError
from app.core.identity import UseId
from app.core.key import Key
from app.services.key_change import KeyChange
from app.services.suite import Services


class NotUsedError(RefusedError):
    """An application was to be moved off a key that it does not use."""

    title = N_("The application “{application}” does not use the key “{key}” ({id}).")
    meaning = N_("Nothing was changed.")
    hint = N_("List what uses the key: keyholder uses list --key {id}")


_note_option = click.option("--note", "noted", default="", help=N_("What to note beside it."))


@verb(
    "list",
    N_("List which application uses which key, and whom to call about it."),
    "keyholder uses list",
    "keyholder uses list --key 3f2a --ended",
    'keyholder uses list --application "Koha main" --json',
)
@click.option("--key", "key_id", metavar="ID", help=N_("The uses of this key alone."))
@click.option("--application", metavar="NAME|ID", help=N_("The uses of this application alone."))
@click.option("--ended", is_flag=True, help=N_("Those that have ended as well."))
@json_option
@with_session
def _list(
    session: Session, *, key_id: str | None, application: str | None, ended: bool, as_json: bool
) -> None:
    services = session.reading()
    lines = services.use_list.listed(
        key=None if key_id is None else services.keys.find(key_id).id,
        application=None if application is None else services.applications.find(application).id,
        ended=ended,
    )
    if as_json:
        say_json_list([[use_view.record(one.use, one.application, one.key) for one in lines]])
    elif lines:
        table = Table(*use_view.headings(ended=ended))
        people = services.keys.people()
        say(table.lines(use_view.row(one, people, ended=ended) for one in lines))
    else:
        note(_("There are no such uses."))


@verb(
    "add",
    N_("Record that applications use a key."),
    'keyholder uses add 3f2a "Koha main"',
    'keyholder uses add 3f2a "Koha main" Moodle 9c41',
)
@click.argument("key_id", metavar="KEY")
@click.argument("applications", metavar="APPLICATION...", nargs=-1, required=True)
@with_session
def _add(session: Session, *, key_id: str, applications: tuple[str, ...]) -> None:
    services = session.changing()
    key = services.keys.find(key_id)
    users = [services.applications.find(one) for one in applications]
    with services.workplace.change():
        for application in users:
            services.uses.add(application.id, key.id)
    for application in users:
        say(_("“{name}” uses “{key}”.").format(name=application.name, key=key.name))


@verb(
    "move",
    N_("Record that applications were given another key instead."),
    'keyholder uses move 3f2a "Koha main" --to 91bc',
    'keyholder uses move 3f2a "Koha main" Moodle --to 91bc --note "Restarted both"',
)
@click.argument("key_id", metavar="KEY")
@click.argument("applications", metavar="APPLICATION...", nargs=-1, required=True)
@click.option("--to", "new", required=True, metavar="ID", help=N_("The key that they use now."))
@_note_option
@with_session
def _move(
    session: Session, *, key_id: str, applications: tuple[str, ...], new: str, noted: str
) -> None:
    services = session.changing()
    old, following = services.keys.find(key_id), services.keys.find(new)
    users = [services.applications.find(one) for one in applications]
    with services.workplace.change():
        for application in users:
            services.uses.move(_open_use(services, old, application), following.id, noted)
    for application in users:
        say(
            _("“{name}” uses “{key}” now, and “{old}” no longer.").format(
                name=application.name, key=following.name, old=old.name
            )
        )


@verb(
    "remove",
    N_("Record that applications use a key no longer, and need no other."),
    'keyholder uses remove 3f2a "Koha main"',
    'keyholder uses remove 3f2a Moodle --note "Switched off"',
)
@click.argument("key_id", metavar="KEY")
@click.argument("applications", metavar="APPLICATION...", nargs=-1, required=True)
@_note_option
@with_session
def _remove(session: Session, *, key_id: str, applications: tuple[str, ...], noted: str) -> None:
    services = session.changing()
    key = services.keys.find(key_id)
    users = [services.applications.find(one) for one in applications]
    with services.workplace.change():
        for application in users:
            services.uses.end(_open_use(services, key, application), noted)
    for application in users:
        say(_("“{name}” uses “{key}” no longer.").format(name=application.name, key=key.name))


def _open_use(services: Services, key: Key, application: Application) -> UseId:
    """Return the application's use of the key; raise NotUsedError where there is none."""
    for place in services.uses.of_key(key.id):
        if place.application.id == application.id:
            return place.use.id
    raise NotUsedError(application=application.name, key=key.name, id=key.id[:8])


@verb(
    "undo",
    N_("Take back that a use ended. The application uses the key as before."),
    "keyholder uses undo 7b30",
)
@click.argument("use_id", metavar="USE")
@with_session
def _undo(session: Session, *, use_id: str) -> None:
    services = session.changing()
    use = services.uses.take_back(services.uses.find(use_id).id)
    say(
        _("“{name}” uses “{key}” again.").format(
            name=services.applications.get(use.application).name,
            key=services.keys.get(use.key).name,
        )
    )


@verb(
    "none",
    N_("Confirm that nothing uses keys. Then it is known, not merely not recorded."),
    "keyholder uses none 3f2a",
    "keyholder uses none 3f2a 91bc",
)
@click.argument("ids", metavar="KEY...", nargs=-1, required=True)
@with_session
def _none(session: Session, *, ids: tuple[str, ...]) -> None:
    services = session.changing()
    keys = [services.keys.find(one) for one in ids]
    change_many(services, keys, N_("Confirmed that nothing uses {keys}."), KeyChange.confirm_unused)


USES = verbs(
    "uses",
    N_("Record which application uses which key."),
    "keyholder uses list",
    'keyholder uses add 3f2a "Koha main"',
    commands=[_list, _add, _move, _remove, _undo, _none],
)
