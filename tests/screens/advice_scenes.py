"""The pictures of advice, of the dashboard in its states, and what is given to advise on."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from app.core.application import ApplicationDraft
from app.core.errors import DatabaseBusyError
from app.core.organisation import AccountDraft, OrganisationDraft
from app.services.key_list import View
from app.services.suite import Services
from app.ui.shell.main_window import MainWindow
from tests.screens.scenes import Scene, Settle
from tests.stage import add_key


def give_something_to_advise(services: Services) -> None:
    """Add what the sample does not have: an account that has expired, a place without anybody."""
    keys = {key.name: key.id for key in services.keys.page(services.keys.query(View()), 0, 100)}
    home = services.organisations.default().id
    college = services.organisations.create(OrganisationDraft(name="Example College"))
    add_key(services, "Proxy, College", organisation=college.id, ending="77aa")
    gone = services.accounts.create(
        AccountDraft(
            name="Former Colleague",
            email="former@example.org",
            organisation=home,
            expires_on=date(2026, 3, 3),
        )
    )
    services.change.set_owner([keys["Reading list service"]], gone.id)
    services.applications.create(
        ApplicationDraft(name="Kiosk in the reading room", kind="other", organisation=home)
    )


def dashboard_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the dashboard: everything on it, small, scrolled down, and when it cannot be read."""
    window.go("dashboard")
    settle()
    page: Any = window.page
    yield "dashboard-full", window
    bar = page.findChild(QScrollArea).verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()
    yield "dashboard-end", window
    bar.setValue(0)
    size = window.size()
    window.resize(720, 480)
    settle()
    yield "dashboard-small", window
    for place in (1, 2, 3):
        bar.setValue(bar.maximum() * place // 3)
        settle()
        yield f"dashboard-small-{place}", window
    bar.setValue(0)
    window.resize(size)
    page._on_failed(DatabaseBusyError())
    settle()
    yield "dashboard-failed", window


def advice_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the advice: all of it, one kind, in a small window, and when it cannot be read."""
    window.go("advice")
    settle()
    page: Any = window.page
    yield "advice", window
    QTest.mouseClick(page.chips.buttons["unknown_use"], Qt.MouseButton.LeftButton)
    page.table.setFocus()
    settle()
    yield "advice-kind", window
    size = window.size()
    window.resize(720, 480)
    settle()
    yield "advice-small", window
    window.resize(size)
    page._on_failed(DatabaseBusyError())
    settle()
    yield "advice-failed", window
    QTest.mouseClick(page.chips.buttons["all"], Qt.MouseButton.LeftButton)
    settle()
