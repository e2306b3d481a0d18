"""What is said of the stand-in API and its requests."""

from datetime import date
from gettext import gettext as _

from app.core import words
from app.core.stand_in import Heard


def listening(address: str, on: date | None) -> str:
    """Say where it listens, and for which day it answers."""
    if on is None:
        return _("Listening at {address}").format(address=address)
    return _("Listening at {address}, answering for {day}").format(
        address=address, day=words.day(on)
    )


def asked(heard: Heard) -> str:
    """Return what was asked for: the operation, or the request as it came."""
    if heard.operation is not None:
        return _(heard.operation.label)
    return f"{heard.method} {heard.path}"


def told(heard: Heard) -> str:
    """Say in a line what was asked with which key, and what was answered."""
    line = f"{heard.status} {asked(heard)}"
    if heard.key_name:
        line += f", “{heard.key_name}”"
    return f"{line}: {heard.why}" if heard.why else line
