"""A key as the command line shows it: as JSON, as a row, as a page."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from gettext import gettext as _
from gettext import ngettext

from app.cli.output import Record, note
from app.cli.table import pairs
from app.core import words
from app.core.key import Key, Origin
from app.core.secret import Secret
from app.core.todo import Todo
from app.services.key_list import People
from app.services.suite import Services

_MASK = "•" * 4


def headings() -> tuple[str, ...]:
    """Return what stands over a list of keys."""
    return (
        _("Id"),
        _("Name"),
        _("Permission"),
        _("Key"),
        _("Organisation"),
        _("Used by"),
        _("Expires"),
        _("Days left"),
        _("State"),
    )


def row(key: Key, people: People) -> tuple[str, ...]:
    """Return a key's cells; what a verb or a filter takes stands as it is to be typed."""
    return (
        key.id[:8],
        key.name,
        key.permission,
        _MASK + key.ending,
        people.organisation_name(key),
        _used_by(key),
        key.expires_on.isoformat(),
        _days_left(key, people),
        _state(key, people),
    )


def record(key: Key, people: People, value: Secret | None = None) -> Record:
    """Return a key as JSON shows it, with its *value* where that is to be revealed."""
    day = people.day(key)
    revealed = {} if value is None else {"value": value.reveal()}
    return {
        "id": key.id,
        "name": key.name,
        "permission": key.permission,
        "organisation": people.organisation_name(key),
        "owner": people.owner_name(key) or None,
        "state": key.state_on(day).value,
        "origin": key.origin.value,
        "created_at": key.created_at.isoformat(),
        "expires_on": key.expires_on.isoformat(),
        "last_working_day": key.last_working_day.isoformat(),
        "days_left": key.days_left(day),
        "key_ending": key.ending,
        "notes": key.notes,
        "also_tell": list(key.also_tell),
        "predecessor": key.predecessor,
        "used_by": key.used_by,
        "unused_confirmed_at": key.unused_at.isoformat() if key.unused_at else None,
        **revealed,
    }


def page(
    key: Key,
    people: People,
    value: Secret | None = None,
    more: Iterable[tuple[str, str]] = (),
) -> str:
    """Return everything known of a key, and what *more* there is to tell, a fact to a line."""
    return pairs([*_facts(key, people, value), *more])


def line(key: Key, people: People) -> str:
    """Return a key in one line, with its state, where other things are told."""
    return f"{key.id[:8]}  {key.name}  {_standing(key, people)}"


def tell_todos(services: Services, keys: Iterable[Key]) -> None:
    """Say what is left to do in the portal for *keys*."""
    for key in keys:
        for todo in services.todos.open_of(key.id):
            note(_todo(services, todo))


def call_out(altered: int) -> None:
    """Say how many records are not as they were sealed, if any."""
    if altered:
        note(
            ngettext(
                "{n} record was changed outside Keyholder: run keyholder verify",
                "{n} records were changed outside Keyholder: run keyholder verify",
                altered,
            ).format(n=altered)
        )


def _todo(services: Services, todo: Todo) -> str:
    return _("To do in the portal: {what} (todo {id})").format(
        what=services.todos.told(todo), id=todo.id[:8]
    )


def _state(key: Key, people: People) -> str:
    return key.state_on(people.day(key)).value if key.intact else _("altered")


def _used_by(key: Key) -> str:
    """Return how many applications use it, or whether it is known that none does."""
    if key.used_by:
        return str(key.used_by)
    return "?" if key.use_is_unknown else _("nothing")


def _days_left(key: Key, people: People) -> str:
    """Return the days until it stops, where it would work until then."""
    stopped = key.retired or key.disabled_at is not None
    return "" if stopped else str(key.days_left(people.day(key)))


def _standing(key: Key, people: People) -> str:
    """Return the state, and how long it works still or since when it does not."""
    state = _state(key, people)
    left = words.days_left(key.days_left(people.day(key)))
    return f"{state}, {left}" if _days_left(key, people) else state


def _facts(key: Key, people: People, value: Secret | None) -> Iterator[tuple[str, str]]:
    yield _("Id"), key.id
    yield _("Name"), key.name
    yield _("Permission"), key.permission
    yield _("Key"), _MASK + key.ending if value is None else value.reveal()
    yield _("Origin"), _origin(key)
    yield _("Organisation"), people.organisation_name(key)
    yield _("Owner"), people.owner_name(key)
    yield _("State"), _standing(key, people)
    yield _("Created"), _moment(key.created_at)
    yield _("Expires"), key.expires_on.isoformat()
    yield _("Last working day"), key.last_working_day.isoformat()
    yield from _passed(key)
    yield _("Told by e-mail"), ", ".join(people.told(key)) or _("nobody")
    yield _("Notes"), key.notes


def _passed(key: Key) -> Iterator[tuple[str, str]]:
    """Yield what was done to a key, and when."""
    for label, moment in (
        (_("Disabled"), key.disabled_at),
        (_("Removed"), key.removed_at),
        (_("Value destroyed"), key.destroyed_at),
        (_("Superseded"), key.superseded_at),
        (_("Compared"), key.compared_at),
    ):
        if moment is not None:
            yield label, _moment(moment)


def _origin(key: Key) -> str:
    return _("From the portal") if key.origin is Origin.PORTAL else words.made_here()


def _moment(moment: datetime) -> str:
    """Return *moment* in UTC, as JSON shows it, to the second."""
    return moment.isoformat(timespec="seconds")
