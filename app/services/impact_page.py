"""What would break, as one page to print: keys, places, and whom to call; never a value."""

from collections.abc import Iterator
from datetime import date
from gettext import gettext as _
from html import escape

from app.core import place_words, words
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
            *(
                line
                for key, places in impact.keys
                for line in _of_key(key, places, impact.about.get(key.id, ""))
            ),
            "</body></html>",
        ]
    )


def _of_key(key: Key, places: tuple[Place, ...], about: str) -> Iterator[str]:
    yield f"<h2>{escape(key.name)}</h2>"
    until = _("Key ending in {ending}; last working day {last}; expires {expires}").format(
        ending=key.ending or "?",
        last=words.day(key.last_working_day),
        expires=words.day(key.expires_on),
    )
    told = "<br>".join(escape(line) for line in (about, until) if line)
    yield f"<p>{told}</p>"
    yield f"<p><b>{escape(place_words.would_break(len(places)))}</b></p>"
    yield '<table border="1" cellspacing="0" cellpadding="5" width="100%">'
    heads = (_("Done"), _("Application"), _("Where the key goes"), _("Whom to call"))
    widths = (9, 26, 36, 29)
    yield "<tr>" + "".join(
        f'<th width="{width}%">{escape(head)}</th>'
        for head, width in zip(heads, widths, strict=True)
    ) + "</tr>"  # fmt: skip
    for place in places:
        one = place.application
        where = "\n".join(part for part in (one.place, one.address) if part)
        contact = (one.contact_name, one.contact_email, one.contact_phone)
        whom = "\n".join(part for part in contact if part)
        cells = ("☐", one.name, where, whom)
        texts = (escape(cell).replace("\n", "<br>") for cell in cells)
        yield "<tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr>"
    yield "</table>"
