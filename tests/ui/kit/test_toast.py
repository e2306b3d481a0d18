import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QWidget

from app.ui.kit.toast import Toast


@pytest.fixture
def host(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_a_toast_goes_by_itself(qtbot, host, icons):
    toast = Toast(host, icons=icons, shown_ms=30)
    toast.say("Koha was removed.")
    assert toast.isVisible()
    assert not toast.undo_button.isVisible()
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_undo_is_called_once(qtbot, host, icons):
    taken = []
    toast = Toast(host, icons=icons)
    toast.say("Koha was removed.", undo=lambda: taken.append("back"))
    qtbot.mouseClick(toast.undo_button, Qt.MouseButton.LeftButton)
    assert taken == ["back"]
    assert not toast.isVisible()


def test_a_toast_waits_while_someone_reads(qtbot, host, icons):
    toast = Toast(host, icons=icons, shown_ms=30)
    toast.say("Koha was removed.")
    spot = QPointF(1, 1)
    toast.enterEvent(QEnterEvent(spot, spot, spot))
    assert not toast._timer.isActive()
    toast.leaveEvent(QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_a_new_toast_replaces_the_old_one(host, icons):
    toast = Toast(host, icons=icons)
    toast.say("One", undo=lambda: None)
    toast.say("Two")
    assert toast.text_label.text() == "Two"
    assert not toast.undo_button.isVisible()


def test_a_toast_stays_at_the_bottom(qtbot, host, icons):
    toast = Toast(host, icons=icons)
    toast.say("One")
    host.resize(800, 600)
    qtbot.waitUntil(lambda: toast.geometry().bottom() > 500)
    assert abs(toast.geometry().center().x() - 400) <= 1
