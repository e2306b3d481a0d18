from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from app.ui.kit.buttons import action_button, icon_button, plain, primary_button


def test_a_button_tells_its_keys(qtbot):
    made = primary_button("&Create", shortcut="Ctrl+N")
    qtbot.addWidget(made)
    assert "Ctrl+N" in made.toolTip()
    assert made.accessibleName() == "Create"


def test_an_icon_button_has_a_name(qtbot, icons):
    made = icon_button(icons, "copy", "Copy the key")
    qtbot.addWidget(made)
    assert made.accessibleName() == "Copy the key"
    assert not made.icon().isNull()


def test_an_action_button_does_what_the_action_does(qtbot):
    action = QAction("&Edit")
    action.setShortcut("F2")
    made = action_button(action)
    qtbot.addWidget(made)
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    action.setEnabled(False)
    assert not made.isEnabled()
    assert "F2" in made.toolTip()


def test_mnemonics_are_not_read_aloud():
    assert plain("Save && &close") == "Save & close"
