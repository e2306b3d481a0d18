"""The pictures of the search in the header: with hits of each kind, and with none."""

from collections.abc import Callable, Iterator

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.ui.shell.main_window import MainWindow

Settle = Callable[[], None]
Scene = tuple[str, QWidget]


def search_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Type, and look at what comes up."""
    for name, typed in (("search", "re"), ("search-nothing", "zebra")):
        window.go("keys", text="")
        settle()
        window.activateWindow()
        settle()
        window.search.begin()
        window.search.field.clear()
        QTest.keyClicks(window.search.field, typed)
        QTest.qWait(200)
        settle()
        yield name, window
    window.search.field.clear()
    window.search.popup.hide()
