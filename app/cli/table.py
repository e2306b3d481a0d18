"""Aligned plain text."""

import unicodedata
from collections.abc import Iterable, Sequence

from app.cli.output import shown

_GAP = "  "
_EMPTY = "-"


class Table:
    """Rows under headings. Columns only grow, so that rows can be printed page by page."""

    def __init__(self, *headings: str) -> None:
        self._waiting: list[Sequence[str]] = [headings]
        self._widths = [0] * len(headings)

    def lines(self, rows: Iterable[Sequence[str]]) -> str:
        """Return *rows* as aligned lines, below the headings the first time."""
        cells = [[shown(cell) or _EMPTY for cell in row] for row in (*self._waiting, *rows)]
        self._waiting = []
        for column, width in enumerate(self._widths):
            self._widths[column] = max([width, *(_width(row[column]) for row in cells)])
        return "\n".join(self._line(row) for row in cells)

    def _line(self, row: Sequence[str]) -> str:
        return _GAP.join(map(_padded, row, self._widths)).rstrip()


def pairs(facts: Iterable[tuple[str, str]]) -> str:
    """Return labels and what belongs to them, a pair to a line; further lines are indented."""
    known = list(facts)
    width = max(_width(label) for label, _text in known)
    margin = "\n" + " " * width + _GAP
    return "\n".join(
        _padded(label, width) + _GAP + margin.join((text or _EMPTY).split("\n"))
        for label, text in known
    )


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Return how many columns of a terminal *text* takes."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
