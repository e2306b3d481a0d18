"""A table's columns as the person left them: order, widths, which are hidden, and the sort."""

from PySide6.QtCore import QByteArray, QSettings, Qt

from app.ui.kit.row_table import RowTable


class TableMemory:
    """Keeps a table's columns in the window's settings."""

    def __init__(self, settings: QSettings, name: str) -> None:
        self._settings = settings
        self._name = name

    def save(self, table: RowTable) -> None:
        """Remember the columns as they are."""
        header = table.header
        self._settings.setValue(f"{self._name}/columns", header.saveState())
        self._settings.setValue(f"{self._name}/sort", header.sortIndicatorSection())
        descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self._settings.setValue(f"{self._name}/descending", int(descending))

    def restore(self, table: RowTable) -> bool:
        """Put the columns as they were; tell whether anything was remembered."""
        state = self._settings.value(f"{self._name}/columns")
        return isinstance(state, QByteArray) and table.header.restoreState(state)

    def sort(self) -> tuple[int, Qt.SortOrder] | None:
        """Return the remembered sort: a column and an order."""
        column = self._settings.value(f"{self._name}/sort")
        if column is None:
            return None
        descending = bool(int(str(self._settings.value(f"{self._name}/descending", 0))))
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        return int(str(column)), order
