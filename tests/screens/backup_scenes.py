"""The pictures of backups: the page in its states, what it asks, and the dashboard with them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.backup import Why
from app.services.key_change import KeyEdit
from app.services.key_list import View
from app.services.suite import Services
from app.storage.backup_file import manifest_of, read_manifest
from app.ui.kit.dialogs import Dialog
from app.ui.shell.main_window import MainWindow
from tests.screens.scenes import Scene, Settle
from tests.stage import create_key


def backup_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the page without a folder, with backups, and with what is wrong."""
    stick = Path(window.desk.session.door.folder).with_name("stick")
    stick.mkdir()
    window.go("backups")
    settle()
    yield "backups-none", window
    page: Any = window.page
    QTest.mouseClick(page.folder_button, Qt.MouseButton.LeftButton)
    settle()
    dialog = _dialog(window)
    dialog.folder_edit.line_edit.setText(str(stick))
    yield "backups-folder", dialog
    dialog.folder_edit.line_edit.setText(window.desk.session.door.folder)
    QTest.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    settle()
    yield "backups-folder-refused", dialog
    dialog.folder_edit.line_edit.setText(str(stick))
    QTest.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    settle()
    window.desk.session.act(lambda services, _report: _make_some(services))
    settle()
    page.refresh()
    settle()
    page.table.choose_row(1)
    page.table.setFocus()
    settle()
    yield "backups", window
    page.busy.begin("Verifying…", lambda: None)
    page.busy.advance(120, 214)
    page.busy.show()
    settle()
    yield "backups-busy", window
    page.busy.end()
    yield from _asked(window, settle, page)
    yield from _wrong(window, settle, stick)


def _make_some(services: Services) -> None:
    for why, days in ((Why.ROTATION, 1), (Why.IMPORT, 0), (Why.BULK, 1), (Why.ASKED, 0)):
        services.backups.make(why)
        services.workplace.clock.turn(days=days, hours=1)  # type: ignore[attr-defined]  # a FakeClock
    keys = services.keys.page(services.keys.query(View()), 0, 9)
    for key in keys[:7]:
        services.change.edit(key.id, KeyEdit(notes="changed since the backup"))
    create_key(services, "Made after the backup")


def _asked(window: MainWindow, settle: Settle, page: Any) -> Iterator[Scene]:
    page.acts.restore(page.model.record(1))
    settle()
    dialog = _dialog(window)
    yield "restore", dialog
    dialog.secret_edit.setText("not the passphrase of it")
    QTest.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    settle()
    yield "restore-refused", dialog
    dialog.reject()
    settle()
    QTest.mouseClick(page.drill_button, Qt.MouseButton.LeftButton)
    settle()
    yield "drill", _dialog(window)
    _dialog(window).reject()
    settle()
    page.acts.verify(page.model.record(1))
    settle()
    yield "backups-verified", window


def _wrong(window: MainWindow, settle: Settle, stick: Path) -> Iterator[Scene]:
    """Take a damaged backup, one of another key, a folder that is gone, and the dashboard."""
    window.go("dashboard")
    settle()
    yield "dashboard-backed-up", window
    *_earlier, other, latest = sorted(stick.glob("*.db"))
    manifest = read_manifest(other)
    assert manifest is not None
    manifest_of(other).write_bytes(replace(manifest, generation=manifest.generation + 1).file())
    latest.write_bytes(latest.read_bytes() + b"more")
    window.go("backups")
    settle()
    page: Any = window.page
    yield "backups-damaged", window
    page.acts.verify(page.model.record(0))
    settle()
    yield "backups-not-whole", _dialog(window)
    _dialog(window).reject()
    stick.rename(stick.with_name("away"))
    page.refresh()
    settle()
    yield "backups-gone", window
    window.lookout.look()
    window.go("dashboard")
    settle()
    yield "dashboard-backups-gone", window
    stick.with_name("away").rename(stick)
    window.lookout.look()
    settle()


def _dialog(window: MainWindow) -> Any:
    """Return the dialog that is open over *window*."""
    return next(one for one in window.findChildren(Dialog) if one.isVisible())
