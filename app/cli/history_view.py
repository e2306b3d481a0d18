"""What was done with one thing, as the command line shows it."""

from collections.abc import Iterable

from app.cli.output import Record
from app.services.history import Event


def records(events: Iterable[Event]) -> list[Record]:
    """Return *events* as JSON shows them."""
    return [
        {
            "at": event.at.isoformat(),
            "actor": event.actor,
            "act": event.entry.act.value,
            "what": event.told,
        }
        for event in events
    ]


def lines(events: Iterable[Event]) -> str:
    """Return *events*, one to a line."""
    return "\n".join(
        f"{event.at.isoformat(timespec='seconds')}  {event.actor}  {event.told}" for event in events
    )
