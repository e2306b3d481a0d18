"""A table out of a file: its header, and its rows as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.core.progress import Progress
from app.core.text import sort_form

MOST_BYTES = 50_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 200
LONGEST_CELL = 32_767
"""As much as a cell of a spreadsheet holds."""
_LOOKED_AT = 10
_KNOWN_ENOUGH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: where it stands in the file, and its cells. A cell may be a key's value."""

    line: int
    cells: tuple[str, ...] = field(repr=False)
    dates: frozenset[int] = frozenset()
    """The columns whose cells were dates in a workbook; their text is ISO 8601."""
    unreadable: frozenset[int] = frozenset()
    """The columns whose cells are formulas without a result."""

    def cell(self, column: int) -> str:
        """Return the text in a *column*, empty where the row has none."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table: the names of its columns, and the rows that are not empty."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    name: str = ""
    """What the sheet of a workbook is called."""
    others: tuple[str, ...] = ()
    """The other sheets of the workbook that hold something."""


class SheetReader(Protocol):
    """Reads the table in a file."""

    def read(self, path: str, progress: Progress, *, sheet: str = "") -> Sheet:
        """Return the table in the file at *path*; of a workbook, that of *sheet* if it is named.

        Raise a SheetError or CancelledError.
        """

    def pasted(self, text: str, html: str, progress: Progress) -> Sheet:
        """Return all rows of a table that was pasted as *text*, and as *html* unless that is empty.

        Its header is one of them. Raise a SheetError.
        """

    def template(self, ending: str, columns: Sequence[str]) -> bytes:
        """Return an empty table with these *columns*, as a .csv or .xlsx file."""


def header_form(text: str) -> str:
    """Return the same for spellings of a column's name: case, accents and signs are nothing."""
    return "".join(c for c in sort_form(text) if c.isalnum())


def header_at(rows: Sequence[Row], known: Iterable[str]) -> int:
    """Return which of *rows* names the columns: the first that has two *known* names, or the first.

    A title may stand above it.
    """
    names = frozenset(known)
    for number, row in enumerate(rows[:_LOOKED_AT]):
        if known_in(row.cells, names) >= _KNOWN_ENOUGH:
            return number
    return 0


def known_in(cells: Iterable[str], known: frozenset[str]) -> int:
    """Return how many of *cells* are *known* names of columns."""
    return len({header_form(cell) for cell in cells} & known)
