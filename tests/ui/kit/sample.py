"""A virtual model of any size, for tables under test."""

# ruff: noqa: N802 - Qt names the methods

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.ui.kit.badge import BadgeLook, Shape
from app.ui.kit.roles import Role
from app.ui.kit.tokens import Tone

TITLES = ("Name", "Permission", "Key", "Expires", "State", "")
NAMES = ("Koha, main library", "Usage reports in R", "Repository harvest", "<b>Proxy</b> & co")
STATES = (
    BadgeLook("Expiring", Tone.EXPIRING, Shape.PIE),
    BadgeLook("Active", Tone.ACTIVE, Shape.DISC),
    BadgeLook("Expired", Tone.EXPIRED, Shape.CROSS),
    BadgeLook("Disabled", Tone.DISABLED, Shape.PAUSE),
)


class SampleModel(QAbstractTableModel):
    def __init__(self, rows: int = 12) -> None:
        super().__init__()
        self.rows = rows
        self.sorted_by: tuple[int, Qt.SortOrder] | None = None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        return 0 if parent.isValid() else self.rows

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        return len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        return TITLES[section] if role == Qt.ItemDataRole.DisplayRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sorted_by = (column, order)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Role.RECORD:
                return row
            case Role.MONO:
                return column == 2
            case Role.MUTED_TEXT:
                return "12 days" if column == 3 else None
            case Role.BADGE:
                return STATES[row % 4] if column == 4 else None
            case Role.LOADING:
                return row == 6 and column < 5
            case _:
                return None

    def _text(self, row: int, column: int) -> str:
        day = f"{1 + row % 28} Dec 2026"
        return (NAMES[row % 4], "Authentication API", "••••••••c15b", day, "", "")[column]
