"""The rows of a list on a page: found by what they say, clicked like a person does."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint

from app.ui.kit.press import PressableDelegate
from app.ui.kit.roles import Role
from tests.ui.window import LEFT, WindowStage


def cells(page: Any, row: int) -> list[str]:
    """Return what the visible cells of *row* say, the quieter words included."""
    model, table = page.model, page.table
    shown = [at for at in range(model.columnCount() - 1) if not table.isColumnHidden(at)]
    return [_told(model.index(row, column)) for column in shown]


def _told(index: QModelIndex) -> str:
    words = [str(index.data() or ""), str(index.data(Role.MUTED_TEXT) or "")]
    return " · ".join(word for word in words if word)


def rows(page: Any) -> list[list[str]]:
    """Return what all rows say."""
    return [cells(page, row) for row in range(page.model.rowCount())]


def row_of(page: Any, words: str) -> int:
    """Return the row that says *words* somewhere."""
    found = [at for at, said in enumerate(rows(page)) if any(words in one for one in said)]
    assert len(found) == 1, f"{words!r} is in {len(found)} of {rows(page)}"
    return found[0]


def select(on: WindowStage, words: str) -> None:
    """Click on the row that says *words*."""
    page = on.page
    index = page.model.index(row_of(page, words), 0)
    page.table.scrollTo(index)
    on.qtbot.mouseClick(page.table.viewport(), LEFT, pos=page.table.visualRect(index).center())
    on.settle()


def press(on: WindowStage, words: str, keys: str) -> None:
    """Press *keys* in the row that says *words*."""
    select(on, words)
    on.press(keys, on.page.table)


def click(on: WindowStage, words: str, label: str) -> None:
    """Hover over the row that says *words* and click the button called *label*."""
    page = on.page
    table = page.table
    index = page.model.index(row_of(page, words), page.model.columnCount() - 1)
    table.scrollTo(index)
    delegate = table.itemDelegateForIndex(index)
    assert isinstance(delegate, PressableDelegate)
    places = {
        place.action.text(): place.area for place in delegate.places(table.visualRect(index), index)
    }
    assert label in places, f"{label!r} is not in {list(places)}"
    spot: QPoint = places[label].center()
    on.qtbot.mouseMove(table.viewport(), spot)
    on.qtbot.mouseClick(table.viewport(), LEFT, pos=spot)
    on.settle()
