"""How long an act takes, and how that compares with a yardstick taken in the same run."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

INSTANT_MS = 100.0
"""What a click or a typed letter may take."""

_REPEATS = 5
_YARDSTICK_REPEATS = 20


@dataclass(frozen=True, slots=True)
class Measure:
    """What one act took: the first time, and the best of several, which others disturbed least."""

    name: str
    first_ms: float
    best_ms: float

    def told(self, yardstick_ms: float) -> str:
        """Return the measure as a line of the table."""
        slow = "  SLOW" if self.best_ms > INSTANT_MS else ""
        return (
            f"{self.name:<58}{self.first_ms:>10.1f}{self.best_ms:>10.1f}"
            f"{self.best_ms / yardstick_ms:>9.1f}{slow}"
        )


HEADING = f"{'':<58}{'first ms':>10}{'best ms':>10}{'ratio':>9}"


def taken(
    name: str,
    act: Callable[[], object],
    *,
    before: Sequence[Callable[[], object]] = (),
    repeats: int = _REPEATS,
) -> Measure:
    """Measure *act*, each time after what comes *before* it, which is not measured."""
    times_ms = [_once_ms(act, before) for _ in range(repeats)]
    return Measure(name, times_ms[0], min(times_ms))


def _once_ms(act: Callable[[], object], before: Sequence[Callable[[], object]]) -> float:
    for prepare in before:
        prepare()
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def yardstick_ms(database: Path) -> float:
    """Return what this computer takes to read 100 rows by number, and to count to 20,000."""
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)

    def act() -> int:
        for number in range(1, 101):
            connection.execute("SELECT * FROM key WHERE number = ?", (number,)).fetchone()
        return sum(number % 7 for number in range(20_000))

    try:
        return taken("yardstick", act, repeats=_YARDSTICK_REPEATS).best_ms
    finally:
        connection.close()
