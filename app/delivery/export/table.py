"""Tables of keys: CSV and .xlsx, with the same columns and the same cells, each one guarded.

Days and moments are text in ISO 8601 in both: so they sort, and what comes back is equal.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from app.core.cell_guard import guarded
from app.core.export import Material

_BOM = b"\xef\xbb\xbf"
_WIDTHS = {"id": 38, "name": 36, "value": 38, "predecessor": 38, "notes": 40, "applications": 32}
_USUAL_WIDTH = 20


def csv_file(material: Material) -> bytes:
    """Return the keys as CSV (RFC 4180) in UTF-8, with the mark by which Excel knows it."""
    return _BOM + csv_text(_rows(material)).encode()


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Return *rows* as CSV; cells are as they are given."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def workbook(material: Material) -> bytes:
    """Return the keys as a workbook of one sheet; each cell is text, and none a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - 0.3 s, and only where a file is made
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
    from openpyxl.styles import Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    book = Workbook(write_only=True)
    sheet = book.create_sheet("API keys")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(material.columns, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column, _USUAL_WIDTH)
    last = get_column_letter(len(material.columns))
    sheet.auto_filter.ref = f"A1:{last}{len(material.keys) + 1}"
    file = io.BytesIO()
    try:
        for number, row in enumerate(_rows(material)):
            cells = []
            for text in row:
                cell = WriteOnlyCell(sheet, value=text)
                cell.data_type = "s"  # as text, whatever it begins with
                if number == 0:
                    cell.font = Font(bold=True)
                cells.append(cell)
            sheet.append(cells)
    finally:
        book.save(file)  # which removes what it wrote aside, after a cancel too
    return file.getvalue()


def _rows(material: Material) -> Iterator[list[str]]:
    """Yield the heading and a row for each key."""
    yield list(material.columns)
    for cells in material.rows():
        yield [guarded(cells[column]) for column in material.columns]
