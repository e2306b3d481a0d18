"""A table of the portal that was pasted: whether it has a header, and which column is what."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from app.core import column_map, portal_list, text, value
from app.core.column_map import KNOWN, ColumnMap
from app.core.day_reading import Order, day_of
from app.core.key import ENDING_LENGTH
from app.core.permission import PermissionLevels
from app.core.sheet import Row, Sheet, header_at, header_form, known_in

_HEADER = 2
_HEX = frozenset("0123456789abcdef")
_TO_COMPARE_BY = ("name", "ending", "value")


def headed(table: Sheet, levels: PermissionLevels) -> Sheet:
    """Return *table*, all of whose rows are rows, with its header taken off.

    Where its first row shows a key already, no column has a name.
    """
    at = header_at(table.rows, KNOWN)
    width = max(len(row.cells) for row in table.rows)
    is_named = known_in(table.rows[at].cells, KNOWN) >= _HEADER
    if not is_named and (len(table.rows) == 1 or _shows_a_key(table.rows[0], levels)):
        return replace(table, headers=("",) * width)
    headers = tuple(table.rows[at].cell(column).strip() for column in range(width))
    return replace(table, headers=headers, rows=table.rows[at + 1 :])


def recognised(sheet: Sheet, levels: PermissionLevels) -> ColumnMap:
    """Return which columns are which fields: by their names, else by what is certain in them."""
    by_name = column_map.recognised(sheet.headers)
    return by_name if any(by_name.fields) else by_content(sheet, levels)


def by_content(sheet: Sheet, levels: PermissionLevels) -> ColumnMap:
    """Return the columns whose cells can be one field only, and are the only ones.

    Where one more column is left whose rows are not all the same, it is the name.
    """
    columns = [[row.cell(at).strip() for row in sheet.rows] for at in range(len(sheet.headers))]
    found = [_field_of(cells, levels) for cells in columns]
    fields = [field if found.count(field) == 1 else "" for field in found]
    left = [
        at
        for at, cells in enumerate(columns)
        if not found[at] and any(cells) and (len(cells) == 1 or len(set(cells)) > 1)
    ]
    if len(left) == 1 and all(columns[left[0]]):
        fields[left[0]] = "name"
    return ColumnMap(tuple(fields))


def asks_columns(sheet: Sheet, columns: ColumnMap) -> bool:
    """Tell whether somebody must say which column is what before anything is compared."""
    needed = _TO_COMPARE_BY if any(sheet.headers) else ("name",)
    return all(columns.column_of(field) is None for field in needed)


def _shows_a_key(row: Row, levels: PermissionLevels) -> bool:
    return any(_field_of([cell.strip()], levels) for cell in row.cells)


def _field_of(cells: Sequence[str], levels: PermissionLevels) -> str:
    """Return the field that all of *cells* can be; empty where none is certain."""
    filled = [cell for cell in cells if cell]
    names = portal_list.level_names(levels)
    tests: dict[str, Callable[[str], bool]] = {
        "value": text.is_uuid,
        "permission": lambda cell: header_form(cell) in names,
        "expires_on": _is_day,
        "ending": _is_ending,
    }
    for field, fits in tests.items():
        if filled and all(map(fits, filled)):
            return field if field != "ending" or _are_endings(filled) else ""
    return ""


def _is_day(cell: str) -> bool:
    return any(day_of(cell, order) for order in (Order.DAY_FIRST, Order.MONTH_FIRST))


def _is_ending(cell: str) -> bool:
    ending = value.shown_ending(cell) or ""
    return len(ending) == ENDING_LENGTH and set(ending.lower()) <= _HEX


def _are_endings(cells: Iterable[str]) -> bool:
    """Tell endings from years: some are masked, or have a letter."""
    return any(not cell.isdecimal() for cell in cells)
