"""A real window on a virtual screen, with a window manager, or the reason why there is none."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.kit.icons import Icons
from app.ui.kit.theme import Mode, Theme
from app.ui.shell.start import Start
from tests.desktop.person import Person
from tests.stage import Stage
from tests.ui.conftest import ICON_DIRECTORY

NEEDED = ("xdotool", "openbox")


@pytest.fixture(autouse=True)
def screen() -> None:
    """Skip, with the reason, where no person could look."""
    if not os.environ.get("DISPLAY") or os.environ.get("QT_QPA_PLATFORM") != "xcb":
        pytest.skip("there is no screen: run tests/on_screen.sh .venv/bin/pytest -m desktop")
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


Sit = Callable[[Stage], Person]


@pytest.fixture
def sit(qapp: QApplication, qtbot: QtBot) -> Iterator[Sit]:
    """Return what starts the program on a stage and puts a person before it."""
    icons = Icons(Theme(qapp, icon_directory=ICON_DIRECTORY, mode=Mode.LIGHT))
    people: list[Person] = []
    qapp.setQuitOnLastWindowClosed(False)

    def begin(stage: Stage) -> Person:
        start = Start(app=qapp, door=stage.door, icons=icons)
        start.begin()
        person = Person(qtbot, start)
        people.append(person)
        person.arrive()
        return person

    yield begin
    for person in people:
        person.leave()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def secret_service() -> Iterator[None]:
    """A real Secret Service on this session's bus, unlocked."""
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        pytest.skip("there is no session bus: run tests/on_screen.sh .venv/bin/pytest -m desktop")
    daemon = shutil.which("gnome-keyring-daemon")
    if daemon is None:
        pytest.skip("gnome-keyring is not installed")
    process = subprocess.Popen(
        [daemon, "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    process.stdin.write(b"a dummy login password")
    process.stdin.close()
    yield
    process.terminate()
    process.wait(timeout=10)
