"""The watch that tells when time has jumped."""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from app.ui.shell.time_watch import TimeWatch
from tests.stage import FakeClock

FOREVER_MS = 1_000_000
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its zone cannot be set for one")


class Watched:
    """A TimeWatch over a clock, and one that nobody sets; *jumps* counts what it told."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.running = 1_000.0
        self.jumps = 0
        self.watch = TimeWatch(clock.now, running=lambda: self.running, interval_ms=FOREVER_MS)
        self.watch.jumped.connect(self._on_jumped)

    def after(self, length: float, **more: float) -> int:
        """Let *length* seconds pass, set the clock on by *more* besides, and look."""
        self.running += length
        self.clock.turn(seconds=length)
        self.clock.turn(**more)
        self.watch.look()
        return self.jumps

    def _on_jumped(self) -> None:
        self.jumps += 1


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer in no time zone."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def watched(utc, qapp, clock: FakeClock) -> Iterator[Watched]:
    made = Watched(clock)
    yield made
    made.watch.stop()


def test_time_that_just_passes_is_no_jump(watched):
    assert [watched.after(3) for _time in range(5)] == [0] * 5


def test_a_clock_that_is_set_right_by_a_few_seconds_has_not_jumped(watched):
    assert watched.after(3, seconds=20) == 0
    assert watched.after(3, seconds=-20) == 0


@pytest.mark.parametrize("change", [{"hours": 8}, {"minutes": 1}, {"minutes": -10}, {"days": -400}])
def test_sleep_and_a_clock_that_was_set_are_told_once(watched, change):
    assert watched.after(3, **change) == 1
    assert watched.after(3) == 1


def test_another_day_is_told_of(watched):
    watched.clock.moment = datetime(2026, 6, 15, 23, 59, 58, tzinfo=UTC)
    watched.watch.look()
    before = watched.jumps
    assert watched.after(3) == before + 1
    assert watched.after(3) == before + 1


def test_another_time_zone_is_told_of(watched, monkeypatch):
    assert watched.after(3) == 0
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Kolkata")
        time.tzset()
        assert watched.after(3) == 1
    time.tzset()


def test_it_looks_by_itself_until_it_is_stopped(watched, qtbot: QtBot):
    watched.watch._timer.setInterval(5)
    watched.clock.turn(hours=8)
    qtbot.waitUntil(lambda: watched.jumps == 1)
    watched.watch.stop()
    assert not watched.watch._timer.isActive()
