"""The pictures of advice, of the dashboard in its states, and what is given to advise on."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from app.core.application import ApplicationDraft
from app.core.errors import DatabaseBusyError
from app.core.identity import KeyId
from app.core.organisation import AccountDraft, OrganisationDraft
from app.core.replacement import Reason
from app.services.key_list import View
from app.services.suite import Services
from app.ui.shell.main_window import MainWindow
from tests.stage import add_key, create_key

Settle = Callable[[], None]
Scene = tuple[str, QWidget]


def give_something_to_advise(services: Services) -> None:
    """Let applications use keys, some of which do so less well than they could."""
    keys = {key.name: key.id for key in services.keys.page(services.keys.query(View()), 0, 100)}
    home = services.organisations.default().id
    for name, kind, uses in (
        ("Koha, main library", "koha", ["Koha, main library"]),
        ("Evergreen, branch library", "evergreen", ["Evergreen, branch library"]),
        ("Koha, test bench", "koha", ["Koha, main library"]),
        ("Self-service, PHP", "koha", ["Alma cloud app"]),
        ("Old discovery layer", "other", []),
        ("Kiosk in the reading room", "other", []),
    ):
        services.applications.create(
            ApplicationDraft(name=name, kind=kind, organisation=home),
            [keys[one] for one in uses if one in keys],
        )
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
    services.change.set_owner([keys["Usage reports in R"]], gone.id)
    _replace(services, keys)


def _replace(services: Services, keys: dict[str, KeyId]) -> None:
    """Leave replacements late, half done, due today, and planned."""
    today = services.workplace.now().date()
    services.uses.add(
        services.applications.find("Kiosk in the reading room").id,
        keys["Evergreen, branch library"],
    )
    begun = keys["Koha, main library"]
    create_key(services, "Koha, main library 2027", predecessor=begun, reason=Reason.EXPIRY)
    course = services.replacement_list.running_of(begun)
    if course is not None:
        services.replacements.move(
            course.replacement.id, course.checklist.steps[0].application.id, ""
        )
    services.replacements.plan(
        [
            (keys["ILS connector page (Polaris)"], today),
            (keys["Law library catalogue"], today),
            (keys["Usage reports in R"], today + timedelta(days=20)),
        ],
        Reason.EXPIRY,
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
