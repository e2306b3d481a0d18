"""The items of a list to tick: which are there, which fit, and how each is painted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from app.core.text import begin_words, words_of
from app.ui.kit.cell import LEFT, CellDelegate, Index
from app.ui.kit.roles import Role

_TOP = QModelIndex()
_BOX, _GAP = 16, 10
_CHECK = Qt.ItemDataRole.CheckStateRole


@dataclass(frozen=True, slots=True)
class PickItem:
    """One thing to tick: its id, what it is called, and quieter words beside that."""

    id: str
    label: str
    muted: str = ""


class PickModel(QAbstractListModel):
    """The items that fit the filter; those that were chosen when they were given come first.

    Signals: *ticked* when the person ticked an item, or took the tick away.
    """

    ticked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._items: Sequence[PickItem] = ()
        self._words: dict[str, frozenset[str]] = {}
        self._ordered: list[PickItem] = []
        self._shown: list[PickItem] = []
        self._chosen: set[str] = set()
        self._wanted: frozenset[str] = frozenset()

    def set_items(self, items: Sequence[PickItem]) -> None:
        """Have *items*, and no others."""
        self._items = tuple(items)
        self._words = {item.id: words_of(item.label, item.muted) for item in items}
        self._order()

    def set_chosen(self, ids: Collection[str]) -> None:
        """Tick exactly the items with these *ids*."""
        self._chosen = set(ids)
        self._order()

    def set_filter(self, typed: str) -> None:
        """Show the items that have words beginning as the words *typed* do."""
        self._wanted = words_of(typed)
        self._show()

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the ticked items, in the order in which they were given."""
        return tuple(item.id for item in self._items if item.id in self._chosen)

    def rowCount(self, parent: Index = _TOP) -> int:
        """Override QAbstractListModel.rowCount."""
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Override QAbstractListModel.flags."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override QAbstractListModel.data."""
        item = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.label
            case Role.MUTED_TEXT:
                return item.muted or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{item.label}, {item.muted}" if item.muted else item.label
            case Qt.ItemDataRole.CheckStateRole:
                on = item.id in self._chosen
                return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            case Role.RECORD:
                return item
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Override QAbstractListModel.setData: only the tick can be another."""
        if role != _CHECK or not index.isValid():
            return False
        change = self._chosen.add if value == Qt.CheckState.Checked else self._chosen.discard
        change(self._shown[index.row()].id)
        self.dataChanged.emit(index, index, [_CHECK])
        self.ticked.emit()
        return True

    def _order(self) -> None:
        self._ordered = sorted(self._items, key=lambda item: item.id not in self._chosen)
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        self._shown = [
            item for item in self._ordered if begin_words(self._wanted, self._words[item.id])
        ]
        self.endResetModel()


class PickDelegate(CellDelegate):
    """An item with its box; a click anywhere on it ticks, and so does Space."""

    def content(self, cell: QRect) -> QRect:
        """Override CellDelegate.content."""
        return super().content(cell).adjusted(_BOX + _GAP, 0, 0, 0)

    def paint_content(self, painter: QPainter, cell: QRect, index: Index) -> None:
        """Override CellDelegate.paint_content."""
        box = QRect(cell.left() + LEFT, cell.center().y() - _BOX // 2 + 1, _BOX, _BOX)
        self._paint_box(painter, box, on=_is_ticked(index))
        super().paint_content(painter, cell, index)

    def _paint_box(self, painter: QPainter, box: QRect, *, on: bool) -> None:
        tokens = self.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.color("accent" if on else "border"), 1))
        painter.setBrush(tokens.color("accent" if on else "surface"))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if on:
            self.icons.icon("check", "accent_text").paint(painter, box.adjusted(2, 2, -2, -2))
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        _option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Override CellDelegate.editorEvent."""
        if not _is_tick(event):
            return False
        after = Qt.CheckState.Unchecked if _is_ticked(index) else Qt.CheckState.Checked
        return model.setData(index, after, _CHECK)


def _is_ticked(index: Index) -> bool:
    return bool(index.data(_CHECK) == Qt.CheckState.Checked)


def _is_tick(event: QEvent) -> bool:
    if isinstance(event, QMouseEvent):
        released = event.type() == QEvent.Type.MouseButtonRelease
        return released and event.button() is Qt.MouseButton.LeftButton
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.KeyPress
        and event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Select}
    )
