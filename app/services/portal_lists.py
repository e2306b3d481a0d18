"""The portal's list out of what was pasted, its columns as they were remembered or recognised."""

from gettext import gettext as _

from app.core import pasted
from app.core.column_map import ColumnMap
from app.core.errors import PastedNoTableError
from app.core.import_plan import Choices
from app.core.sheet import Sheet, SheetReader
from app.services.column_memory import ColumnMemory
from app.services.imports import Intake
from app.services.workplace import NO_PROGRESS, Workplace


class PortalLists:
    """Reads lists of the portal, and remembers which of their columns is what."""

    def __init__(self, workplace: Workplace, reader: SheetReader) -> None:
        self._workplace = workplace
        self._reader = reader
        self._memory = ColumnMemory(workplace)

    def pasted(self, text: str, html: str = "") -> Intake:
        """Return the table that was pasted as *text*, and as *html* too; raise a SheetError."""
        table = self._reader.pasted(text, html, NO_PROGRESS)
        sheet = pasted.headed(table, self._workplace.levels)
        columns = self._columns(sheet)
        if len(table.rows) == 1 and not any(columns.fields):  # a sentence with a comma
            raise PastedNoTableError
        return Intake(name=_("Pasted list"), sheet=sheet, choices=Choices(columns=columns))

    def remember(self, sheet: Sheet, columns: ColumnMap) -> None:
        """Remember *columns* for tables with the header of *sheet*; raise VaultLockedError."""
        with self._workplace.change():
            self._memory.remember(sheet.headers, columns)

    def _columns(self, sheet: Sheet) -> ColumnMap:
        """Return the columns as remembered; without names, only where their content agrees."""
        levels = self._workplace.levels
        known = self._memory.recall(sheet.headers)
        if known is None:
            return pasted.recognised(sheet, levels)
        certain = ColumnMap(()) if any(sheet.headers) else pasted.by_content(sheet, levels)
        agrees = all(
            not field or known.fields[at] == field for at, field in enumerate(certain.fields)
        )
        return known if agrees else certain
