"""Notices on a real desktop: shown by its daemon, answered by a click, watched from its tray."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from app.bootstrap import own_desktop
from app.core.preference import CLOSE_TO_TRAY, DESKTOP_NAMES, Preference
from tests.desktop import desktop
from tests.desktop.conftest import Sit
from tests.desktop.desktop import Daemon
from tests.desktop.person import Person, xdotool
from tests.stage import FakeClock, Stage, add_key

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(240)]

KOHA, REPORTS = 'Koha <img src="x"> & more', "Usage reports in R"


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    """A notification daemon on this session's bus."""
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        pytest.skip("there is no session bus: run tests/on_screen.sh .venv/bin/pytest -m desktop")
    if shutil.which("dunst") is None:
        pytest.skip("dunst is not installed")
    made = Daemon(tmp_path)
    with made.running():
        yield made


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """An inventory with two keys that stop soon."""
    made = Stage(folder=tmp_path / "inventory", clock=FakeClock(), desktop=own_desktop())
    services = made.make(keyring=True)
    add_key(services, KOHA, expires_on=date(2026, 6, 20))
    add_key(services, REPORTS, ending="aaaa", expires_on=date(2026, 7, 10))
    services.inventory.close()
    return made


def prefer(stage: Stage, what: Preference[bool], *, on: bool) -> None:
    services = stage.open()
    services.settings.set(what, on)
    services.inventory.close()


def click_at(spot: tuple[int, int]) -> None:
    xdotool("mousemove", str(spot[0]), str(spot[1]), "click", "1")


def turn(stage: Stage, **time: float) -> None:
    """Let time go by; the window finds out by itself."""
    assert isinstance(stage.clock, FakeClock)
    stage.clock.turn(**time)


def shown_notices(person: Person) -> list[str]:
    page: Any = person.window.page
    return [line.subject.name for line in page.model.records]


def test_a_digest_is_seen_by_the_daemon_and_a_click_opens_the_page(stage, sit: Sit, daemon):
    person = sit(stage)
    person.wait(lambda: daemon.shown == 1)
    assert person.window.bell.text() == "2"
    click_at(daemon.place())
    person.wait(lambda: person.window.current_id == "notices")
    person.wait(lambda: shown_notices(person) == [KOHA, REPORTS])
    person.wait(lambda: daemon.shown == 0)
    assert daemon.history == [
        (f"The key “{KOHA}” stops in 5 days", "and 1 more notice"),
    ]
    turn(stage, days=2)
    person.wait(lambda: daemon.shown == 1)
    person.quit()


def test_markup_in_a_name_is_shown_as_it_is(stage, sit: Sit, daemon):
    services = stage.open()
    services.change.remove([services.keys.next_to_expire(None, 2)[1].id])
    services.inventory.close()
    person = sit(stage)
    person.wait(lambda: daemon.shown == 1)
    click_at(daemon.place())
    person.wait(lambda: daemon.history)
    assert KOHA in daemon.history[0][0]
    person.quit()


def test_a_shared_screen_shows_the_count_alone(stage, sit: Sit, daemon):
    prefer(stage, DESKTOP_NAMES, on=False)
    person = sit(stage)
    person.wait(lambda: daemon.shown == 1)
    click_at(daemon.place())
    person.wait(lambda: daemon.history)
    assert daemon.history == [("2 notices", "Open Keyholder to see which keys or accounts expire.")]
    person.quit()


def test_without_a_daemon_nothing_is_lost_and_it_is_shown_once_there_is_one(
    stage, sit: Sit, tmp_path
):
    if shutil.which("dunst") is None:
        pytest.skip("dunst is not installed")
    person = sit(stage)
    person.wait(lambda: person.window.bell.text() == "2")
    daemon = Daemon(tmp_path)
    with daemon.running():
        turn(stage, minutes=2)
        person.wait(lambda: daemon.shown == 1)
    person.quit()


def test_the_window_closes_to_the_tray_and_comes_back(stage, sit: Sit, daemon):
    prefer(stage, CLOSE_TO_TRAY, on=True)
    with desktop.tray():
        person = sit(stage)
        person.wait(QSystemTrayIcon.isSystemTrayAvailable)
        person.wait(lambda: person.window.tray.is_there)
        person.wait(lambda: daemon.shown == 1)
        click_at(daemon.place())
        person.wait(lambda: daemon.shown == 0)
        person.press("alt+F4")
        person.wait(lambda: not person.window.isVisible())
        turn(stage, days=2)
        person.wait(lambda: daemon.shown == 1)
        click_at(daemon.place())
        person.wait(lambda: person.window.isVisible() and person.window.isActiveWindow())
        assert person.window.current_id == "notices"
        person.press("alt+F4")
        person.wait(lambda: not person.window.isVisible())
        spot = person.window.tray.icon.geometry().center()
        click_at((spot.x(), spot.y()))
        person.wait(person.window.isVisible)
        person.arrive()
        person.quit()


def test_without_a_tray_the_window_is_minimised_and_says_so(stage, sit: Sit, daemon):
    prefer(stage, CLOSE_TO_TRAY, on=True)
    person = sit(stage)
    person.press("alt+F4")
    person.wait(person.window.isMinimized)
    person.window.presence.come()
    person.wait(lambda: not person.window.isMinimized() and person.window.isActiveWindow())
    assert "Ctrl+Q quits" in person.window.toast.text_label.text()
    person.quit()
