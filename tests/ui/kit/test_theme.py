from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPushButton

from app.ui.kit.icons import Icons
from app.ui.kit.theme import Mode, Theme
from app.ui.kit.tokens import DARK, LIGHT


def test_pinning_dark_changes_everything_at_once(qtbot, qapp, theme: Theme):
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(Mode.DARK)
    assert theme.dark
    assert theme.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == DARK.color("window")
    assert DARK.surface in qapp.styleSheet()


def test_an_unknown_system_scheme_is_light(theme: Theme):
    theme.set_mode(Mode.SYSTEM)
    assert theme.mode is Mode.SYSTEM
    assert theme.tokens is LIGHT


def test_marks_of_the_style_sheet_are_coloured_files(qapp, theme: Theme):
    assert "$" not in qapp.styleSheet()
    theme.set_mode(Mode.DARK)
    assert theme.svg("check", DARK.accent_text).count(DARK.accent_text.encode()) == 1


def test_icons_take_the_colour_of_their_token(theme: Theme, icons: Icons):
    image = icons.pixmap("dot", 24, color="accent").toImage()
    assert image.pixelColor(12, 12) == LIGHT.color("accent")


def test_icons_are_sharp_on_dense_screens(icons: Icons):
    pixmap = icons.pixmap("search", 16, ratio=2.0)
    assert pixmap.width() == 32
    assert pixmap.devicePixelRatio() == 2.0


def test_icons_on_buttons_follow_the_theme(qtbot, theme: Theme, icons: Icons):
    target = QPushButton()
    qtbot.addWidget(target)
    icons.put(target, "dot", "text")
    theme.set_mode(Mode.DARK)
    image = target.icon().pixmap(24, 24).toImage()
    assert image.pixelColor(12, 12) == DARK.color("text")


def test_icons_forget_buttons_that_are_gone(qapp, theme: Theme, icons: Icons):
    icons.put(QPushButton(), "dot")
    theme.set_mode(Mode.DARK)
    assert theme.dark
