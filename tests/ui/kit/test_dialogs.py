import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.kit.dialogs import Confirm, Dialog, ErrorDialog


@pytest.fixture
def window(qtbot, theme) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_escape_cancels(qtbot, window):
    dialog = Dialog(title="Create key", verb="Save", parent=window)
    dialog.open()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_enter_saves(qtbot, window):
    dialog = Dialog(title="Create key", verb="Save", parent=window)
    dialog.open()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_enter_on_cancel_cancels(qtbot, window):
    dialog = Dialog(title="Create key", verb="Save", parent=window)
    dialog.open()
    dialog.cancel_button.setFocus()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.cancel_button, Qt.Key.Key_Return)


def test_save_is_off_and_says_why(qtbot, window):
    dialog = Dialog(title="Create key", verb="Save", parent=window)
    dialog.open()
    dialog.set_blocked("A name is missing.")
    assert not dialog.primary_button.isEnabled()
    assert dialog.reason_label.text() == "A name is missing."
    dialog.set_blocked(None)
    qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    assert dialog.result() == Dialog.DialogCode.Accepted


def test_a_closed_dialog_is_gone(qtbot, window):
    dialog = Dialog(title="Create key", verb="Save", parent=window)
    dialog.open()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def test_enter_never_does_harm(qtbot, window):
    dialog = Confirm(
        title="Remove this key?", text="It stops.", verb="Remove", danger=True, parent=window
    )
    dialog.open()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_the_name_must_be_typed_first(qtbot, window):
    dialog = Confirm(
        title="Remove for good?", text="", verb="Remove", danger=True, typed="Koha", parent=window
    )
    dialog.open()
    assert not dialog.primary_button.isEnabled()
    qtbot.keyClicks(dialog.typed_edit, "Koha")
    assert dialog.primary_button.isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)


def test_an_error_is_plain_text_and_closes(qtbot, window):
    dialog = ErrorDialog(
        title="The keyring is locked", meaning="<b>No</b>", hint="Unlock it.", parent=window
    )
    dialog.open()
    assert dialog.meaning_label.text() == "<b>No</b>"
    assert not dialog.cancel_button.isVisible()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
