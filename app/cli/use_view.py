"""A use as the command line shows it: an application, the key it uses, and whom to call."""

from datetime import datetime
from gettext import gettext as _

from app.cli.output import Record
from app.core.application import Application
from app.core.key import Key
from app.core.use import Use
from app.services.key_list import People
from app.services.use_list import UseLine


def record(use: Use, application: Application, key: Key) -> Record:
    """Return a use as JSON shows it."""
    return {
        "id": use.id,
        "key": key.id,
        "key_name": key.name,
        "application": application.id,
        "application_name": application.name,
        "place": application.place,
        "address": application.address,
        "contact_name": application.contact_name,
        "contact_email": application.contact_email,
        "contact_phone": application.contact_phone,
        "since": use.since.isoformat(),
        "begun_by": use.begun_by,
        "ended_at": iso(use.ended_at),
        "ended_by": use.ended_by or None,
        "note": use.note,
        "moved_to": use.moved_to,
    }


def headings(*, ended: bool) -> tuple[str, ...]:
    """Return what stands over a list of uses; with those that *ended*, when they did as well."""
    last = (_("Ended"), _("By"), _("Note")) if ended else ()
    return (_("Id"), _("Application"), _("Key"), _("Name"), _("Place"), _("Contact"), *last)


def row(line: UseLine, people: People, *, ended: bool) -> tuple[str, ...]:
    """Return a use's cells."""
    use = line.use
    last = (_ended_on(use, line.key, people), use.ended_by, use.note) if ended else ()
    return (
        use.id[:8],
        line.application.name,
        line.key.id[:8],
        line.key.name,
        line.application.place,
        line.application.contact,
        *last,
    )


def ending(use: Use, key: Key, people: People) -> str:
    """Say when and by whom a use of *key* was moved or ended, and what was noted."""
    told = _("moved on {day} by {who}") if use.is_moved else _("ended on {day} by {who}")
    told = told.format(day=_ended_on(use, key, people), who=use.ended_by)
    return f"{told} ({use.note})" if use.note else told


def iso(moment: datetime | None) -> str | None:
    """Return *moment* as JSON shows it, None where there is none."""
    return None if moment is None else moment.isoformat()


def _ended_on(use: Use, key: Key, people: People) -> str:
    return "" if use.ended_at is None else people.day_of(use.ended_at, key.organisation).isoformat()
