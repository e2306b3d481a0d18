from PySide6.QtCore import Qt

from app.ui.kit.text import ElidedLabel, PlainLabel, TextRole, set_tip, tip_markup

HOSTILE = '<img src="/etc/passwd"><b>Koha</b>'


def test_labels_never_guess_at_markup(qtbot):
    label = PlainLabel(HOSTILE, role=TextRole.TITLE)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == HOSTILE


def test_tips_show_markup_as_text(qtbot):
    label = PlainLabel("x")
    qtbot.addWidget(label)
    set_tip(label, HOSTILE, "Ctrl+C")
    assert "<img" not in label.toolTip()
    assert "&lt;img" in label.toolTip()
    assert "(Ctrl+C)" in label.toolTip()


def test_an_empty_tip_is_no_tip():
    assert not tip_markup("")


def test_a_label_that_lacks_room_tells_all_in_its_tip(qtbot):
    label = ElidedLabel("Koha of the main library, the branches and the archive")
    qtbot.addWidget(label)
    label.resize(80, 24)
    label.show()
    label.grab()
    assert "archive" in label.toolTip()
    label.resize(800, 24)
    label.grab()
    assert not label.toolTip()
