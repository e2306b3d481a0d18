"""The pictures of the comparison with the portal's list, and of an inventory that was changed."""

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.core.key import Key, Origin
from app.services.key_list import View
from app.services.suite import Services
from app.ui.kit.dialogs import Dialog
from app.ui.reconcile.columns_dialog import ColumnsDialog
from app.ui.shell.main_window import MainWindow
from tests.screens.scenes import Scene, Settle


def reconcile_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the page before there is a list, and with one."""
    window.go("reconcile")
    settle()
    yield "reconcile-empty", window
    keys: list[Key] = []

    def read(services: Services) -> list[Key]:
        home = View(organisation=services.organisations.default().id)
        return services.keys.page(services.keys.query(home), 0, 60)

    window.desk.session.ask(read, keys.extend)
    settle()
    path = Path(window.desk.session.door.folder).with_name("portal-list.csv")
    _write(path, [key for key in keys if key.origin is Origin.PORTAL])
    page: Any = window.page
    page.source.open(str(path))
    settle()
    page.table.selectRow(0)
    settle()
    yield "reconcile", window
    QTest.mouseClick(page.bar.chips.buttons["still_there"], Qt.MouseButton.LeftButton)
    settle()
    yield "reconcile-no-match", window
    path.write_text("Name,Expires\nKoha,03/04/2027\n", encoding="utf-8")
    page.source.open(str(path))
    settle()
    yield "reconcile-dates", window
    yield from _pasted(window, page, settle)


def _pasted(window: MainWindow, page: Any, settle: Settle) -> Iterator[Scene]:
    """Take what is asked of a pasted table whose columns have no names."""
    text = (
        "Koha\tMain library\tAuthentication API\t••••c15b\t5 Dec 2026\tEdit Remove\n"
        "Alma\tBranch\tFull access\t••••77aa\t1 Mar 2027\tEdit Remove\n"
    )
    QGuiApplication.clipboard().setText(text)
    page.source.paste()
    settle()
    yield "reconcile-pasted", window
    page.source.ask_for_columns()
    settle()
    (dialog,) = window.findChildren(ColumnsDialog)
    yield "reconcile-columns", dialog
    dialog.reject()
    QGuiApplication.clipboard().setText("Good morning")
    page.source.paste()
    settle()
    yield "reconcile-no-table", window


def health_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take what is told of an inventory that was changed outside Keyholder."""
    window.go("dashboard")
    database = Path(window.desk.session.door.folder) / "inventory.db"
    with closing(sqlite3.connect(database)) as outside, outside:
        former = outside.execute("SELECT email, id FROM account").fetchall()
        outside.execute("UPDATE account SET email = 'eve@example.org'")
    _check(window, settle, found=True)
    yield "health-findings", window
    window.health.show_findings()
    settle()
    (dialog,) = (one for one in window.findChildren(Dialog) if one.isVisible())
    yield "health-dialog", dialog
    dialog.reject()
    with closing(sqlite3.connect(database)) as outside, outside:
        outside.executemany("UPDATE account SET email = ? WHERE id = ?", former)
    _check(window, settle, found=False)


def _check(window: MainWindow, settle: Settle, *, found: bool) -> None:
    """Check the inventory, and wait for what the window says of it."""
    window.health.check()
    for _turn in range(200):
        settle()
        if window.health.banner.isVisible() is found:
            break


def _write(path: Path, keys: list[Key]) -> None:
    """Write a list of the portal that has most of *keys*, some of them otherwise."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Name", "Permissions", "Key", "Expires"])
        for at, key in enumerate(keys[2:]):
            name = f"{key.name} (new server)" if at == 0 else key.name
            level = "Full access" if at == 1 else key.permission
            writer.writerow([name, level, f"••••{key.ending}", key.expires_on])
        writer.writerow(["Self-check in the library", "Authentication API", "••0a1b", "2027-05-01"])
