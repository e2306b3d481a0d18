"""The keys' page of the real window, offscreen: what a person sees there and does."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.keys.columns import COLUMNS
from app.ui.kit.icons import Icons
from app.ui.shell.main_window import MainWindow
from app.ui.shell.start import Start
from tests.stage import Stage

PATIENCE_MS = 10_000
COLUMN = {column.id: at for at, column in enumerate(COLUMNS)}
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


class Sitting:
    """One start of the program on *stage*, with the keys' page open."""

    def __init__(self, qtbot: QtBot, app: QApplication, icons: Icons, stage: Stage) -> None:
        self.qtbot = qtbot
        self.app = app
        self.start = Start(app=app, door=stage.door, icons=icons)
        self.start.begin()
        self.settle()
        window = self.start.window
        assert isinstance(window, MainWindow)
        self.window = window
        window.resize(1100, 720)
        window.go("keys")
        self.settle()

    @property
    def page(self) -> Any:
        return self.window.page

    @property
    def table(self) -> Any:
        return self.page.table

    def settle(self) -> None:
        """Wait until nothing is under way: what settles may ask for something more."""
        for _answer in range(4):
            self.qtbot.waitUntil(lambda: not self.start.tasks.busy, timeout=PATIENCE_MS)
            self.app.processEvents()
        window = self.start.window
        if window is not None and window.isVisible() and self.app.activeWindow() is None:
            window.activateWindow()  # as a window manager does once a dialog is gone
            self.app.processEvents()

    def names(self) -> list[str]:
        """Return the names in the list, from top to bottom."""
        keys = [self.page.model.key_at(row) for row in range(self.page.model.rowCount())]
        return [key.name for key in keys if key is not None]

    def cell(self, name: str, column: str) -> str:
        """Return what a cell of the key called *name* says."""
        index = self.page.model.index(self.names().index(name), COLUMN[column])
        return str(index.data())

    def select(self, *names: str) -> None:
        """Click on the rows of keys, with Ctrl after the first."""
        for number, name in enumerate(names):
            index = self.page.model.index(self.names().index(name), 0)
            self.table.scrollTo(index)
            spot = self.table.visualRect(index).center()
            self.qtbot.mouseClick(self.table.viewport(), LEFT, CTRL if number else NONE, spot)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key in the list and wait for what comes of it."""
        self.qtbot.keyClick(self.table, key, modifiers)
        self.settle()

    def click(self, button: QWidget) -> None:
        """Click on *button* and wait for what comes of it."""
        assert button.isEnabled()
        self.qtbot.mouseClick(button, LEFT)
        self.settle()

    def click_in_row(self, name: str, column: str, label: str) -> None:
        """Hover over a row and click the painted button that is called *label*."""
        index = self.page.model.index(self.names().index(name), COLUMN[column])
        self.table.scrollTo(index)
        cell = self.table.visualRect(index)
        delegate = self.table.itemDelegateForColumn(COLUMN[column])
        places = {place.action.text(): place.area for place in delegate.places(cell, index)}
        spot: QPoint = places[label].center()
        self.qtbot.mouseMove(self.table.viewport(), spot)
        self.qtbot.mouseClick(self.table.viewport(), LEFT, pos=spot)
        self.settle()

    def buttons_in_row(self, name: str) -> list[str]:
        """Return the words of the buttons that a row shows."""
        index = self.page.model.index(self.names().index(name), COLUMN["actions"])
        delegate = self.table.itemDelegateForColumn(COLUMN["actions"])
        places = delegate.places(self.table.visualRect(index), index)
        return [place.action.text() for place in places]

    def filter(self, text: str) -> None:
        """Type into the filter and press Enter."""
        edit = self.page.bar.filter_edit
        edit.setFocus()
        edit.setText("")
        self.qtbot.keyClicks(edit, text)
        self.qtbot.keyClick(edit, Qt.Key.Key_Return)
        self.settle()

    @property
    def dialog(self) -> Any:
        """The dialog that is open."""
        shown = [one for one in self.window.findChildren(QWidget) if one.isWindow()]
        visible = [one for one in shown if one.isVisible()]
        assert visible, "no dialog is open"
        return visible[-1]

    @property
    def has_dialog(self) -> bool:
        return any(one.isWindow() and one.isVisible() for one in self.window.findChildren(QWidget))

    @property
    def toast(self) -> str:
        """What the toast says; nothing while there is none."""
        toast = self.window.toast
        return str(toast.text_label.text()) if toast.isVisible() else ""

    def close(self) -> None:
        """Close the window and the inventory."""
        self.window.close()
        self.window.deleteLater()
        self.start.close()
