from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.kit.pick_list import PickItem, PickList
from app.ui.kit.roles import Role

KEYS = (
    PickItem("a", "Koha, main library", "Authentication API · in 12 days"),
    PickItem("b", "Koha, branches", "Authentication API"),
    PickItem("c", "Usage reports in R", "Reports API"),
    PickItem("d", "Évergreen"),
)


@pytest.fixture
def picks(qtbot, icons) -> PickList:
    made = PickList(icons, name="Keys")
    qtbot.addWidget(made)
    made.set_items(KEYS)
    made.resize(420, 260)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def shown(picks: PickList) -> list[str]:
    model = picks.list_view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def click(qtbot, picks: PickList, row: int) -> None:
    area = picks.list_view.visualRect(picks.list_view.model().index(row, 0))
    qtbot.mouseClick(picks.list_view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())


def test_a_click_anywhere_on_an_item_ticks_it_and_another_takes_the_tick_away(qtbot, picks):
    with qtbot.waitSignal(picks.changed):
        click(qtbot, picks, 1)
    assert picks.chosen() == ("b",)
    assert picks.told_label.text() == "1 chosen"
    with qtbot.waitSignal(picks.changed):
        click(qtbot, picks, 1)
    assert picks.chosen() == ()


def test_what_is_chosen_comes_first_and_is_told_in_the_order_given(qtbot, picks):
    with qtbot.assertNotEmitted(picks.changed):
        picks.set_chosen(["d", "c", "unknown"])
    assert shown(picks) == [
        "Usage reports in R",
        "Évergreen",
        "Koha, main library",
        "Koha, branches",
    ]
    assert picks.chosen() == ("c", "d")


def test_nothing_moves_under_the_mouse_while_ticking(qtbot, picks):
    before = shown(picks)
    click(qtbot, picks, 3)
    assert shown(picks) == before


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("koh bra", ["Koha, branches"]),
        ("EVER", ["Évergreen"]),
        ("reports api", ["Usage reports in R"]),
        ("oha", []),
        ("…", [item.label for item in KEYS]),
    ],
)
def test_words_are_found_by_their_beginnings(picks, typed, fits):
    picks.filter_edit.setText(typed)
    assert shown(picks) == fits


def test_a_filter_that_fits_nothing_says_so_and_keeps_what_is_chosen(qtbot, picks):
    picks.set_chosen(["a"])
    QTest.keyClicks(picks.filter_edit, "zebra")
    assert picks.told_label.text() == "Nothing fits “zebra”. 1 chosen"
    assert picks.chosen() == ("a",)
    qtbot.keyClick(picks.filter_edit, Qt.Key.Key_Escape)
    assert picks.filter_edit.text() == ""
    assert len(shown(picks)) == len(KEYS)


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_the_keyboard_filters_goes_to_the_list_and_ticks(qtbot, picks, key):
    picks.setFocus()
    assert picks.filter_edit.hasFocus()
    QTest.keyClicks(picks.filter_edit, "koha")
    qtbot.keyClick(picks.filter_edit, key)
    assert picks.list_view.hasFocus()
    qtbot.keyClick(picks.list_view, Qt.Key.Key_Down)
    qtbot.keyClick(picks.list_view, Qt.Key.Key_Space)
    assert picks.chosen() == ("b",)


def test_a_screen_reader_hears_names_and_ticks(picks):
    picks.set_chosen(["a"])
    index = picks.list_view.model().index(0, 0)
    assert picks.list_view.accessibleName() == "Keys"
    assert picks.filter_edit.accessibleName() == "Search: Keys"
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Koha, main library, Authentication API · in 12 days"
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert index.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert index.data(Role.RECORD) == KEYS[0]


def test_two_thousand_items_are_narrowed_at_once(qtbot, picks):
    items = [PickItem(str(at), f"Key number {at}", f"library {at % 50}") for at in range(2_000)]
    started = perf_counter()
    picks.set_items(items)
    picks.filter_edit.setText("lib key 1999")
    picks.grab()
    took = perf_counter() - started
    assert shown(picks) == ["Key number 1999"]
    assert took < 0.5  # some 30 ms; the machine may be busy
