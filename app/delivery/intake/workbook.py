"""Reads Excel workbooks (.xlsx), within limits: a file may be made to take all memory."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from gettext import gettext as _
from typing import Any

from app.core.column_map import KNOWN
from app.core.errors import (
    AppError,
    FieldError,
    SheetDamagedError,
    SheetEmptyError,
    SheetKindError,
    SheetTooBigError,
)
from app.core.progress import Progress
from app.core.sheet import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Row, Sheet, header_at, known_in

_MOST_UNPACKED = 200_000_000
_MOST_PARTS = 1_000
_STEP = 500
_LAST_ROW = 1_048_576
"""Where a sheet of Excel ends."""
_WORKBOOK = "xl/workbook.xml"


def table(content: bytes, name: str, progress: Progress, wanted: str) -> Sheet:
    """Return all rows of a sheet that are not empty, the header among them.

    That is the sheet called *wanted*, else the one whose header has most known names.
    """
    try:
        _require_small(content, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(content, name, progress, wanted)
    except AppError:
        raise
    except Exception as error:  # a damaged workbook fails in any way there is
        raise SheetDamagedError(name=name, reason=type(error).__name__) from error


def template(columns: Sequence[str]) -> bytes:
    """Return a workbook of one sheet, where the names of the *columns* stand."""
    from openpyxl import Workbook  # noqa: PLC0415 - 0.3 s, and only where a file is made

    book = Workbook(write_only=True)
    sheet = book.create_sheet("API keys")
    sheet.freeze_panes = "A2"
    sheet.append(list(columns))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _require_small(content: bytes, name: str) -> None:
    """Raise SheetTooBigError where the parts of the file, unpacked, would be too much."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
    if not any(one.filename == _WORKBOOK for one in parts):
        raise SheetKindError(name=name)
    size = sum(one.file_size for one in parts)
    if size > _MOST_UNPACKED or len(parts) > _MOST_PARTS:
        told = _("more than {n} MB when it is unpacked").format(n=_MOST_UNPACKED // 1_000_000)
        raise SheetTooBigError(name=name, what=told)


def _read(content: bytes, name: str, progress: Progress, wanted: str) -> Sheet:
    from openpyxl import load_workbook  # noqa: PLC0415 - 0.3 s, and only where a file is read

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    shown = [one for one in book.worksheets if one.sheet_state == "visible"]
    filled: dict[str, Sheet] = {}
    for sheet in shown:
        rows = tuple(_rows(sheet, name, progress))
        if rows:
            filled[sheet.title] = Sheet(headers=(), rows=rows, name=sheet.title)
    if not filled:
        raise SheetEmptyError(name=name)
    if wanted and wanted not in filled:
        raise FieldError(
            "sheet",
            _("There is no sheet “{name}” with anything in it. There are: {names}.").format(
                name=wanted, names=", ".join(filled)
            ),
        )
    chosen = filled[wanted] if wanted else max(filled.values(), key=_quality)
    return Sheet(
        headers=(),
        rows=tuple(_with_formulas(chosen, content, load_workbook)),
        name=chosen.name,
        others=tuple(one for one in filled if one != chosen.name),
    )


def _quality(sheet: Sheet) -> int:
    return known_in(sheet.rows[header_at(sheet.rows, KNOWN)].cells, KNOWN)


def _rows(sheet: Any, name: str, progress: Progress) -> Iterator[Row]:
    """Yield the rows that are not empty."""
    many = 0
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    for line, values in enumerate(sheet.iter_rows(max_row=_LAST_ROW, values_only=True), 1):
        if line % _STEP == 0:
            progress(line, 0)
        near = _near(values, line, name)
        texts = [_text(value) for value in near]
        while texts and not texts[-1].strip():
            texts.pop()
        if not texts:
            continue
        many += 1
        if many > MOST_ROWS + 1:
            raise SheetTooBigError(name=name, what=_("more than {n} rows").format(n=MOST_ROWS))
        if any(len(text) > LONGEST_CELL for text in texts):
            told = _("a cell in line {n} is longer than {most} characters").format(
                most=LONGEST_CELL, n=line
            )
            raise SheetTooBigError(name=name, what=told)
        dates = frozenset(at for at, value in enumerate(near) if isinstance(value, date))
        yield Row(line=line, cells=tuple(texts), dates=dates)


def _near(values: Sequence[object], line: int, name: str) -> Sequence[object]:
    """Return the cells of the columns that are read; raise SheetTooBigError if more are filled."""
    far = values[MOST_COLUMNS:]
    if far.count(None) < len(far):
        told = _("more than {most} columns in line {n}").format(most=MOST_COLUMNS, n=line)
        raise SheetTooBigError(name=name, what=told)
    return values[:MOST_COLUMNS]


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return str(value)


def _with_formulas(sheet: Sheet, content: bytes, load: Any) -> Iterator[Row]:
    """Yield the rows of *sheet*, told in which cells a formula has no result."""
    formulas = _formulas(sheet.name, content, load) if _has_formulas(content) else {}
    for row in sheet.rows:
        found = formulas.get(row.line, frozenset())
        empty = frozenset(at for at in found if not row.cell(at))
        yield Row(line=row.line, cells=row.cells, dates=row.dates, unreadable=empty)


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return any(
            b"<f" in packed.read(one)
            for one in packed.infolist()
            if one.filename.startswith("xl/worksheets/") and one.filename.endswith(".xml")
        )


def _formulas(title: str, content: bytes, load: Any) -> dict[int, frozenset[int]]:
    book = load(io.BytesIO(content), read_only=True)
    found: dict[int, frozenset[int]] = {}
    book[title].reset_dimensions()
    for row in book[title].iter_rows(max_row=_LAST_ROW):
        at = [n for n, cell in enumerate(row[:MOST_COLUMNS]) if cell.data_type == "f"]
        if at:
            found[row[at[0]].row] = frozenset(at)
    return found
