"""Which column of the portal's list is what."""

from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.column_map import ColumnMap
from app.core.sheet import Sheet
from app.ui.kit.card import scrolled
from app.ui.kit.dialogs import Dialog
from app.ui.transfer.columns_card import ColumnsCard

_FIELDS = ("name", "permission", "expires_on", "ending", "value", "organisation")
_WIDTH, _HEIGHT = 640, 420
_ROOM = 24


class ColumnsDialog(Dialog):
    """Asks; *columns* is the answer."""

    def __init__(self, sheet: Sheet, columns: ColumnMap, *, parent: QWidget | None = None) -> None:
        super().__init__(title=_("Which column is what?"), verb=_("Compare"), parent=parent)
        self.card = ColumnsCard(_FIELDS)
        self.card.show_sheet(sheet, columns)
        area = scrolled(self.card)
        area.setFixedHeight(min(self.card.sizeHint().height() + _ROOM, _HEIGHT))
        self.setMinimumWidth(_WIDTH)
        self.body.addWidget(area)

    @property
    def columns(self) -> ColumnMap:
        """Which column is which field."""
        return self.card.columns
