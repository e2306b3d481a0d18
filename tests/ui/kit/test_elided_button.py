import pytest
from PySide6.QtCore import Qt

from app.ui.kit.buttons import Kind
from app.ui.kit.elided_button import ElidedButton

NAME = "Koha & Evergreen of the main library, the branches and the archive"


@pytest.fixture
def button(qtbot, theme) -> ElidedButton:
    made = ElidedButton(NAME, kind=Kind.LINK, tip="Show it in the list")
    qtbot.addWidget(made)
    made.show()
    return made


def test_with_room_it_says_all(button):
    button.resize(button.sizeHint())
    assert button.text() == NAME.replace("&", "&&")
    assert ">Show it in the list</qt>" in button.toolTip()


def test_without_room_its_tip_says_all(button):
    button.resize(120, 30)
    assert button.text().startswith("Koha && ")
    assert button.text().endswith("…")
    assert "the branches and the archive<br>Show it in the list" in button.toolTip()
    assert button.accessibleName() == NAME


def test_it_never_needs_much_room(button):
    assert button.minimumSizeHint().width() < 160
    button.set_words("R")
    assert button.minimumSizeHint().width() <= button.sizeHint().width()


def test_room_that_comes_back_is_used(button):
    button.resize(120, 30)
    button.resize(2000, 30)
    assert button.text() == NAME.replace("&", "&&")


def test_enter_and_space_press_it(qtbot, button):
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, key)
