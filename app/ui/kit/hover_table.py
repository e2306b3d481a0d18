"""A table whose rows show their buttons to the mouse and to the keyboard alike."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QCursor, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.ui.kit.cell import CellDelegate, RowState
from app.ui.kit.column_room import ColumnRoom
from app.ui.kit.icons import Icons
from app.ui.kit.press import Allowed, PressableDelegate
from app.ui.kit.row_actions import CellActionDelegate, RowActionsDelegate, RowFaces
from app.ui.kit.row_table import RowTable


class HoverTable(RowTable):
    """A row's own actions, painted in the hovered and in the current row.

    Signals: *columns_changed* after the person showed or hid a column.
    """

    columns_changed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icons = icons
        self.rows = RowState()
        self.more_action = QAction(_("More"), self)
        self.room: ColumnRoom | None = None
        self._dress()

    def set_row_actions(
        self,
        actions: Sequence[QAction],
        *,
        instead: Sequence[QAction] = (),
        allowed: Allowed | None = None,
    ) -> None:
        """Show *actions* and ⋯ in the last column; *allowed* judges an action for a record.

        Where a record allows none of them, those *instead* that it allows are shown.
        """
        delegate = RowActionsDelegate(
            self,
            faces=RowFaces(actions, instead, self.more_action),
            allowed=allowed,
            icons=self.icons,
            rows=self.rows,
        )
        last = self.model().columnCount() - 1
        self._install(last, delegate)
        self.header.setSectionResizeMode(last, QHeaderView.ResizeMode.Fixed)
        self.header.resizeSection(last, delegate.width)

    def set_cell_action(
        self, column: int, action: QAction, *, allowed: Allowed | None = None
    ) -> None:
        """Show *action* as a small icon behind the text of *column*."""
        action.setProperty("wordless", True)
        delegate = CellActionDelegate(
            self, action=action, allowed=allowed, icons=self.icons, rows=self.rows
        )
        self._install(column, delegate)

    def set_widths(self, widths: Sequence[int], *, stretched: int = 0) -> None:
        """Give the first columns *widths*; the column *stretched* takes what is left.

        Where text would be cut while another column has room to spare, it gets some of that.
        """
        for column, width in enumerate(widths):
            self.header.resizeSection(column, width)
        self.header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.room = ColumnRoom(self, widths, stretched)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override QTableView.resizeEvent."""
        super().resizeEvent(event)
        if self.room is not None:
            self.room.look()

    def set_always_visible(self, visible: bool) -> None:  # noqa: FBT001 - a setter
        """Show the buttons in every row, not only in the hovered and the current one."""
        self.rows.always_visible = visible
        self.viewport().update()

    def reset(self) -> None:
        """Override QTableView.reset."""
        super().reset()
        self.rows.hovered_row = self.rows.current_row = -1

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Override QTableView.currentChanged."""
        super().currentChanged(current, previous)
        self.rows.current_row = current.row()
        self._update_rows(previous.row(), current.row())

    def viewportEvent(self, event: QEvent) -> bool:
        """Override QTableView.viewportEvent."""
        if event.type() == QEvent.Type.Leave:
            self.rows.pointer = None
            self._hover(-1)
        elif event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._point_at(event.position().toPoint())
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Override QTableView.scrollContentsBy."""
        super().scrollContentsBy(dx, dy)
        if self.rows.pointer is not None:
            self._point_at(self.viewport().mapFromGlobal(QCursor.pos()))

    def _dress(self) -> None:
        self.setMouseTracking(True)
        self.setItemDelegate(CellDelegate(self, icons=self.icons, rows=self.rows))
        self.more_action.setProperty("wordless", True)
        self.icons.put(self.more_action, "ellipsis")
        self.header.columns_changed.connect(self.columns_changed)

    def _install(self, column: int, delegate: PressableDelegate) -> None:
        delegate.pressed.connect(self._on_pressed)
        self.setItemDelegateForColumn(column, delegate)

    def _hover(self, row: int) -> None:
        previous, self.rows.hovered_row = self.rows.hovered_row, row
        if previous != row:
            self._update_rows(previous, row)

    def _point_at(self, position: QPoint) -> None:
        """Let the row and the button under the mouse light up."""
        index = self.indexAt(position)
        self.rows.pointer = position
        self._hover(index.row())
        self._update_rows(index.row())
        delegate = self.itemDelegateForIndex(index) if index.isValid() else None
        over = isinstance(delegate, PressableDelegate) and delegate.action_at(
            position, self.visualRect(index), index
        )
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _update_rows(self, *rows: int) -> None:
        width = self.viewport().width()
        for row in rows:
            if row >= 0:
                top = self.rowViewportPosition(row)
                self.viewport().update(QRect(0, top, width, self.rowHeight(row)))

    def _on_pressed(self, action: QAction, index: QModelIndex) -> None:
        """Do *action* in the row of *index*, which becomes the current one."""
        self.setCurrentIndex(index)
        if action is self.more_action:
            self.show_menu(QCursor.pos())
        elif action.isEnabled():
            action.trigger()
