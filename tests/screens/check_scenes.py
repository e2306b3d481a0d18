"""The pictures of Check a key: empty, with what a text holds, one key alone, and an unknown one."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from app.ui.shell.main_window import MainWindow
from tests.screens.scenes import Scene, Settle, values_of

UNKNOWN = "00000000-1111-4222-8333-4444444400cc"


def check_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the page in its states."""
    window.go("check")
    settle()
    yield "check-empty", window
    found = values_of(window, settle, 4)
    page: Any = window.page
    values = [value.reveal() for _key, value in found]
    page.ask.text_edit.setPlainText(
        f'oaapikey = "{values[1]}"\noaconnectionid = 77\n\n# not ours: {UNKNOWN}\n'
        f"reports: {values[2]}, seen in the log as ****{values[3][-4:]}"
    )
    page.check_text()
    settle()
    yield "check", window
    page.table.choose_row(1)
    settle()
    yield "check-unknown", window
    key = found[2][0]
    window.go("check", key=key.id)
    page.ask.date_edit.set_value(key.expires_on - timedelta(days=1))
    settle()
    yield "check-one", window
    page.ask.date_edit.set_value(key.expires_on)
    settle()
    yield "check-expired", window
    window.go("keys")
    settle()
