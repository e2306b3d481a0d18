"""The wheel over a form scrolls the form: it changes no field that it happens to pass."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.ui.kit.choice_box import choice_box
from app.ui.kit.spin import SpinBox


def wheel(target: QWidget) -> None:
    at = QPointF(target.rect().center())
    event = QWheelEvent(
        at,
        QPointF(target.mapToGlobal(at)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)


@pytest.fixture
def form(qtbot):
    area, box, number = QWidget(), choice_box(), SpinBox(0, 10)
    box.addItems(["it expires", "a person left"])
    number.setValue(5)
    column = QVBoxLayout(area)
    for field in (QLineEdit(), box, number):
        column.addWidget(field)
    qtbot.addWidget(area)
    area.show()
    qtbot.waitExposed(area)
    area.activateWindow()
    return area, box, number


def test_a_field_that_has_no_keyboard_is_scrolled_past(form):
    _area, box, number = form
    wheel(box)
    wheel(number)
    assert (box.currentText(), number.value()) == ("it expires", 5)
    assert not box.hasFocus()
    assert not number.hasFocus()


def test_a_field_that_has_the_keyboard_follows_the_wheel(qtbot, form):
    _area, box, number = form
    for field in (box, number):
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        wheel(field)
    assert (box.currentText(), number.value()) == ("a person left", 4)
