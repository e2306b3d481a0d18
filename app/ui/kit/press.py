"""Delegates whose cells hold buttons: painted, pressed and explained from one geometry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from app.ui.kit.buttons import native, plain
from app.ui.kit.cell import CellDelegate, Index
from app.ui.kit.roles import Role
from app.ui.kit.text import show_tip

HEIGHT = 28
_ICON = 16
_PAD = 10

Allowed = Callable[[QAction, object], bool]


@dataclass(frozen=True, slots=True)
class Place:
    """An action and where its button sits."""

    action: QAction
    area: QRect


class PressableDelegate(CellDelegate):
    """A cell with buttons in the hovered and in the current row.

    Signals: *pressed* with the action and the index of the cell.
    """

    pressed = Signal(QAction, QModelIndex)
    allowed: Allowed | None = None

    def places(self, cell: QRect, index: Index, /) -> Sequence[Place]:
        """Return each button of the cell at *index*, left to right."""
        raise NotImplementedError

    def allows(self, action: QAction, index: Index) -> bool:
        """Tell whether *action* may be pressed in the row of *index*."""
        if self.allowed is None:
            return True
        return self.allowed(action, index.data(Role.RECORD))

    def action_at(self, position: QPoint, cell: QRect, index: Index) -> QAction | None:
        """Return the action whose button is at *position*."""
        if not self.rows.is_lit(index.row()):
            return None
        for place in self.places(cell, index):
            if place.area.contains(position):
                return place.action
        return None

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Override QStyledItemDelegate.editorEvent."""
        if not isinstance(event, QMouseEvent) or event.button() is not Qt.MouseButton.LeftButton:
            return super().editorEvent(event, model, option, index)
        cell = option.rect
        action = self.action_at(event.position().toPoint(), cell, index)
        if action is None:
            return super().editorEvent(event, model, option, index)
        if event.type() is QEvent.Type.MouseButtonRelease and self.allows(action, index):
            self.pressed.emit(action, model.index(index.row(), index.column()))
        return True

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Override QStyledItemDelegate.helpEvent."""
        cell = option.rect
        action = self.action_at(event.pos(), cell, index)
        if action is not None:
            show_tip(event.globalPos(), tip_of(action), view)
            return True
        return super().helpEvent(event, view, option, index)

    def paint_buttons(self, painter: QPainter, cell: QRect, index: Index) -> None:
        """Paint the buttons, if the row shows them."""
        if not self.rows.is_lit(index.row()):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in self.places(cell, index):
            self._paint_button(painter, place, enabled=self.allows(place.action, index))

    def _paint_button(self, painter: QPainter, place: Place, *, enabled: bool) -> None:
        tokens, pointer = self.tokens, self.rows.pointer
        under = enabled and pointer is not None and place.area.contains(pointer)
        danger = bool(place.action.property("danger"))
        color = tokens.color(_text_token(enabled=enabled, danger=danger))
        outline = color if under else tokens.color("border" if enabled else "line")
        painter.setPen(QPen(outline, 1.5 if under else 1))
        painter.setBrush(tokens.color("hover" if under else "surface"))
        frame = place.area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, 6, 6)
        painter.setPen(color)
        self._paint_face(painter, place)

    def _paint_face(self, painter: QPainter, place: Place) -> None:
        words = words_of(place.action)
        if words:
            painter.drawText(place.area, int(Qt.AlignmentFlag.AlignCenter), words)
            return
        spot = QRect(0, 0, _ICON, _ICON)
        spot.moveCenter(place.area.center())
        place.action.icon().paint(painter, spot)


def words_of(action: QAction) -> str:
    """Return what *action*'s button says: nothing if it is an icon alone."""
    return "" if action.property("wordless") else plain(action.text())


def width_of(action: QAction, metrics: QFontMetrics) -> int:
    """Return how wide *action*'s button is."""
    words = words_of(action)
    if not words:
        return HEIGHT
    return _PAD + metrics.horizontalAdvance(words) + _PAD


def tip_of(action: QAction) -> str:
    """Return what *action* does and the keys that do the same."""
    keys = native(action.shortcut())
    return f"{plain(action.text())} ({keys})" if keys else plain(action.text())


def _text_token(*, enabled: bool, danger: bool) -> str:
    if not enabled:
        return "muted"
    return "expired" if danger else "text"
