"""Reads CSV: UTF-8, or UTF-16 with its mark; commas, semicolons and tabs told apart."""

import codecs
import csv
import io
from gettext import gettext as _

from app.core.column_map import KNOWN
from app.core.errors import SheetDamagedError, SheetEncodingError, SheetTooBigError
from app.core.progress import Progress
from app.core.sheet import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Row, Sheet, header_at, known_in

_STEP = 1_000
_SEPARATORS = (",", ";", "\t")
_BEGINNING = 20_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def table(content: bytes, name: str, progress: Progress, separator: str = "") -> Sheet:
    """Return all rows of a CSV file that are not empty, the header among them.

    What parts its cells is found out, unless *separator* tells.
    """
    text = _decoded(content, name)
    at = text.find("\0")
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        raise SheetDamagedError(name=name, reason=_("a NUL character, line {n}").format(n=line))
    told, skipped = _told_separator(text)
    separator = separator or told or _likely_separator(text)
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if line > skipped and any(cell.strip() for cell in cells):
                rows.append(_row(cells, line, name))
                _require_few(rows, name)
            if line % _STEP == 0:
                progress(line, 0)
    except csv.Error as error:
        told = _("line {n}: {reason}").format(n=before + 1, reason=error)
        raise SheetDamagedError(name=name, reason=told) from error
    return Sheet(headers=(), rows=tuple(rows))


def _row(cells: list[str], line: int, name: str) -> Row:
    if len(cells) > MOST_COLUMNS:
        told = _("more than {most} columns in line {n}").format(most=MOST_COLUMNS, n=line)
        raise SheetTooBigError(name=name, what=told)
    if any(len(cell) > LONGEST_CELL for cell in cells):
        told = _("a cell in line {n} is longer than {most} characters").format(
            most=LONGEST_CELL, n=line
        )
        raise SheetTooBigError(name=name, what=told)
    return Row(line=line, cells=tuple(cells))


def _require_few(rows: list[Row], name: str) -> None:
    if len(rows) > MOST_ROWS + 1:
        raise SheetTooBigError(name=name, what=_("more than {n} rows").format(n=MOST_ROWS))


def _decoded(content: bytes, name: str) -> str:
    mark, encoding = next((one for one in _MARKS if content.startswith(one[0])), (b"", "utf-8"))
    try:
        return content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise SheetEncodingError(name=name, position=error.start + 1) from error


def _told_separator(text: str) -> tuple[str, int]:
    """Return what the line “sep=;” says, by which Excel is told, and how many lines that took."""
    first = text[:6].splitlines()[0] if text else ""
    told = first[4:5]
    return (told, 1) if first[:4].lower() == "sep=" and told in _SEPARATORS else ("", 0)


def _likely_separator(text: str) -> str:
    """Return what parts the cells: what makes most known names, else most cells, of the header."""
    lines = text[:_BEGINNING].splitlines(keepends=True)

    def quality(separator: str) -> tuple[int, int]:
        rows: list[Row] = []
        try:
            for cells in csv.reader(lines, delimiter=separator):
                rows.append(Row(line=0, cells=tuple(cells)))
                if len(rows) > 10:  # noqa: PLR2004 - as far as a header is looked for
                    break
        except csv.Error:
            pass
        if not rows:
            return 0, 0
        header = rows[header_at(rows, KNOWN)]
        return known_in(header.cells, KNOWN), len(header.cells)

    return max(_SEPARATORS, key=quality)
