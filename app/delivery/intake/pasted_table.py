"""Reads a table that was pasted: out of HTML where that holds one, else out of the text."""

from gettext import gettext as _

from app.core.errors import (
    PastedEmptyError,
    PastedNoTableError,
    SheetDamagedError,
    SheetTooBigError,
)
from app.core.progress import Progress
from app.core.sheet import LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Row, Sheet
from app.delivery.intake import csv_table, html_table

_LEAST = 2
"""A table has so many columns."""


def table(text: str, html: str, progress: Progress) -> Sheet:
    """Return all rows that are not empty, a header among them; raise a SheetError."""
    if max(len(text), len(html)) > MOST_BYTES:
        raise SheetTooBigError(name=_name(), what=f"> {MOST_BYTES // 1_000_000} MB")
    rows = _numbered(html_table.rows(html)) if "<" in html else ()
    if _widest(rows) < _LEAST:
        rows = _of_text(text, progress)
    if _widest(rows) < _LEAST:
        raise PastedNoTableError
    return Sheet(headers=(), rows=rows, name=_name())


def _name() -> str:
    return _("What was pasted")


def _of_text(text: str, progress: Progress) -> tuple[Row, ...]:
    """Return rows parted by tabs if there are any, else by what makes them equally long."""
    if not text.strip():
        raise PastedEmptyError
    content = text.encode("utf-8", "replace")
    if "\t" in text:
        try:
            return csv_table.table(content, _name(), progress, "\t").rows
        except SheetDamagedError:  # quotes that a browser has not put there for us
            return _numbered([line.split("\t") for line in text.splitlines()])
    rows = csv_table.table(content, _name(), progress).rows
    if len({len(row.cells) for row in rows}) > 1:  # sentences have commas too
        raise PastedNoTableError
    return rows


def _numbered(rows: list[list[str]]) -> tuple[Row, ...]:
    """Return *rows* that hold something, each with its place, spaces taken together."""
    found = []
    for number, cells in enumerate(rows, 1):
        bare = tuple(" ".join(cell.split()) for cell in cells)
        if any(bare):
            found.append(Row(line=number, cells=bare))
    _require_few(found)
    return tuple(found)


def _require_few(rows: list[Row]) -> None:
    if len(rows) > MOST_ROWS + 1:
        raise SheetTooBigError(name=_name(), what=_("more than {n} rows").format(n=MOST_ROWS))
    if _widest(rows) > MOST_COLUMNS:
        told = _("more than {n} columns").format(n=MOST_COLUMNS)
        raise SheetTooBigError(name=_name(), what=told)
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row.cells):
        told = _("a cell is longer than {n} characters").format(n=LONGEST_CELL)
        raise SheetTooBigError(name=_name(), what=told)


def _widest(rows: tuple[Row, ...] | list[Row]) -> int:
    return max((len(row.cells) for row in rows), default=0)
