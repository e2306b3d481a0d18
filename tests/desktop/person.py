"""A person at a real window: the X server gets the mouse and the keys from xdotool."""

import subprocess
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.hover_table import HoverTable
from app.ui.kit.press import PressableDelegate
from app.ui.shell.start import Start

PATIENCE_MS = 15_000


def xdotool(*words: str) -> None:
    """Let xdotool send something to the X server."""
    subprocess.run(["xdotool", *words], check=True, timeout=30)


class Person:
    """Looks at *start*'s window, points, clicks and types."""

    def __init__(self, qtbot: QtBot, start: Start) -> None:
        self._qtbot = qtbot
        self._start = start
        self._gone = False

    def wait(self, seen: Callable[[], object]) -> None:
        """Look until *seen* is so and nothing is under way."""
        self._qtbot.waitUntil(
            lambda: bool(seen()) and not self._start.tasks.busy, timeout=PATIENCE_MS
        )

    @property
    def window(self) -> Any:
        """The window, whichever is shown."""
        return self._start.window

    def arrive(self) -> None:
        """Wait until the window, or a dialog over it, is there and has the keyboard."""
        self._qtbot.waitUntil(lambda: self.window is not None, timeout=PATIENCE_MS)
        self._qtbot.waitExposed(self.window)
        self.wait(self._has_keyboard)

    def _has_keyboard(self) -> bool:
        shown = (self.window, *_dialogs(self.window))
        return any(one.isActiveWindow() for one in shown)

    def quit(self) -> None:
        """Quit with the keyboard."""
        self.press("ctrl+q")
        self.wait(lambda: not self.window.isVisible())
        self.leave()

    def leave(self) -> None:
        """Let the program end as it does after its last window is closed."""
        if not self._gone:
            self._gone = True
            self.window.close()
            self.window.deleteLater()
            self._start.close()

    def point(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Move the mouse over *widget*."""
        spot = widget.mapToGlobal(widget.rect().center() if at is None else at)
        xdotool("mousemove", str(spot.x() - 1), str(spot.y()), "mousemove", *_xy(spot))

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click on *widget* once it can be clicked."""
        self.wait(lambda: widget.isVisible() and widget.isEnabled())
        self.point(widget, at)
        xdotool("click", "1")

    def type(self, text: str) -> None:
        """Type *text*."""
        xdotool("type", "--delay", "4", text)

    def fill(self, field: Any, text: str) -> None:
        """Click into *field* and type *text* in place of what is there."""
        self.click(field)
        self.wait(field.hasFocus)
        xdotool("key", "ctrl+a")
        self.type(text)
        self.wait(lambda: field.text() == text)

    def press(self, *keys: str) -> None:
        """Press keys, each with its modifiers, as in ctrl+d."""
        xdotool("key", *keys)

    def dialog(self) -> Any:
        """Wait for a dialog and return it."""
        self.wait(lambda: _dialogs(self.window))
        dialog = _dialogs(self.window)[-1]
        self.wait(dialog.isActiveWindow)
        return dialog

    def no_dialog(self) -> None:
        """Wait until every dialog is closed."""
        self.wait(lambda: not _dialogs(self.window) and self.window.isActiveWindow())

    def press_in_row(self, table: HoverTable, row: int, column: int, action: QAction) -> None:
        """Hover over *row*, see the button of *action* come up, and click it."""
        index = table.model().index(row, column)
        cell = table.visualRect(index)
        self.point(table.viewport(), cell.center())
        self.wait(lambda: table.rows.hovered_row == row)
        delegate = table.itemDelegateForColumn(column)
        assert isinstance(delegate, PressableDelegate)
        places = {place.action: place.area for place in delegate.places(cell, index)}
        self.click(table.viewport(), places[action].center())


def _xy(spot: QPoint) -> tuple[str, str]:
    return str(spot.x()), str(spot.y())


def _dialogs(window: QWidget) -> list[QWidget]:
    return [one for one in window.findChildren(QWidget) if one.isWindow() and one.isVisible()]
