"""The portal's list out of a table: each row as the portal shows a key."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from gettext import gettext as _

from app.core import day_reading, value
from app.core.cell_guard import unguarded
from app.core.column_map import ColumnMap
from app.core.day_reading import Order
from app.core.errors import FieldError
from app.core.key import ENDING_LENGTH
from app.core.permission import PermissionLevels
from app.core.reconcile import PortalLine
from app.core.secret import Secret
from app.core.sheet import Row, Sheet, header_form
from app.core.text import sort_form


@dataclass(frozen=True, slots=True)
class PortalList:
    """What a table tells of the portal's keys."""

    lines: tuple[PortalLine, ...] = field(repr=False)
    remarks: tuple[str, ...]
    """What could not be read, each with its line."""
    asks_order: bool
    """Whether the dates in it can be read two ways, and nobody said which."""


def read(
    sheet: Sheet,
    columns: ColumnMap,
    levels: PermissionLevels,
    *,
    organisation: str,
    order: Order | None = None,
) -> PortalList:
    """Return the keys that *sheet* shows of one *organisation*; *order* is that of its dates.

    Rows that name another organisation are left out, and remarked in one sentence.
    """
    reading = _Reading(sheet, columns, levels, order)
    own = [row for row in sheet.rows if reading.is_of(row, organisation)]
    lines = tuple(reading.line(row) for row in own)
    remarks = reading.remarks
    if len(own) < len(sheet.rows):
        left = _("Lines of other organisations, left out: {count}.")
        remarks = [*remarks, left.format(count=len(sheet.rows) - len(own))]
    return PortalList(lines, tuple(remarks), reading.asks_order)


def level_names(levels: PermissionLevels) -> dict[str, str]:
    """Return the ids of *levels* by what they may be called, in one spelling."""
    return {
        header_form(name): level.id
        for level in levels
        for name in (level.label, level.id, _(level.label))
    }


class _Reading:
    """Reads the rows of one table."""

    def __init__(
        self, sheet: Sheet, columns: ColumnMap, levels: PermissionLevels, order: Order | None
    ) -> None:
        self._columns = columns
        self._levels = level_names(levels)
        self.remarks: list[str] = []
        decision = day_reading.decided(self._days(sheet.rows))
        self._order = order or decision.order
        self.asks_order = self._order is None

    def is_of(self, row: Row, organisation: str) -> bool:
        """Tell whether *row* is of an organisation, or names none."""
        said = self._text(row, "organisation")
        return not said or sort_form(said) == sort_form(organisation)

    def line(self, row: Row) -> PortalLine:
        """Return what *row* shows."""
        value, ending = self._value(row)
        return PortalLine(
            number=row.line,
            name=self._text(row, "name"),
            permission=self._level(row),
            expires_on=self._day(row),
            ending=ending,
            value=value,
        )

    def _days(self, rows: Iterable[Row]) -> Iterable[str]:
        column = self._columns.column_of("expires_on")
        if column is None:
            return ()
        return (row.cell(column) for row in rows if column not in row.dates)

    def _text(self, row: Row, field: str) -> str:
        column = self._columns.column_of(field)
        return "" if column is None else unguarded(row.cell(column)).strip()

    def _level(self, row: Row) -> str:
        said = self._text(row, "permission")
        found = self._levels.get(header_form(said), "")
        if said and not found:
            self._remark(row, _("the permission level is not one that Keyholder knows"))
        return found

    def _day(self, row: Row) -> date | None:
        said = self._text(row, "expires_on")
        column = self._columns.column_of("expires_on")
        order = Order.ISO if column in row.dates else self._order
        found = day_reading.day_of(said, order) if said else None
        if said and found is None and not self.asks_order:
            self._remark(row, _("the expiry date cannot be read"))
        return found

    def _value(self, row: Row) -> tuple[Secret | None, str]:
        """Return a value that is shown whole, or the ending of one that is not."""
        shown = self._text(row, "value")
        masked = value.shown_ending(shown)
        ending = self._ending(row, self._text(row, "ending") or masked or "")
        if not shown or masked is not None:
            return None, ending
        try:
            return value.checked(Secret(shown)), ending
        except FieldError as error:
            self._remark(row, str(error).rstrip("."))
            return None, ending

    def _ending(self, row: Row, said: str) -> str:
        """Return an ending as keys have it; empty where there is none."""
        if not said:
            return ""
        try:
            return value.checked_ending(said[-ENDING_LENGTH:])
        except FieldError as error:
            self._remark(row, str(error).rstrip("."))
            return ""

    def _remark(self, row: Row, told: str) -> None:
        self.remarks.append(_("Line {number}: {told}.").format(number=row.line, told=told))
