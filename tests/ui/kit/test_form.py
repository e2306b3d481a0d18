import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.ui.kit.form import Form
from app.ui.kit.options import Option, OptionList
from app.ui.kit.spin import SpinBox


@pytest.fixture
def form(qtbot, icons) -> Form:
    made = Form(icons)
    qtbot.addWidget(made)
    made.add("name", "&Name", QLineEdit(), hint="As in the portal.")
    made.add("notes", "N&otes", QLineEdit())
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def test_a_label_names_its_control(form):
    field = form.fields["name"]
    assert field.label.buddy() is field.control
    assert field.control.accessibleName() == "Name"
    assert field.control.accessibleDescription() == "As in the portal."


def test_an_error_takes_the_place_of_the_help(form):
    form.set_error("name", "Another key has this name.")
    field = form.fields["name"]
    assert field.error_label.isVisible()
    assert not field.hint_label.isVisible()
    assert field.control.accessibleDescription() == "Another key has this name."
    form.set_error("name", None)
    assert field.hint_label.isVisible()
    assert not field.error_label.isVisible()


def test_the_first_wrong_field_gets_the_cursor(qtbot, form):
    form.show_errors({"notes": "Too long."})
    qtbot.waitUntil(form.fields["notes"].control.hasFocus)
    form.show_errors({})
    assert form.first_wrong() is None


def options() -> list[Option]:
    return [
        Option(id="auth", label="Authentication & more", description="Can <b>not</b> read."),
        Option(id="reports", label="Reports API"),
        Option(id="closed", label="Closed", enabled=False),
    ]


def test_an_option_can_be_clicked_anywhere(qtbot):
    made = OptionList(options())
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.chosen) as chosen:
        qtbot.mouseClick(made.cards["reports"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["reports"]
    assert made.value() == "reports"
    qtbot.mouseClick(made.cards["closed"], Qt.MouseButton.LeftButton)
    assert made.value() == "reports"


def test_arrow_keys_choose(qtbot):
    made = OptionList(options())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.set_value("auth")
    made.activateWindow()
    made.cards["auth"].radio.setFocus()
    qtbot.waitUntil(made.cards["auth"].radio.hasFocus)
    qtbot.keyClick(made.cards["auth"].radio, Qt.Key.Key_Down)
    assert made.value() == "reports"


def test_new_options_keep_the_choice(qtbot):
    made = OptionList(options())
    qtbot.addWidget(made)
    made.set_value("auth")
    made.set_options(options()[:1])
    assert made.value() == "auth"


def test_a_number_stays_in_its_range(qtbot):
    made = SpinBox(1, 60, suffix=" months")
    qtbot.addWidget(made)
    made.setValue(99)
    assert made.value() == 60
    assert made.text() == "60 months"
