"""The room of a table's columns: given where text would be cut, taken where nothing needs it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTableView

_WIDEST = 420


class ColumnRoom(QObject):
    """Shares the room between columns anew as the table or what it shows changes.

    The column *stretched* has what the others leave. Once somebody drags a border, all stays.
    """

    def __init__(self, table: QTableView, widths: Sequence[int], stretched: int) -> None:
        super().__init__(table)
        self._table = table
        self._header = table.horizontalHeader()
        self._header.setResizeContentsPrecision(0)  # the rows in view alone are measured
        self._widths = dict(enumerate(widths))
        self._stretched = stretched
        self._sharing = False
        self._is_new = True
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._share)
        self._header.sectionResized.connect(self._on_resized)
        model = table.model()
        model.modelReset.connect(self._on_reset)
        model.layoutChanged.connect(self.look)
        model.dataChanged.connect(self._on_data)

    def look(self, *_changed: object) -> None:
        """Share the room anew, soon."""
        self._soon.start()

    def keep(self) -> None:
        """Leave all columns as they are from now on."""
        self._soon.stop()
        self._soon.blockSignals(True)

    def _on_reset(self) -> None:
        self._is_new = True
        self.look()

    def _on_data(self, *_changed: object) -> None:
        """Look at the first rows that come; columns do not move as more are scrolled to."""
        if self._is_new:
            self._is_new = False
            self.look()

    def _on_resized(self, column: int, before: int, after: int) -> None:
        dragged = not self._sharing and column in self._widths and column != self._stretched
        if dragged and before and after:  # neither hidden nor shown
            self.keep()

    def _share(self) -> None:
        header, stretched = self._header, self._stretched
        columns = [
            one for one in self._widths if one != stretched and not header.isSectionHidden(one)
        ]
        if not columns or not self._table.isVisible():
            return
        needs = {one: self._needed(one) for one in (*columns, stretched)}
        given = {one: self._widths[one] for one in columns}
        mine = header.sectionSize(stretched) + sum(header.sectionSize(one) for one in columns)
        spare = mine - sum(given.values()) - needs[stretched]
        for one in columns:
            wanted = needs[one] - given[one]
            step = min(max(wanted, 0), spare) if spare > 0 else max(min(wanted, 0), spare)
            given[one] += step
            spare -= step
        self._sharing = True
        for one, width in given.items():
            header.resizeSection(one, width)
        self._sharing = False

    def _needed(self, column: int) -> int:
        words = max(self._table.sizeHintForColumn(column), 0)
        return min(max(words, self._header.sectionSizeHint(column)), _WIDEST)
