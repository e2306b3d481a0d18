"""One row of a file that is to be imported: its cells by field, and what is wrong with them."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from gettext import gettext as _
from typing import TypeVar

from app.core import day_reading, text, value
from app.core.calendar import YEARS, YEARS_OF_MOMENTS
from app.core.cell_guard import unguarded
from app.core.column_map import Source
from app.core.day_reading import Order
from app.core.errors import N_, FieldError
from app.core.import_plan import Choices, Remark
from app.core.key import Origin
from app.core.secret import Secret
from app.core.sheet import Row, Sheet

T = TypeVar("T")
LOOKS_LIKE_A_VALUE = N_("What stands here looks like a key's value: check which column is what.")
_MANAGERS = frozenset({Source.KEEPASSXC, Source.BITWARDEN})
_TOLD_IN_NOTES = {"permission": "permission", "expires": "expires_on", "keyholder": "id"}
_TOLD = re.compile(r"(permission|expires|keyholder): *(\S.*?) *", re.IGNORECASE)


class ImportRow:
    """Reads the cells of a row, and collects problems and warnings."""

    def __init__(self, row: Row, sheet: Sheet, source: Source, choices: Choices) -> None:
        self.line = row.line
        self.problems: list[Remark] = []
        self.warnings: list[Remark] = []
        self._row = row
        self._sheet = sheet
        self._columns = choices.columns
        self._raw = source in _MANAGERS
        self._told: Mapping[str, str] = {}
        self._notes: str | None = None
        if self._raw:
            self._read_notes()
        for at in range(len(sheet.headers), len(row.cells)):
            if row.cells[at].strip():
                self.refuse("", _("There are more cells than columns."))
                break

    def _read_notes(self) -> None:
        """Take out of the notes what an export wrote into them for want of columns."""
        kept, told = [], {}
        for one in self._cell("notes").replace("\r\n", "\n").split("\n"):
            found = _TOLD.fullmatch(one)
            if found:
                told[_TOLD_IN_NOTES[found[1].lower()]] = found[2]
            else:
                kept.append(one)
        self._told, self._notes = told, "\n".join(kept)

    def _cell(self, field: str) -> str:
        column = self._columns.column_of(field)
        if column is None:
            return ""
        if column in self._row.unreadable:
            self.refuse(
                field,
                _(
                    "The formula has no result. Open the file in Excel or LibreOffice and save it "
                    "again, or type the text itself."
                ),
            )
        cell = self._row.cell(column)
        return cell if self._raw and field == "value" else unguarded(cell)

    def has(self, field: str) -> bool:
        """Tell whether the file says anything of *field*, in any of its rows."""
        return self._columns.column_of(field) is not None

    def text(self, field: str) -> str:
        """Return what the row says of *field*."""
        if field == "notes" and self._notes is not None:
            return self._notes
        return self._cell(field) or self._told.get(field, "")

    def refuse(self, field: str, told: str) -> None:
        """Note that the row cannot be imported, and why."""
        if text.holds_uuid(told):  # a column taken for another: a value is never told
            told = _(LOOKS_LIKE_A_VALUE)
        remark = Remark(self.line, self._header(field), told)
        if remark not in self.problems:
            self.problems.append(remark)

    def warn(self, field: str, told: str) -> None:
        """Note what a person should look at."""
        self.warnings.append(Remark(self.line, self._header(field), told))

    def _header(self, field: str) -> str:
        column = self._columns.column_of(field) if field else None
        return "" if column is None else self._sheet.headers[column]

    def read(self, field: str, parse: Callable[[str, str], T], otherwise: T) -> T:
        """Return what *parse* makes of the field's text; note a problem if it refuses."""
        try:
            return parse(field, self.text(field))
        except FieldError as error:
            self.refuse(field, str(error))
            return otherwise

    def day(self, order: Order | None) -> date | None:
        """Return the expiry date; None where there is none, or it is a problem."""
        column = self._columns.column_of("expires_on")
        said = self.text("expires_on").strip()
        if not said:
            return None
        sure = column in self._row.dates
        day = day_reading.day_of(said, Order.ISO if sure else order)
        if day is not None and day.year not in YEARS:
            self.refuse("expires_on", _("Keyholder keeps days from 1970 on."))
        elif day is None and order in {None, Order.ISO} and _either(said):
            self.refuse(
                "expires_on",
                _("Whether the day or the month stands first cannot be told: choose it."),
            )
        elif day is None:
            self.refuse("expires_on", _("This is not a date. Write it like 2027-03-01."))
        return day

    def moment(self, field: str) -> datetime | None:
        """Return a moment; None where there is none, or it is a problem."""
        said = self.text(field).strip()
        if not said:
            return None
        try:
            moment = datetime.fromisoformat(said)
            aware = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
            if aware.year in YEARS_OF_MOMENTS:
                return aware
        except (ValueError, OverflowError):
            pass
        self.refuse(field, _("This is not a moment. Write it like 2027-03-01T09:30:00+00:00."))
        return None

    def value(self) -> Secret | None:
        """Return the key's value; None where it is not told whole, or is a problem."""
        shown = self.text("value")
        if not shown.strip() or value.shown_ending(shown) is not None:
            return None
        return self.read("value", lambda _field, cell: value.checked(Secret(cell)), None)

    def ending(self) -> str:
        """Return the last four characters, of a value that was masked too; empty without any."""
        if self.text("ending").strip():
            return self.read("ending", lambda _field, cell: value.checked_ending(cell), "")
        shown = value.shown_ending(self.text("value"))
        if not shown:
            return ""
        return self.read("value", lambda _field, _cell: value.checked_ending(shown), "")

    def origin(self) -> Origin:
        """Return where the key comes from: from the portal, where nothing else is said."""
        said = self.text("origin").strip()
        if said and said not in set(Origin):
            self.refuse("origin", _("An origin is made_here or portal."))
            return Origin.PORTAL
        return Origin(said) if said else Origin.PORTAL

    def id(self) -> str:
        """Return Keyholder's id of the key, empty where there is none."""
        said = self.text("id").strip().lower()
        if said and not text.is_uuid(said):
            self.refuse("id", _("This is not an id of Keyholder's."))
            return ""
        return said

    def several(self, field: str) -> tuple[str, ...]:
        """Return the things in a cell, one to a line, each once."""
        return tuple(dict.fromkeys(filter(None, map(str.strip, self.text(field).splitlines()))))


def clean_name(field: str, cell: str) -> str:
    """Return a name; raise FieldError, also for what is a value: a name is not sealed."""
    cleaned = text.clean_name(field, cell)
    if text.is_uuid(cleaned):
        raise FieldError(field, _(LOOKS_LIKE_A_VALUE))
    return cleaned


def predecessor_of(row: ImportRow) -> str:
    """Return what stands in a row as the id of the key that its own took the place of."""
    return row.text("predecessor").strip().lower()


def clean_emails(field: str, cell: str) -> tuple[str, ...]:
    """Return the addresses in a cell; raise FieldError."""
    return text.clean_emails(field, text.split_emails(cell))


def _either(said: str) -> bool:
    """Tell whether *said* is a day in one order or the other."""
    return any(day_reading.day_of(said, one) for one in (Order.DAY_FIRST, Order.MONTH_FIRST))


def shown(name: str) -> str:
    """Return *name* unless it is a value: a column may be taken for another."""
    return "…" if text.holds_uuid(name) else name
