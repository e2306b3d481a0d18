"""A page to read in a browser or on paper: a title, lines, and tables as long as they may be."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; each column takes so many hundredths of the width."""

    heads: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What is told, part by part: read once, in order, as it may be made meanwhile."""

    title: str
    parts: Iterable[Heading | Line | Table]


Draw = Callable[[Page], bytes]
"""Makes a PDF file of a page, on any thread."""


def html(page: Page) -> str:
    """Return *page* as HTML; texts are shown as they are."""
    return "\n".join(_html(page))


def _html(page: Page) -> Iterator[str]:
    title = escape(page.title)
    yield f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>'
    yield f"<h1>{title}</h1>"
    for part in page.parts:
        match part:
            case Heading():
                yield f"<h2>{_shown(part.text)}</h2>"
            case Line():
                told = _shown(part.text)
                yield f"<p><b>{told}</b></p>" if part.strong else f"<p>{told}</p>"
            case Table():
                yield from _table(part)
    yield "</body></html>"


def _table(part: Table) -> Iterator[str]:
    yield '<table border="1" cellspacing="0" cellpadding="4" width="100%">'
    heads = (
        f'<th width="{width}%">{_shown(head)}</th>'
        for head, width in zip(part.heads, part.widths, strict=True)
    )
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    for row in part.rows:
        yield "<tr>" + "".join(f"<td>{_shown(cell)}</td>" for cell in row) + "</tr>"
    yield "</table>"


def _shown(told: str) -> str:
    return escape(told).replace("\n", "<br>")
