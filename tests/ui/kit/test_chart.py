"""Charts: painted, pointed at, gone through by keyboard, told to screen readers."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter, QPainterPath
from PySide6.QtTest import QTest

from app.ui.kit.chart import ChartView
from app.ui.kit.chart_columns import ColumnDrawing
from app.ui.kit.chart_figures import ChartBar, ChartFigures, short_number, ticks
from app.ui.kit.chart_pattern import color_name, fill
from app.ui.kit.chart_rows import RowDrawing
from app.ui.kit.tokens import DARK, LIGHT

LEFT = Qt.MouseButton.LeftButton


def figures(*totals: int, series: int = 1) -> ChartFigures:
    """Return a bar for each total, each with two parts where there are two series."""
    return ChartFigures(
        name="Keys by month",
        description="Jan: 3 keys",
        series=tuple(f"Series {number}" for number in range(series)),
        bars=tuple(
            ChartBar(
                label=f"Month {at}",
                short=f"M{at}",
                group=str(2026 + at // 3),
                values=(total,) if series == 1 else (total - total // 2, total // 2),
                told=f"Month {at}: {total} keys",
                opens=at % 2 == 0,
            )
            for at, total in enumerate(totals)
        ),
    )


@pytest.fixture(params=[ColumnDrawing, RowDrawing])
def view(request, qtbot, theme) -> ChartView:
    made = ChartView(theme, request.param)
    made.set_figures(figures(3, 9, 4, 1, series=2))
    made.resize(600, 10)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.mark.parametrize(
    ("most", "scale"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (5, [0, 1, 2, 3, 4, 5]),
        (6, [0, 2, 4, 6]),
        (41, [0, 10, 20, 30, 40, 50]),
        (99_000, [0, 20_000, 40_000, 60_000, 80_000, 100_000]),
    ],
)
def test_the_axis_has_few_round_numbers_that_reach_the_longest_bar(most, scale):
    assert ticks(most) == scale


@pytest.mark.parametrize("most", [*range(300), 12_345, 1_000_000])
def test_the_axis_always_reaches_the_longest_bar(most):
    scale = ticks(most)
    assert scale[-1] >= most
    assert 2 <= len(scale) <= 6


def test_large_numbers_are_short_where_there_is_no_room():
    assert [short_number(one) for one in (999, 1_234, 45_678, 2_500_000)] == [
        *("999", "1.2k", "46k", "2.5M")
    ]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_each_series_looks_different_without_colour_too(tokens):
    seen = {tuple(grey(series, tokens)) for series in range(7)}
    assert len(seen) == 7
    assert len({(color_name(series), series % 7) for series in range(49)}) == 49


def grey(series: int, tokens) -> list[bool]:
    """Return which points of a series' pattern are in its colour, and which are not."""
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    path = QPainterPath()
    path.addRect(QRectF(0, 0, 40, 40))
    fill(painter, path, series, tokens)
    painter.end()
    color = tokens.color(color_name(series))
    return [image.pixelColor(x, y) == color for x in range(2, 38) for y in range(2, 38)]


def test_a_click_opens_what_the_bar_counts(view, qtbot):
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.mouseClick(view, LEFT, pos=view.area_of(2).center())
    assert opened.args == [2]


def test_a_bar_that_leads_nowhere_opens_nothing(view, qtbot):
    with qtbot.assertNotEmitted(view.opened, wait=50):
        qtbot.mouseClick(view, LEFT, pos=view.area_of(1).center())
        QTest.keyClick(view, Qt.Key.Key_Return)


def test_a_click_that_ends_on_another_bar_opens_nothing(view, qtbot):
    with qtbot.assertNotEmitted(view.opened, wait=50):
        qtbot.mousePress(view, LEFT, pos=view.area_of(0).center())
        qtbot.mouseRelease(view, LEFT, pos=view.area_of(2).center())
        qtbot.mouseClick(view, LEFT, pos=QPoint(view.width() - 1, view.height() - 1))


@pytest.mark.parametrize("enter", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_arrows_go_from_bar_to_bar_and_enter_opens(view, qtbot, enter):
    for key in (Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(view, key)
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, enter)
    assert opened.args == [2]
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.accessibleName() == "Keys by month, Month 0: 3 keys"


def test_a_screen_reader_is_told_the_figures_and_the_bar_with_the_keyboard(view):
    interface = QAccessible.queryAccessibleInterface(view)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert interface.text(QAccessible.Text.Name) == "Keys by month, Month 1: 9 keys"
    assert interface.text(QAccessible.Text.Description) == "Jan: 3 keys"
    view.clearFocus()
    assert interface.text(QAccessible.Text.Name) == "Keys by month"


def test_the_bar_under_the_pointer_tells_its_figures(view, qtbot):
    before = view.grab().toImage()
    qtbot.mouseMove(view, view.area_of(0).center())
    qtbot.waitUntil(lambda: "Month 0: 3 keys" in view.toolTip())
    assert view.cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert view.grab().toImage() != before
    qtbot.mouseMove(view, view.area_of(1).center())
    qtbot.waitUntil(lambda: "Month 1: 9 keys" in view.toolTip())
    assert view.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_the_keyboard_is_seen_at_the_bar_where_it_is(view):
    first = view.grab().toImage()
    QTest.keyClick(view, Qt.Key.Key_Right)
    second = view.grab().toImage()
    view.clearFocus()
    assert len({image.cacheKey() for image in (first, second)}) == 2
    assert first != second
    assert view.grab().toImage() not in (first, second)


def test_it_is_as_high_as_it_needs_at_any_width(view):
    wide = view.height()
    narrow = ChartFigures(
        name="", description="", series=tuple("Series of a long name" for _ in range(7)),
        bars=(ChartBar(label="a", values=(1,) * 7, told="a"),),
    )  # fmt: skip
    view.set_figures(narrow)
    before = view.height()
    view.resize(260, 10)
    assert view.height() > before
    assert wide > 0


def test_nothing_to_show_takes_no_room_and_no_keyboard(view):
    view.set_figures(figures())
    assert view.height() == 0
    assert view.focusPolicy() is Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("totals", [(0, 0), (1,), (1_000_000, 1), tuple(range(24))])
@pytest.mark.parametrize("width", [120, 240, 2_000])
def test_any_figures_are_painted_at_any_width(view, totals, width):
    view.set_figures(figures(*totals, series=2))
    view.resize(width, 10)
    assert not view.grab().isNull()
    places = [view.area_of(at) for at in range(len(totals))]
    assert all(one.isValid() for one in places)
