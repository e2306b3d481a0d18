"""The keys' page of the real window, offscreen: what a person sees there and does."""

from typing import Any

from PySide6.QtCore import QPoint, Qt

from app.ui.keys.columns import COLUMNS
from tests.ui.window import LEFT, WindowStage

_NO_KEY = Qt.KeyboardModifier.NoModifier
COLUMN = {column.id: at for at, column in enumerate(COLUMNS)}


class Sitting(WindowStage):
    """The program on a stage, with the keys' page open."""

    def sit(self) -> "Sitting":
        """Start the program, again if it runs, and open the page."""
        self.open()
        self.go("keys")
        return self

    @property
    def table(self) -> Any:
        return self.page.table

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
            held = Qt.KeyboardModifier.ControlModifier if number else _NO_KEY
            self.qtbot.mouseClick(self.table.viewport(), LEFT, held, spot)

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
