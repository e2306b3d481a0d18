"""Which column of a file is what: each with its first cells, and a list to choose from."""

from collections.abc import Sequence
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from app.core import text
from app.core.column_map import FIELDS, LABELS, ColumnMap
from app.core.sheet import Sheet
from app.ui.kit.card import Card, emptied
from app.ui.kit.choice_box import choice_box, choose
from app.ui.kit.text import ElidedLabel, PlainLabel, TextRole, accessible

_FEW = 3
_SHOWN = 60
_HIDDEN = "••••"


class ColumnsCard(Card):
    """A line for each column, which can be one of *fields*.

    Signals: *changed* when a column is something else.
    """

    changed = Signal()

    def __init__(self, fields: Sequence[str] = FIELDS, parent: QWidget | None = None) -> None:
        super().__init__(_("Columns"), parent)
        self._fields = fields
        self.boxes: list[QComboBox] = []
        self._columns = ColumnMap(())
        self._sheet = Sheet(headers=(), rows=())
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)

    @property
    def columns(self) -> ColumnMap:
        """Which column is which field."""
        return self._columns

    def show_sheet(self, sheet: Sheet, columns: ColumnMap) -> None:
        """Show the columns of *sheet*, as *columns* has them."""
        emptied(self._grid)
        self._sheet, self._columns = sheet, columns
        self.boxes = [self._add(at, header) for at, header in enumerate(sheet.headers)]
        self._choose()

    def forget(self) -> None:
        """Forget the file."""
        self.show_sheet(Sheet(headers=(), rows=()), ColumnMap(()))

    def _add(self, at: int, header: str) -> QComboBox:
        name = header or _("Column {n}").format(n=at + 1)
        box = choice_box()
        box.addItem(_("Left out"), "")
        for field in self._fields:
            box.addItem(_(LABELS[field]), field)
        accessible(box, name)
        box.activated.connect(partial(self._on_chosen, at))
        cells = ElidedLabel(self._cells(at), role=TextRole.MUTED)
        title = PlainLabel(name, role=TextRole.STRONG, wrap=True)
        self._grid.addWidget(title, at, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(cells, at, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(box, at, 2)
        return box

    def _cells(self, at: int) -> str:
        """Return the first cells of a column; what may be a key's value is not shown."""
        secret = self._columns.column_of("value") == at
        found = [cell for row in self._sheet.rows if (cell := row.cell(at).strip())][:_FEW]
        return " · ".join(
            _HIDDEN if secret or text.holds_uuid(cell) else " ".join(cell.split())[:_SHOWN]
            for cell in found
        )

    def _choose(self) -> None:
        for box, field in zip(self.boxes, self._columns.fields, strict=True):
            choose(box, field)

    def _on_chosen(self, at: int, _entry: int) -> None:
        self._columns = self._columns.with_column(at, self.boxes[at].currentData())
        for place in range(len(self.boxes)):
            cells = self._grid.itemAtPosition(place, 1)
            label = None if cells is None else cells.widget()
            if isinstance(label, ElidedLabel):
                label.setText(self._cells(place))
        self._choose()
        self.changed.emit()
