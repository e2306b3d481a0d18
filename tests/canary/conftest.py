"""A computer whose every file and output is looked through afterwards, debug logging on."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.canary.watch import canary, places_of
from tests.ui.conftest import icons, session_theme, theme
from tests.ui.keys.conftest import sit

__all__ = ["icons", "session_theme", "sit", "theme"]


class Cage:
    """Hands out values, and knows where they must not turn up."""

    def __init__(self, folder: Path, captured: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.values: list[str] = []
        self._captured = captured

    def value(self) -> str:
        """Return a new value to watch."""
        self.values.append(canary())
        return self.values[-1]

    def watch(self, value: str) -> str:
        """Watch a value that the program made."""
        self.values.append(value)
        return value

    def escaped(self) -> list[str]:
        """Return where any value turned up."""
        out, err = self._captured.readouterr()
        return places_of(self.values, self.folder, {"standard output": out, "errors": err})


@pytest.fixture
def cage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Iterator[Cage]:
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        place = tmp_path / name
        place.mkdir()
        monkeypatch.setenv(name, str(place))
    handler = logging.FileHandler(tmp_path / "debug.log")
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield Cage(tmp_path, capfd)
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()
