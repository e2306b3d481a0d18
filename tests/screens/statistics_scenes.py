"""The pictures of statistics: each page full, empty, failed and small, and the exported sheets."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel  # noqa: TID251 - it shows a picture

from app.core.errors import DatabaseBusyError
from app.core.key import Key
from app.core.organisation import OrganisationDraft
from app.services.suite import Services
from app.ui.shell.main_window import MainWindow
from app.ui.statistics.chart_sheet import ChartSheet
from tests.screens.scenes import Scene, Settle
from tests.stage import NOON, add_key, create_key

PAGES = ("forecast", "keys", "replacements", "notices")
TODAY = NOON.date()
CLUSTER = date(2026, 11, 9)
LEVELS = ("authentication",) * 5 + ("reports",) * 3 + ("full",) * 2


def fill(services: Services) -> None:
    """Add keys over three years, a week in which many expire, replacements, and notices."""
    chance = random.Random(4)
    home = services.organisations.default()
    college = services.organisations.create(
        OrganisationDraft(name="Plain College", reports_api=True)
    ).id
    with services.workplace.change():
        keys = [
            add_key(
                services,
                f"Connector {number}",
                permission=chance.choice(LEVELS),
                organisation=chance.choice([home.id, home.id, college]),
                expires_on=_expiry(chance, number),
                ending=f"{number:04x}",
            )
            for number in range(150)
        ]
        services.change.disable([key.id for key in keys[60:66]])
        services.change.remove([key.id for key in keys[66:70]])
    _replace(services, keys)
    for _day in range(40):
        services.workplace.clock.turn(days=1)  # type: ignore[attr-defined]  # a FakeClock
        services.notices.look()
    lines = services.notice_list.current()
    services.notice_list.acknowledge([line.notice.id for line in lines[::3]])


def _expiry(chance: random.Random, number: int) -> date:
    if number % 4 == 0:
        return CLUSTER + timedelta(days=chance.randrange(6))
    return TODAY + timedelta(days=chance.randrange(-20, 900))


def _replace(services: Services, keys: list[Key]) -> None:
    soon = sorted(keys[:60], key=lambda key: key.expires_on)
    for number, key in enumerate(soon[2:22]):
        create_key(services, f"{key.name}, next", predecessor=key.id, permission=key.permission)
        if number % 3 == 0:
            services.change.disable([key.id])


def empty_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the pages where there is nothing to count."""
    for page in PAGES:
        window.go(f"statistics-{page}")
        settle()
        yield f"statistics-{page}-empty", window


def statistics_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take each page, large and small, and the sheets that are exported."""
    for page in PAGES:
        window.go(f"statistics-{page}")
        settle()
        yield f"statistics-{page}", window
    yield from _pointed_at(window, settle)
    size = window.size()
    window.resize(720, 480)
    for page in PAGES[:2]:
        window.go(f"statistics-{page}")
        settle()
        yield f"statistics-{page}-small", window
    window.resize(size)
    settle()
    window.go("statistics-forecast")
    settle()
    shown: Any = window.page
    shown._on_failed(DatabaseBusyError())
    settle()
    yield "statistics-forecast-failed", window
    yield from _sheets(window, settle)


def _pointed_at(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take a bar under the pointer, one that has the keyboard, and the menu."""
    window.go("statistics-forecast")
    settle()
    page: Any = window.page
    card = page.cards["forecast"]
    card.view.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(3):
        QTest.keyClick(card.view, Qt.Key.Key_Right)
    QTest.mouseMove(card.view, card.view.area_of(5).center())
    settle()
    yield "statistics-forecast-pointed-at", window
    card.menu.popup(card.mapToGlobal(card.export_button.geometry().bottomLeft()))
    settle()
    yield "statistics-export-menu", card.menu
    card.menu.hide()


def _sheets(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    for page in PAGES:
        window.go(f"statistics-{page}")
        settle()
        shown: Any = window.page
        for chart_id, card in shown.cards.items():
            sheet = QLabel()
            image = ChartSheet(card._chart, card._statistics, window.font()).image()
            sheet.setPixmap(QPixmap.fromImage(image))
            sheet.adjustSize()
            yield f"statistics-sheet-{chart_id}", sheet
