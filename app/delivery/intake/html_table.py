"""Takes the cells out of a table in HTML, as a browser puts it on the clipboard."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_CELLS = {"td", "th"}
_UNSEEN = {"script", "style", "template"}
_APART = {"br", "p", "div", "li"}

_Rows = list[list[str]]


def rows(html: str) -> _Rows:
    """Return the rows of the table with the most cells; none where there is no table."""
    reading = _Reading(convert_charrefs=True)
    reading.feed(html)
    reading.close()
    return max(reading.tables, key=_size, default=[])


def _size(table: _Rows) -> int:
    return sum(map(len, table))


@dataclass(slots=True)
class _Open:
    """A table that is being read, and whether a cell of it is."""

    rows: _Rows = field(default_factory=list)
    in_cell: bool = False


class _Reading(HTMLParser):
    """Reads tables; what is no text is skipped, and nothing is fetched."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.tables: list[_Rows] = []
        self._open: list[_Open] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Override HTMLParser.handle_starttag."""
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._open.append(_Open())
            self.tables.append(self._open[-1].rows)
        elif self._open:
            self._start_in(self._open[-1], tag, dict(attrs))

    def _start_in(self, table: _Open, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            table.rows.append([])
            table.in_cell = False
        elif tag in _CELLS:
            if not table.rows:  # a row that nobody opened
                table.rows.append([])
            table.rows[-1] += [""] * _span(attributes.get("colspan"))
            table.in_cell = True
        elif tag in _APART:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """Override HTMLParser.handle_endtag."""
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif self._open and tag == "table":
            self._open.pop()
        elif self._open and tag in _CELLS:
            self._open[-1].in_cell = False

    def handle_data(self, data: str) -> None:
        """Override HTMLParser.handle_data."""
        if self._open and self._open[-1].in_cell and not self._unseen:
            cells = self._open[-1].rows[-1]
            cells[-1] += data


def _span(told: str | None) -> int:
    """Return over how many columns a cell goes: a few at the most."""
    return min(max(int(told), 1), 20) if told and told.isdecimal() else 1
