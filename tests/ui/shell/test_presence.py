"""Whether the program goes on when its window is closed; here there is never a tray."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.bootstrap import resources
from app.core.preference import CLOSE_TO_TRAY
from app.ui.kit.icons import Icons
from app.ui.kit.theme import Mode
from app.ui.program import show
from app.ui.shell.start import Start
from app.ui.shell.tray import Tray
from tests.edges import set_preferences
from tests.ui.window import WindowStage

NO_TRAY = "There is no tray here, so the window is minimised. Ctrl+Q quits."
WRONG_CODE = 9
# Qt looks for trays of X11, which its offscreen platform has not
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


@pytest.fixture
def staying(opened: WindowStage) -> WindowStage:
    """The window that goes on when it is closed."""
    opened.fill(lambda services: set_preferences(services, {CLOSE_TO_TRAY: "true"}))
    return opened.open()


@pytest.fixture
def start_hidden(window_stage: WindowStage) -> Callable[[], Start]:
    """Return what starts the program as at login."""

    def start() -> Start:
        made = Start(
            app=window_stage.app,
            door=window_stage.stage.door,
            icons=window_stage.icons,
            hidden=True,
        )
        window_stage._start = made
        made.begin()
        window_stage.settle()
        return made

    return start


def test_closing_closes_unless_something_else_is_wanted(opened):
    opened.window.close()
    assert not opened.window.isVisible()
    assert not opened.window.lookout._timer.isActive()


def test_without_a_tray_closing_minimises_and_says_so(staying, clock):
    staying.window.close()
    assert staying.window.isMinimized()
    assert staying.toast == NO_TRAY
    clock.turn(days=5)
    staying.window.lookout.look()
    staying.settle()
    assert staying.window.bell.text() == "1", "it goes on looking"


def test_the_preference_holds_at_once(opened):
    page = opened.go("notice-settings")
    opened.click(page.tray_box)
    opened.window.close()
    assert opened.window.isMinimized()
    opened.window.showNormal()
    opened.click(page.tray_box)
    opened.window.close()
    assert not opened.window.isVisible()


@pytest.mark.parametrize("minimised", [False, True])
def test_ctrl_q_quits_all_the_same(staying, minimised):
    if minimised:
        staying.window.close()
    staying.press("Ctrl+Q", staying.window)
    assert not staying.window.isVisible()
    assert not staying.window.lookout._timer.isActive()


def test_a_copied_value_does_not_outlive_a_window_that_was_put_away(staying):
    keys = staying.go("keys")
    keys.table.selectRow(0)
    staying.press("Ctrl+C", keys.table)
    assert staying.app.clipboard().text()
    staying.window.close()
    assert not staying.app.clipboard().text()


def test_a_hidden_start_without_a_tray_is_minimised(opened, start_hidden):
    opened.close()
    start_hidden()
    assert opened.window.isMinimized()
    assert opened.session.is_open, "the keyring opens the vault, and asks nobody"


def test_a_hidden_start_asks_nobody_for_a_passphrase_and_looks_all_the_same(
    opened, start_hidden, clock
):
    opened.close()
    opened.stage = replace(opened.stage, keyring=None)
    clock.turn(days=5)
    start_hidden()
    assert not opened.dialogs
    assert not opened.session.is_open
    assert opened.window.bell.text() == "1"
    assert opened.window.footer.statuses["vault"].text() == "Vault locked"


def test_what_began_hidden_stays_when_its_window_is_closed(opened, start_hidden):
    opened.close()
    start_hidden()
    opened.window.showNormal()
    opened.window.close()
    assert opened.window.isMinimized()
    opened.press("Ctrl+Q", opened.window)
    assert not opened.window.isVisible()


def test_a_hidden_start_that_fails_is_shown_and_so_is_what_comes_of_trying_again(
    opened, start_hidden, tmp_path
):
    opened.close()
    database = opened.stage.place.database
    shutil.copy(database, tmp_path / "good.db")
    database.write_text("somebody's shopping list\n" * 400)
    start_hidden()
    assert opened.failure.isVisible()
    shutil.copy(tmp_path / "good.db", database)
    opened.click(opened.failure.retry_button)
    assert opened.window.current_id == "dashboard"
    assert opened.window.isVisible()
    assert not opened.window.isMinimized()


def test_a_hidden_start_where_there_is_no_inventory_quits(window_stage):
    start = Start(
        app=window_stage.app, door=window_stage.stage.door, icons=window_stage.icons, hidden=True
    )
    window_stage._start = start
    late = QTimer(singleShot=True, interval=10_000)
    late.timeout.connect(partial(QApplication.exit, WRONG_CODE))
    late.start()
    start.begin()
    code = window_stage.app.exec()
    late.stop()
    assert code == 0
    assert start.window is None
    assert not window_stage.stage.place.database.exists()


def test_a_second_hidden_start_leaves_the_first_window_where_it_is(opened):
    opened.window.showMinimized()
    door = opened.stage.door
    assert door.take_window()
    assert show(opened.stage.door, passphrase=None, resources=resources(), hidden=True) == 0
    opened.settle()
    assert opened.window.isMinimized()
    door._window.release()


@pytest.fixture
def tray(opened: WindowStage) -> Tray:
    return opened.window.tray


def drawn(tray: Tray, count: int, size: int = 32) -> QImage:
    tray.set_count(count)
    return tray.icon.icon().pixmap(size, size).toImage()


@pytest.mark.parametrize("size", [22, 32, 64])
def test_the_icon_shows_the_count(tray, size):
    pictures = [drawn(tray, count, size) for count in (0, 3, 12, 120)]
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[:at])
    assert drawn(tray, 100, size) == drawn(tray, 120, size), "both are 99+"


def test_its_corner_is_red_and_the_rest_is_the_icon(tray, icons: Icons):
    plain, badged = drawn(tray, 0, 64), drawn(tray, 3, 64)
    assert badged.pixelColor(30, 44).name() == icons.theme.tokens.color("expired").name()
    assert plain.pixelColor(10, 10) == badged.pixelColor(10, 10)


def test_it_follows_the_colours(tray, icons: Icons):
    light = drawn(tray, 3)
    icons.theme.set_mode(Mode.DARK)
    assert tray.icon.icon().pixmap(32, 32).toImage() != light


def test_tip_and_menu_say_the_count(opened, tray):
    assert tray.icon.toolTip() == "Keyholder: 0 notices"
    tray.set_count(1)
    assert tray.icon.toolTip() == "Keyholder: 1 notice"
    tray.set_count(120)
    assert tray.icon.toolTip() == "Keyholder: 120 notices"
    assert [one.text() for one in tray.menu.actions()] == [
        *("Open Keyholder", "Notices (120)", "Lock", "Quit"),
    ]


def test_its_menu_locks_opens_and_quits(opened, tray):
    opened.window.showMinimized()
    opened.choose(tray.menu, "Lock")
    assert not opened.session.is_open
    assert opened.window.isMinimized()
    opened.choose(tray.menu, "Open Keyholder")
    assert not opened.window.isMinimized()
    opened.window.showMinimized()
    opened.choose(tray.menu, "Notices (0)")
    assert not opened.window.isMinimized()
    assert opened.window.current_id == "notices"
    opened.choose(tray.menu, "Quit")
    assert not opened.window.isVisible()


def test_where_there_is_no_tray_it_says_nothing_and_tells_so(tray):
    assert not tray.is_there
    assert not tray.say("A title", "A text")
