"""Reads the table in a file, whichever kind of file it is."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.core.column_map import KNOWN
from app.core.errors import SheetEmptyError, SheetKindError
from app.core.progress import Progress
from app.core.sheet import MOST_BYTES, Row, Sheet, header_at
from app.delivery.intake import csv_table, pasted_table, workbook
from app.delivery.intake.content import content_of

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class FileSheetReader:
    """Reads CSV files and Excel workbooks."""

    def read(self, path: str, progress: Progress, *, sheet: str = "") -> Sheet:
        """Return the table in the file at *path*; raise a SheetError or CancelledError."""
        name = Path(path).name
        content = content_of(path, most=MOST_BYTES)
        if content.startswith(_ZIP):
            found = workbook.table(content, name, progress, sheet)
        elif content.startswith((_OLD_EXCEL, b"%PDF", b"<?xml", b"{")):
            raise SheetKindError(name=name)
        else:
            found = csv_table.table(content, name, progress)
        return _headed(found, name)

    def pasted(self, text: str, html: str, progress: Progress) -> Sheet:
        """Return all rows of a pasted table, its header among them; raise a SheetError."""
        return pasted_table.table(text, html, progress)

    def template(self, ending: str, columns: Sequence[str]) -> bytes:
        """Return an empty table with these *columns*, as a .csv or .xlsx file."""
        if ending == ".xlsx":
            return workbook.template(columns)
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerow(columns)
        return "\ufeff".encode() + text.getvalue().encode()


def _headed(found: Sheet, name: str) -> Sheet:
    """Return *found*, whose rows include the header, with the header taken off."""
    if not found.rows:
        raise SheetEmptyError(name=name)
    at = header_at(found.rows, KNOWN)
    header: Row = found.rows[at]
    return replace(found, headers=_trimmed(header), rows=found.rows[at + 1 :])


def _trimmed(header: Row) -> tuple[str, ...]:
    cells = [cell.strip() for cell in header.cells]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)
