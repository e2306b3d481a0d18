"""The pictures of the search in the header: with hits of each kind, and with none."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.shell.main_window import MainWindow
from tests.screens.scenes import Scene, Settle


def search_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Type, and look at what comes up; also in a window that is too low for all of it."""
    window.go("keys", text="")
    for name, typed in (("search", "re"), ("search-one", "koha m"), ("search-nothing", "zebra")):
        _type(window, typed, settle)
        yield name, window
    size = window.size()
    window.resize(window.minimumSize())
    _type(window, "a", settle)
    for _step in range(9):
        QTest.keyClick(window.search.field, Qt.Key.Key_Down)
    settle()
    yield "search-small", window
    window.search.field.clear()
    window.search.popup.hide()
    window.resize(size)
    settle()


def _type(window: MainWindow, typed: str, settle: Settle) -> None:
    window.search.begin()
    window.search.field.clear()
    QTest.keyClicks(window.search.field, typed)
    QTest.qWait(200)
    settle()
