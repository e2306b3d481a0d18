"""The verbs about portal to-dos."""

from collections.abc import Callable
from gettext import gettext as _

import click

from app.cli.output import Record, note, say, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import json_option, verb, verbs
from app.core.errors import N_
from app.core.identity import TodoId
from app.core.todo import Todo
from app.services.key_list import People
from app.services.suite import Services
from app.services.todos import Todos


@verb(
    "list",
    N_("List what is to do in the portal, oldest first."),
    "keyholder todos list",
    "keyholder todos list --done --json",
)
@click.option("--done", is_flag=True, help=N_("What was done instead, latest first."))
@json_option
@with_session
def _list(session: Session, *, done: bool, as_json: bool) -> None:
    services = session.reading()
    todos = services.todos.all(done=done)
    if as_json:
        say_json_list([_record(services, todo) for todo in todos] for _once in range(1))
    elif todos:
        table = Table(_("Id"), _("Done") if done else _("Since"), _("What"))
        people = services.keys.people()
        say(table.lines(_row(services, todo, people) for todo in todos))
    else:
        note(_("Nothing was done yet.") if done else _("Nothing is to do in the portal."))


def _row(services: Services, todo: Todo, people: People) -> tuple[str, ...]:
    moment = todo.done_at or todo.since
    day = people.day_of(moment, todo.organisation)
    return (todo.id[:8], day.isoformat(), services.todos.told(todo))


def _record(services: Services, todo: Todo) -> Record:
    return {
        "id": todo.id,
        "key": todo.key,
        "key_name": todo.key_name,
        "kind": todo.kind.value,
        "what": services.todos.told(todo),
        "since": todo.since.isoformat(),
        "done_at": todo.done_at.isoformat() if todo.done_at else None,
        "done_by": todo.done_by or None,
    }


def _for_many(
    name: str, told: str, sentence: str, act: Callable[[Todos, TodoId], None]
) -> click.Command:
    """Return the verb *name*, which does *act* to each to-do and says it with *sentence*."""

    @verb(name, told, f"keyholder todos {name} 5d0e", f"keyholder todos {name} 5d0e 77a1")
    @click.argument("ids", metavar="ID...", nargs=-1, required=True)
    @with_session
    def change(session: Session, *, ids: tuple[str, ...]) -> None:
        services = session.changing()
        todos = [services.todos.find(one) for one in ids]
        with services.workplace.change():
            for todo in todos:
                act(services.todos, todo.id)
        for todo in todos:
            say(_(sentence).format(what=services.todos.told(todo)))

    return change


TODOS = verbs(
    "todos",
    N_("List and tick what is to do in the portal."),
    "keyholder todos list",
    "keyholder todos done 5d0e",
    commands=[
        _list,
        _for_many(
            "done", N_("Note that it was done in the portal."), N_("Done: {what}"), Todos.tick
        ),
        _for_many("undo", N_("Take a tick back."), N_("To do again: {what}"), Todos.untick),
    ],
)
