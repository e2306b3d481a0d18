import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.ui.kit.hover_table import HoverTable
from app.ui.kit.press import PressableDelegate
from tests.ui.kit.sample import TITLES, SampleModel

LAST, KEY = len(TITLES) - 1, 2


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def table(qtbot, icons, done) -> HoverTable:
    made = HoverTable(icons)
    qtbot.addWidget(made)
    made.setModel(SampleModel())
    made.model().setParent(made)
    for name, shortcut in (("Edit", "F2"), ("Remove", "Del"), ("Copy", "Ctrl+C")):
        action = QAction(name, made)
        action.setShortcut(shortcut)
        action.triggered.connect(lambda _on=False, name=name: done.append(name))
    edit, remove, copy = made.findChildren(QAction)[-3:]
    made.set_row_actions([edit, remove])
    made.set_cell_action(KEY, copy)
    made.set_menu_actions([edit, None, remove, copy])
    made.resize(1000, 400)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def centre_of(table: HoverTable, row: int, column: int, number: int) -> QPoint:
    index = table.model().index(row, column)
    delegate = table.itemDelegateForColumn(column)
    assert isinstance(delegate, PressableDelegate)
    return delegate.places(table.visualRect(index), index)[number].area.center()


def test_the_row_under_the_mouse_is_hovered(qtbot, table):
    table.scrollTo(table.model().index(0, LAST))
    qtbot.mouseMove(table.viewport(), centre_of(table, 3, LAST, 0))
    assert table.rows.hovered_row == 3
    assert table.rows.is_lit(3)
    assert not table.rows.is_lit(4)


def test_a_click_on_a_painted_button_acts_on_that_row(qtbot, table, done):
    table.scrollTo(table.model().index(0, LAST))
    spot = centre_of(table, 3, LAST, 1)
    qtbot.mouseMove(table.viewport(), spot)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert done == ["Remove"]
    assert table.currentIndex().row() == 3


def test_copying_sits_in_the_keys_own_cell(qtbot, table, done):
    spot = centre_of(table, 1, KEY, 0)
    qtbot.mouseMove(table.viewport(), spot)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert done == ["Copy"]


def test_a_button_that_is_not_allowed_is_not_there(qtbot, table, done):
    edit, remove = table.actions()[:2]
    table.set_row_actions(
        [edit],
        instead=[remove],
        allowed=lambda action, record: record != 2 or action is remove,
    )
    table.scrollTo(table.model().index(0, LAST))
    for row in (2, 3):
        spot = centre_of(table, row, LAST, 0)
        qtbot.mouseMove(table.viewport(), spot)
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert done == ["Remove", "Edit"]


def test_the_keys_do_the_same(qtbot, table, done):
    table.setCurrentIndex(table.model().index(2, 0))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert done == ["Edit", "Remove"]


def test_shift_f10_opens_the_rows_menu(qtbot, table):
    table.setCurrentIndex(table.model().index(2, 0))
    qtbot.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert table.menu.isVisible()
    assert [action.text() for action in table.menu.actions()] == ["Edit", "", "Remove", "Copy"]
    table.menu.close()


def test_dots_open_the_rows_menu(qtbot, table):
    table.scrollTo(table.model().index(0, LAST))
    spot = centre_of(table, 1, LAST, 2)
    qtbot.mouseMove(table.viewport(), spot)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert table.menu.isVisible()
    table.menu.close()


def test_home_and_end_go_to_the_first_and_last_row(qtbot, table):
    table.setCurrentIndex(table.model().index(2, 0))
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == 11
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0


def test_the_current_row_shows_its_buttons_without_a_mouse(table):
    table.setCurrentIndex(table.model().index(5, 0))
    assert table.rows.is_lit(5)


def test_buttons_never_reach_beyond_their_column(table):
    index = table.model().index(0, LAST)
    cell = table.visualRect(index)
    delegate = table.itemDelegateForColumn(LAST)
    assert isinstance(delegate, PressableDelegate)
    assert all(cell.contains(place.area) for place in delegate.places(cell, index))


def test_columns_can_be_hidden_but_not_the_first(qtbot, table):
    spot = QPoint(5, 5)
    at = table.header.mapToGlobal(spot)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, at)
    QApplication.sendEvent(table.header.viewport(), event)
    [menu] = table.header.findChildren(QMenu)
    entries = menu.actions()
    assert not entries[0].isEnabled()
    with qtbot.waitSignal(table.columns_changed):
        entries[3].trigger()
    assert [at for at in range(table.header.count()) if table.header.isSectionHidden(at)] == [3]
    menu.close()


def test_a_click_on_a_heading_sorts(qtbot, table):
    spot = QPoint(table.header.sectionViewportPosition(1) + 20, 10)
    qtbot.mouseClick(table.header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert table.model().sorted_by[0] == 1


def test_a_million_rows_show_at_once(qtbot, icons):
    made = HoverTable(icons)
    qtbot.addWidget(made)
    model = SampleModel(1_000_000)
    began = time.monotonic()
    made.setModel(model)
    made.set_row_actions([])
    made.show()
    made.grab()
    made.setCurrentIndex(model.index(999_999, 0))
    made.grab()
    assert time.monotonic() - began < 2
    made.setModel(None)
