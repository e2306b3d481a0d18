"""What the messages say: plain words, what to do, and never a key's value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from html import escape

from app.core import notice_words, place_words
from app.core.notice import Subject
from app.core.use import Place

_STYLE = "font-family: sans-serif; color: #1B2430; line-height: 1.4"
_MUTED = "color: #586474"

Told = Sequence[tuple[Subject, date]]
"""What a message tells of, most urgent first, each with the day there."""


def subject_line(told: Told) -> str:
    """Return a message's subject."""
    return one_line(notice_words.headline(told))


@dataclass(frozen=True, slots=True)
class Known:
    """What a message names besides: organisations, and the places that use keys, by their ids."""

    organisations: Mapping[str, str]
    places: Mapping[str, Sequence[Place]]


def text(told: Told, known: Known) -> str:
    """Return a message as plain text."""
    blocks = ["\n".join(_lines(subject, day, known)) for subject, day in told]
    return "\n\n".join([*blocks, "-- ", _foot()]) + "\n"


def html(told: Told, known: Known) -> str:
    """Return a message as HTML; names are shown as they are."""
    blocks = []
    for subject, day in told:
        head, *others = _lines(subject, day, known)
        rest = "<br>\n".join(escape(line) for line in others)
        blocks.append(f"<p><strong>{escape(head)}</strong><br>\n{rest}</p>")
    foot = f'<p style="{_MUTED}">{escape(_foot())}</p>'
    return _page("\n".join([*blocks, foot]))


def test_subject() -> str:
    """Return the subject of the message that shows whether e-mail works."""
    return _("Keyholder: a test message")


def test_text() -> str:
    """Return what that message says, as plain text."""
    return "\n\n".join(_test_lines()) + "\n"


def test_html() -> str:
    """Return what that message says, as HTML."""
    return _page("\n".join(f"<p>{escape(line)}</p>" for line in _test_lines()))


def _test_lines() -> list[str]:
    return [
        _("This message shows that Keyholder can send its notices by e-mail."),
        _("Nothing is to be done. Notices of expiring API keys will look much the same."),
    ]


def _page(body: str) -> str:
    return f'<!DOCTYPE html>\n<html><body style="{_STYLE}">\n{body}\n</body></html>\n'


def one_line(words: str) -> str:
    """Return *words* without anything that could end a line, steer a terminal, or be decoded."""
    shown = "".join(one if one.isprintable() else " " for one in words)
    return shown.replace("=?", "= ?")  # or mail programs take it for an encoded word


def _lines(subject: Subject, day: date, known: Known) -> Iterator[str]:
    yield one_line(notice_words.sentence(subject, day)) + "."
    organisation = known.organisations.get(subject.organisation, "")
    yield one_line(_("Organisation: {name}").format(name=organisation))
    yield notice_words.last_day(subject)
    places = known.places.get(subject.id, ())
    if places:
        yield place_words.would_break(len(places))
        for place in places:
            yield "- " + one_line(place_words.line(place.application))
    yield notice_words.what_to_do(subject, day)


def _foot() -> str:
    return _(
        "You are told because you own what expires, administer its organisation, or were named "
        "to be told. Sent by Keyholder, which keeps the inventory of these keys on a colleague's "
        "computer. This message holds no key."
    )
