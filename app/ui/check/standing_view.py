"""What one key may do: its state on the day, and every operation with its answer."""

from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.permission import PermissionLevels
from app.ui.check import looks
from app.ui.check.looks import Hit, Row
from app.ui.kit.buttons import link_button
from app.ui.kit.hover_table import HoverTable
from app.ui.kit.icons import Icons
from app.ui.kit.text import ElidedLabel, PlainLabel, TextRole, accessible
from app.ui.record_table import RecordModel

_LOWEST, _NARROWEST = 200, 112
"""The table's least height, and its columns' least width."""


class StandingView(QWidget):
    """Shows one thing that was found.

    Signals: *key_wanted* with the id of its key.
    """

    key_wanted = Signal(str)

    def __init__(
        self, icons: Icons, levels: PermissionLevels, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._levels = levels
        self._hit: Hit | None = None
        self.title_label = ElidedLabel("", role=TextRole.HEADING)
        self.open_button = link_button(_("Open the key"))
        self.allowed_label = PlainLabel(role=TextRole.STRONG, wrap=True)
        self.stopped_label = PlainLabel(role=TextRole.ERROR, wrap=True)
        self.remarks_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        columns = looks.row_columns()
        self.model: RecordModel[Row] = RecordModel(columns, self)
        self.table = HoverTable(icons)
        self.table.setModel(self.model)
        self.table.setMinimumHeight(_LOWEST)
        self.table.header.setMinimumSectionSize(_NARROWEST)
        self.table.setColumnHidden(len(columns), True)
        accessible(self.table, _("What it may do"))
        self.table.set_widths([column.width for column in columns])
        if self.table.room is not None:  # reasons stay whole: paths are cut before them
            self.table.room.keep()
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self._arrange()
        self.open_button.clicked.connect(self.open_key)

    def show_hit(self, hit: Hit | None) -> None:
        """Show what is known of *hit*; None is nothing."""
        self._hit = hit
        standing = None if hit is None else hit.standing
        rulings = () if standing is None else standing.rulings
        self.model.set_records([Row(at, ruling) for at, ruling in enumerate(rulings)])
        self.table.setVisible(standing is not None)
        self.open_button.setVisible(standing is not None)
        if hit is None:
            return
        self.title_label.setText(looks.title_of(hit))
        self.allowed_label.setText("" if standing is None else looks.allowed_text(standing))
        self.allowed_label.setVisible(standing is not None)
        self.stopped_label.setText(looks.stopped_text(hit))
        self.stopped_label.setVisible(bool(self.stopped_label.text()))
        self.remarks_label.setText("\n".join(looks.remarks(hit, self._levels)))

    def open_key(self) -> None:
        """Ask for the key's own page, if there is a key."""
        if self._hit is not None and self._hit.standing is not None:
            self.key_wanted.emit(self._hit.standing.key.id)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.title_label, 1)
        top.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        for label in (self.allowed_label, self.stopped_label, self.remarks_label):
            column.addWidget(label)
        column.addWidget(self.table, 1)
        column.addStretch()
