"""What would break, as one page to print: keys, places, and whom to call; never a value."""

from collections.abc import Iterator
from datetime import date
from gettext import gettext as _
from html import escape

from app.core import words
from app.core.key import Key
from app.core.use import Place
from app.services.impact import Impact


def html(impact: Impact, *, title: str, day: date) -> str:
    """Return the page as HTML; names are shown as they are."""
    return "\n".join(
        [
            f'<html><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>',
            f"<h1>{escape(title)}</h1>",
            f"<p>{escape(_('Keyholder, {day}').format(day=words.day(day)))}</p>",
            *(line for key, places in impact.keys for line in _of_key(key, places)),
            "</body></html>",
        ]
    )


def _of_key(key: Key, places: tuple[Place, ...]) -> Iterator[str]:
    yield f"<h2>{escape(key.name)}</h2>"
    until = _("Key ending in {ending}; last working day {last}; expires {expires}").format(
        ending=key.ending or "?",
        last=words.day(key.last_working_day),
        expires=words.day(key.expires_on),
    )
    yield f"<p>{escape(until)}</p>"
    yield '<table border="0" cellspacing="0" width="100%">'
    heads = (_("Done"), _("Application"), _("Where the key goes"), _("Whom to call"))
    yield "<tr>" + "".join(f"<th>{escape(head)}</th>" for head in heads) + "</tr>"
    for place in places:
        one = place.application
        where = "\n".join(part for part in (one.place, one.address) if part)
        cells = ("☐", one.name, where, one.contact)
        texts = (escape(cell).replace("\n", "<br>") for cell in cells)
        yield "<tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr>"
    yield "</table>"
