"""A table's header, whose columns can be hidden."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

_MIN_WIDTH = 48


class ColumnHeader(QHeaderView):
    """Headings that sort, and a menu of the columns.

    Signals: *columns_changed* after the person showed or hid one.
    """

    columns_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._menu = QMenu(self)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(_MIN_WIDTH)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Override QHeaderView.contextMenuEvent."""
        self._menu.clear()
        for section in range(self.count()):
            title = str(self.model().headerData(section, self.orientation()) or "")
            if title:
                self._add_entry(section, title)
        self._menu.popup(event.globalPos())

    def _add_entry(self, section: int, title: str) -> None:
        entry = self._menu.addAction(title.replace("&", "&&"))
        entry.setCheckable(True)
        entry.setChecked(not self.isSectionHidden(section))
        entry.setEnabled(section > 0)
        entry.toggled.connect(partial(self._on_toggled, section))

    def _on_toggled(self, section: int, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.setSectionHidden(section, not shown)
        self.columns_changed.emit()
