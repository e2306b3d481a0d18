"""Short lists: all records at hand, columns as data, sorted here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.text import sort_form
from app.ui.kit.badge import BadgeLook
from app.ui.kit.roles import Role

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RecordColumn(Generic[T]):
    """A column: its heading, its text, what it sorts by, and what stands beside the text."""

    title: str
    text: Callable[[T], str]
    width: int
    sort_key: Callable[[T], Any] | None = None
    muted: Callable[[T], str] | None = None
    badge: Callable[[T], BadgeLook | None] | None = None


class RecordModel(QAbstractTableModel, Generic[T]):
    """Records in rows; the last column, without a heading, is for the row's buttons."""

    def __init__(self, columns: Sequence[RecordColumn[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._records: list[T] = []
        self._sort = (0, Qt.SortOrder.AscendingOrder)

    def set_records(self, records: Sequence[T]) -> None:
        """Show *records*."""
        self.beginResetModel()
        self._records = self._sorted(records)
        self.endResetModel()

    @property
    def records(self) -> Sequence[T]:
        """All records, in the order that is shown."""
        return self._records

    def record(self, row: int) -> T | None:
        """Return the record in *row*."""
        return self._records[row] if 0 <= row < len(self._records) else None

    def rowCount(self, parent: Index = _TOP) -> int:
        """Override QAbstractTableModel.rowCount."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Override QAbstractTableModel.columnCount."""
        return 0 if parent.isValid() else len(self._columns) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Override QAbstractTableModel.headerData."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._columns[section].title if section < len(self._columns) else ""

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Override QAbstractTableModel.sort."""
        if 0 <= column < len(self._columns):
            self._sort = (column, order)
            self.set_records(self._records)

    def _sorted(self, records: Sequence[T]) -> list[T]:
        at, order = self._sort
        column = self._columns[at]
        key = column.sort_key or (lambda record: sort_form(column.text(record)))
        return sorted(records, key=key, reverse=order is Qt.SortOrder.DescendingOrder)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override QAbstractTableModel.data."""
        record = self._records[index.row()]
        if role == Role.RECORD:
            return record
        if index.column() >= len(self._columns):
            return None
        column = self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(record)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.title}: {column.text(record)}"
            case Role.MUTED_TEXT:
                return column.muted(record) if column.muted else None
            case Role.BADGE:
                return column.badge(record) if column.badge else None
            case _:
                return None
