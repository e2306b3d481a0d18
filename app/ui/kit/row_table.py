"""A table of whole rows that the keyboard can do everything with."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from app.ui.kit.column_header import ColumnHeader

_ROW = 40


class RowTable(QTableView):
    """Whole rows of one height, a row's menu, and headings that sort."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = ColumnHeader(self)
        self.menu = QMenu(self)
        self._arrange()

    def set_menu_actions(self, actions: Iterable[QAction | None]) -> None:
        """Fill the row's menu (None draws a line) and give the table the actions' shortcuts."""
        self.menu.clear()
        for action in actions:
            if action is None:
                self.menu.addSeparator()
                continue
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.menu.addAction(action)
            self.addAction(action)

    def enter(self) -> None:
        """Put the keyboard into the list: on the current row, or else on the first."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.choose_row(0)

    def choose_row(self, row: int) -> None:
        """Select *row* alone and put the keyboard there, whatever keys are held down."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self.model().index(row, max(self.currentIndex().column(), 0)),
            flags.ClearAndSelect | flags.Rows,
        )

    def show_menu(self, position: QPoint) -> None:
        """Open the row's menu at the global *position*."""
        if self.currentIndex().isValid() and not self.menu.isEmpty():
            self.menu.popup(position)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Override QTableView.moveCursor: Home and End go to the first and the last row."""
        rows = self.verticalHeader().count()
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: rows - 1,
        }
        if action in ends and rows:
            return self.model().index(ends[action], max(self.currentIndex().column(), 0))
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QTableView.keyPressEvent."""
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_F10 and shift:
            self.show_menu(self._below_current())
            return
        if event.matches(QKeySequence.StandardKey.Copy):  # Qt would copy the cell's text
            event.ignore()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Override QTableView.contextMenuEvent."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.show_menu(event.globalPos() if by_mouse else self._below_current())

    def _arrange(self) -> None:
        self.setHorizontalHeader(self.header)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(max(_ROW, self.fontMetrics().height() * 2))

    def _below_current(self) -> QPoint:
        index = self.currentIndex()
        corner = self.visualRect(index).bottomLeft() if index.isValid() else QPoint(0, 0)
        return self.viewport().mapToGlobal(corner)
