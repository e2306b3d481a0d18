"""The clipboard and the popup that hold a secret for a while."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication

from app.ui.kit.clipboard import HINTS, SecretClipboard
from app.ui.kit.reveal import RevealPopup

DUMMY = "not-a-real-key-value"


def test_a_secret_is_marked_as_one(qapp):
    clipboard = QGuiApplication.clipboard()
    SecretClipboard(clipboard).copy(DUMMY)
    data = clipboard.mimeData()
    assert data.text() == DUMMY
    assert set(HINTS) <= set(data.formats())
    assert data.data("x-kde-passwordManagerHint").data() == b"secret"


def test_a_secret_never_reaches_the_primary_selection(qapp):
    clipboard = QGuiApplication.clipboard()
    SecretClipboard(clipboard).copy(DUMMY)
    assert clipboard.text(QClipboard.Mode.Selection) != DUMMY


def test_a_secret_goes_after_a_while(qtbot, qapp):
    clipboard = QGuiApplication.clipboard()
    holder = SecretClipboard(clipboard, clear_after_s=0.03)
    with qtbot.waitSignal(holder.cleared):
        holder.copy(DUMMY)
    assert not clipboard.text()


def test_what_someone_copied_since_is_left_alone(qtbot, qapp):
    clipboard = QGuiApplication.clipboard()
    holder = SecretClipboard(clipboard)
    holder.copy(DUMMY)
    clipboard.setText("something else")
    holder.clear_now()
    assert clipboard.text() == "something else"


def test_the_seconds_left_are_told(qtbot, qapp):
    holder = SecretClipboard(QGuiApplication.clipboard(), clear_after_s=20)
    with qtbot.waitSignal(holder.copied) as copied:
        holder.copy(DUMMY)
    assert copied.args == [20]
    holder.clear_now()
    assert holder.remaining_s == 0


def test_a_revealed_secret_closes_by_itself(qtbot, theme):
    popup = RevealPopup(DUMMY, name="The key", shown_ms=40)
    popup.show_at(QPoint(0, 0))
    with qtbot.waitSignal(popup.destroyed):
        assert popup.isVisible()


def test_escape_closes_a_revealed_secret(qtbot, theme):
    popup = RevealPopup(DUMMY, name="The key")
    popup.show_at(QPoint(0, 0))
    with qtbot.waitSignal(popup.destroyed):
        qtbot.keyClick(popup, Qt.Key.Key_Escape)


def test_a_revealed_secret_cannot_be_selected(qtbot, theme):
    popup = RevealPopup(DUMMY, name="The key")
    qtbot.addWidget(popup)
    flags = popup.text_label.textInteractionFlags()
    assert flags == Qt.TextInteractionFlag.NoTextInteraction
