"""What the chosen PySide6 must be, and what it must not do."""

import re
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

ROOT = Path(__file__).parent.parent


class Bell(QObject):
    rung = Signal(object)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_the_lock_pins_the_toolkit(lock):
    pins = re.findall(
        r"^(pyside6-essentials|shiboken6)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE
    )
    assert dict(pins) == {"pyside6-essentials": "6.11.3", "shiboken6": "6.11.3"}


def test_the_project_keeps_off_the_release_that_loses_references():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    [toolkit] = [need for need in project["dependencies"] if need.startswith("PySide6")]
    assert toolkit.endswith(",<6.12")


@pytest.mark.parametrize("value", [True, False, None], ids=str)
def test_a_thousand_signals_leave_the_reference_count_alone(value):
    bell = Bell()
    heard: list[object] = []
    bell.rung.connect(heard.append)
    before = sys.getrefcount(value)
    for _ in range(1_000):
        bell.rung.emit(value)
    heard.clear()
    assert abs(sys.getrefcount(value) - before) < 50
