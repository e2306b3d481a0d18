"""The two kinds of cell with buttons: the row's verbs, and one beside a text."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QAction, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.ui.kit.cell import GAP, LEFT, RIGHT, Index, RowState, cell_font
from app.ui.kit.icons import Icons
from app.ui.kit.press import HEIGHT, Allowed, Place, PressableDelegate, width_of

_BETWEEN = 4


@dataclass(frozen=True, slots=True)
class RowFaces:
    """The buttons of a row: the *usual* ones that it allows, or those *instead*; then *more*."""

    usual: Sequence[QAction]
    instead: Sequence[QAction]
    more: QAction


class RowActionsDelegate(PressableDelegate):
    """The last column: what can be done with the row, in words."""

    def __init__(
        self,
        view: QWidget,
        *,
        faces: RowFaces,
        allowed: Allowed | None,
        icons: Icons,
        rows: RowState,
    ) -> None:
        super().__init__(view, icons=icons, rows=rows)
        self.allowed = allowed
        self._faces = faces

    @property
    def width(self) -> int:
        """The room that the column must have."""
        return max(self._width_of(self._faces.usual), self._width_of(self._faces.instead))

    def places(self, cell: QRect, index: Index, /) -> Sequence[Place]:
        """Override PressableDelegate.places."""
        shown = self._allowed_of(self._faces.usual, index)
        shown = shown or self._allowed_of(self._faces.instead, index)
        left = cell.right() + 1 - self._width_of(shown) + LEFT
        made = []
        for action in (*shown, self._faces.more):
            width = width_of(action, self.view.fontMetrics())
            made.append(Place(action, _centred(left, width, cell)))
            left += width + _BETWEEN
        return made

    def _allowed_of(self, actions: Sequence[QAction], index: Index) -> list[QAction]:
        return [action for action in actions if self.allows(action, index)]

    def _width_of(self, actions: Sequence[QAction]) -> int:
        metrics, faces = self.view.fontMetrics(), (*actions, self._faces.more)
        return LEFT + sum(width_of(face, metrics) + _BETWEEN for face in faces) - _BETWEEN + RIGHT

    def paint_content(self, painter: QPainter, cell: QRect, index: Index) -> None:
        """Override CellDelegate.paint_content."""
        self.paint_buttons(painter, cell, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Override CellDelegate.sizeHint."""
        return QSize(self.width, super().sizeHint(option, index).height())


class CellActionDelegate(PressableDelegate):
    """A text with one small button behind it, as for copying."""

    def __init__(
        self,
        view: QWidget,
        *,
        action: QAction,
        allowed: Allowed | None,
        icons: Icons,
        rows: RowState,
    ) -> None:
        super().__init__(view, icons=icons, rows=rows)
        self.allowed = allowed
        self._action = action

    def content(self, cell: QRect) -> QRect:
        """Override CellDelegate.content."""
        return super().content(cell).adjusted(0, 0, -HEIGHT - GAP, 0)

    def places(self, cell: QRect, index: Index, /) -> Sequence[Place]:
        """Override PressableDelegate.places."""
        metrics = QFontMetrics(cell_font(self.view.font(), index))
        words = metrics.horizontalAdvance(str(index.data() or ""))
        left = min(cell.left() + LEFT + words + GAP, cell.right() - RIGHT - HEIGHT)
        return [Place(self._action, _centred(left, HEIGHT, cell))]

    def allows(self, action: QAction, index: Index) -> bool:
        """Override PressableDelegate.allows."""
        return bool(index.data()) and super().allows(action, index)

    def paint_content(self, painter: QPainter, cell: QRect, index: Index) -> None:
        """Override CellDelegate.paint_content."""
        super().paint_content(painter, cell, index)
        if self.allows(self._action, index):
            self.paint_buttons(painter, cell, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Override CellDelegate.sizeHint."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + HEIGHT + GAP, hint.height())


def _centred(left: int, width: int, cell: QRect) -> QRect:
    """Return a button of *width* at *left*, in the middle of *cell*'s height."""
    return QRect(left, cell.top() + (cell.height() - HEIGHT) // 2, width, HEIGHT)
