"""A desktop round the window: a notification daemon and a system tray, as people have them."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

TRAYS = (
    ("trayer", "--edge", "top", "--align", "left", "--widthtype", "pixel", "--width", "120"),
    ("stalonetray", "--geometry", "3x1+0+0"),
)
SETTINGS = """
[global]
    origin = top-right
    offset = 20x60
    mouse_left_click = do_action, close_current
    idle_threshold = 0
    history_length = 100
[urgency_normal]
    timeout = 0
[urgency_critical]
    timeout = 0
"""


class Daemon:
    """The real notification daemon dunst, asked what it shows."""

    def __init__(self, folder: Path) -> None:
        self._settings = folder / "dunstrc"
        self._settings.write_text(SETTINGS, "utf-8")

    @contextmanager
    def running(self) -> Iterator[None]:
        """Have the daemon on this session's bus meanwhile."""
        with _process(["dunst", "-conf", str(self._settings)]):
            _wait_until(lambda: self._told("count", "displayed") is not None)
            yield

    @property
    def shown(self) -> int:
        """How many notifications are on the screen."""
        return int(self._told("count", "displayed") or 0) + int(self._told("count", "waiting") or 0)

    @property
    def history(self) -> list[tuple[str, str]]:
        """The titles and texts of the notifications that were closed, latest first."""
        answer: dict[str, Any] = json.loads(self._told("history") or '{"data": [[]]}')
        return [(one["summary"]["data"], one["body"]["data"]) for one in answer["data"][0]]

    def place(self) -> tuple[int, int]:
        """Return where on the screen the notification is."""
        found = _said("xdotool", "search", "--onlyvisible", "--class", "Dunst").split()
        told = _said("xdotool", "getwindowgeometry", "--shell", found[-1])
        at = dict(line.split("=") for line in told.splitlines())
        return int(at["X"]) + int(at["WIDTH"]) // 2, int(at["Y"]) + int(at["HEIGHT"]) // 2

    def _told(self, *words: str) -> str | None:
        done = subprocess.run(
            ["dunstctl", *words], capture_output=True, text=True, timeout=20, check=False
        )
        return done.stdout if done.returncode == 0 else None


@contextmanager
def tray() -> Iterator[None]:
    """Have a system tray on the screen meanwhile."""
    command = next((one for one in TRAYS if shutil.which(one[0])), None)
    if command is None:
        pytest.skip("there is no system tray: neither trayer nor stalonetray is installed")
    with _process(command):
        yield


@contextmanager
def _process(command: Sequence[str]) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, timeout=20, check=True).stdout


def _wait_until(condition: Any, patience_s: float = 15.0) -> None:
    """Wait for another program, which tells nobody when it is ready."""
    end = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < end, "it did not start in time"
        time.sleep(0.05)
