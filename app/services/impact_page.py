"""What would break, as one page to print: keys, places, and whom to call; never a value."""

from collections.abc import Iterator
from datetime import date
from gettext import gettext as _

from app.core import place_words, words
from app.core.page import Heading, Line, Page, Table
from app.core.use import Place
from app.services.impact import Impact

_WIDTHS = (9, 26, 36, 29)


def page(impact: Impact, *, title: str, day: date) -> Page:
    """Return the page; names are shown as they are."""
    return Page(title, _parts(impact, day))


def _parts(impact: Impact, day: date) -> Iterator[Heading | Line | Table]:
    yield Line(_("Keyholder, {day}").format(day=words.day(day)))
    for key, places in impact.keys:
        yield Heading(key.name)
        until = _("Key ending in {ending}; last working day {last}; expires {expires}").format(
            ending=key.ending or "?",
            last=words.day(key.last_working_day),
            expires=words.day(key.expires_on),
        )
        about = impact.about.get(key.id, "")
        yield Line("\n".join(line for line in (about, until) if line))
        yield Line(place_words.would_break(len(places)), strong=True)
        heads = (_("Done"), _("Application"), _("Where the key goes"), _("Whom to call"))
        yield Table(heads, _WIDTHS, (_cells(place) for place in places))


def _cells(place: Place) -> tuple[str, ...]:
    one = place.application
    where = "\n".join(part for part in (one.place, one.address) if part)
    contact = (one.contact_name, one.contact_email, one.contact_phone)
    whom = "\n".join(part for part in contact if part)
    return ("☐", one.name, where, whom)
