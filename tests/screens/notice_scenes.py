"""The pictures of notices: the page, the messages, the preferences, what they ask."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core import preference
from app.core.delivery import ChannelName
from app.core.errors import ServerUnreachableError
from app.services.suite import Services
from app.ui.kit.dialogs import Dialog
from app.ui.shell.main_window import MainWindow
from tests.screens.scenes import Scene, Settle

MAIL = {
    preference.MAIL_HOST: "mail.example.org",
    preference.MAIL_SENDER: "keyholder@example.org",
    preference.MAIL_USER: "keyholder",
}


def write_mail(services: Services) -> None:
    """Queue letters to everybody, of which one arrived, one failed, and the rest wait."""
    for what, value in MAIL.items():
        services.settings.set_text(what.name, value)
    services.settings.set_text(preference.MAIL_ON.name, "true")
    services.workplace.clock.turn(days=3)  # type: ignore[attr-defined]  # a FakeClock
    services.notices.look()
    first, *others = services.outbox.take(ChannelName.EMAIL, message_id_at="example.org")
    down = ServerUnreachableError(host="mail.example.org", port=465, reason="Connection refused")
    services.outbox.settle([(first.delivery, None), *((one.delivery, down) for one in others)])


def notice_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the notices, how they are answered, and what became of the messages."""
    window.go("notices")
    settle()
    page: Any = window.page
    page.table.selectRow(1)
    page.table.setFocus()
    settle()
    yield "notices", window
    page.snooze(page.model.record(2))
    settle()
    yield "snooze", _dialog(window)
    _dialog(window).close()
    settle()
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    settle()
    yield "notices-acknowledged", window
    for chip in ("snoozed", "acknowledged", "history"):
        QTest.mouseClick(page.chips.buttons[chip], Qt.MouseButton.LeftButton)
        settle()
        yield f"notices-{chip}", window
    window.go("messages")
    settle()
    page = window.page
    page.table.selectRow(0)
    page.table.setFocus()
    settle()
    yield "messages", window
    yield from _preferences(window, settle)


def _preferences(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    window.go("notice-settings")
    settle()
    page: Any = window.page
    yield "notice-settings", window
    page.stages_edit.setText("30, soon")
    page.stages_edit.editingFinished.emit()
    settle()
    yield "notice-settings-error", window
    area = page.form.parentWidget().parentWidget().parentWidget()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    settle()
    yield "notice-settings-computer", window
    page.stages_edit.setText("30, 21, 14, 10, 7, 5, 3, 2, 1, 0")
    page.stages_edit.editingFinished.emit()
    window.go("mail")
    settle()
    page = window.page
    yield "mail", window
    page.test_button.click()
    settle()
    dialog: Any = _dialog(window)
    yield "mail-test", dialog
    dialog.fail(
        ServerUnreachableError(host="mail.example.org", port=465, reason="Connection refused")
    )
    settle()
    yield "mail-test-failed", dialog
    dialog.close()
    settle()


def _dialog(window: MainWindow) -> Any:
    return [one for one in window.findChildren(Dialog) if one.isVisible()][-1]
