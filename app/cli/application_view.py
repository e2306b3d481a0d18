"""An application as the command line shows it: as JSON, as a row, as a page."""

from collections.abc import Iterable, Iterator, Sequence
from gettext import gettext as _

from app.cli import history_view, key_view, use_view
from app.cli.output import Record
from app.cli.table import pairs
from app.core.application import Application, ApplicationKind
from app.core.key import WORST_FIRST, Key, KeyState
from app.core.use import Use
from app.services.applications import Listed
from app.services.history import Event
from app.services.key_list import People
from app.services.suite import Services

Used = Sequence[tuple[Use, Key]]
"""The uses that an application has or had, each with its key."""


def headings() -> tuple[str, ...]:
    """Return what stands over a list of applications."""
    return (_("Id"), _("Name"), _("Kind"), _("Place"), _("Contact"), _("Keys"), _("Worst state"))


def row(listed: Listed, people: People) -> tuple[str, ...]:
    """Return an application's cells; what a verb takes stands as it is to be typed."""
    one = listed.application
    worst = _worst(listed.keys, people)
    return (
        one.id[:8],
        one.name,
        one.kind,
        one.place,
        one.contact,
        str(len(listed.keys)),
        "" if worst is None else worst.value,
    )


def record(listed: Listed, people: People) -> Record:
    """Return an application as JSON shows it."""
    one = listed.application
    worst = _worst(listed.keys, people)
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "organisation": people.organisations[one.organisation].name,
        "place": one.place,
        "address": one.address,
        "contact_name": one.contact_name,
        "contact_email": one.contact_email,
        "contact_phone": one.contact_phone,
        "notes": one.notes,
        "keys_used": len(listed.keys),
        "worst_state": None if worst is None else worst.value,
        "created_at": one.created_at.isoformat(),
        "removed_at": use_view.iso(one.removed_at),
    }


def whole(application: Application, used: Used, events: Iterable[Event], people: People) -> Record:
    """Return everything known of an application as JSON shows it."""
    return {
        **record(Listed(application, _open_keys(used)), people),
        "keys": [
            {
                **use_view.record(use, application, key),
                "key_state": key.state_on(people.day(key)).value,
                "expires_on": key.expires_on.isoformat(),
            }
            for use, key in used
            if use.is_open
        ],
        "ended": [use_view.record(use, application, key) for use, key in used if not use.is_open],
        "history": history_view.records(events),
    }


def page(services: Services, application: Application, used: Used, events: Iterable[Event]) -> str:
    """Return everything known of an application, a fact to a line."""
    people = services.keys.people()
    return pairs(
        [
            *_facts(services, application, people),
            (_("Keys"), "\n".join(key_view.line(key, people) for key in _open_keys(used))),
            (_("Used before"), _ended(used, people)),
            (_("History"), history_view.lines(events)),
        ]
    )


def kind_record(kind: ApplicationKind) -> Record:
    """Return a kind of application as JSON shows it."""
    return {
        "id": kind.id,
        "label": _(kind.label),
        "fields": list(kind.fields),
        "beside": list(kind.beside),
        "calls": sorted(kind.calls),
        "note": _(kind.note) if kind.note else "",
    }


def _facts(
    services: Services, application: Application, people: People
) -> Iterator[tuple[str, str]]:
    yield _("Id"), application.id
    yield _("Name"), application.name
    yield _("Kind"), f"{application.kind} ({services.workplace.kinds.label(application.kind)})"
    yield _("Organisation"), people.organisations[application.organisation].name
    yield _("Place"), application.place
    yield _("Address"), application.address
    yield _("Contact"), application.contact
    yield _("Notes"), application.notes
    yield _("Created"), application.created_at.isoformat(timespec="seconds")
    if application.removed_at is not None:
        yield _("Removed"), application.removed_at.isoformat(timespec="seconds")


def _ended(used: Used, people: People) -> str:
    return "\n".join(
        f"{use.id[:8]}  {key.name}  {use_view.ending(use, key, people)}"
        for use, key in used
        if not use.is_open
    )


def _open_keys(used: Used) -> tuple[Key, ...]:
    return tuple(key for use, key in used if use.is_open)


def _worst(keys: Iterable[Key], people: People) -> KeyState | None:
    states = (key.state_on(people.day(key)) for key in keys)
    return min(states, key=WORST_FIRST.index, default=None)
