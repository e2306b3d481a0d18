"""Notices when time has jumped: after sleep, at a new day, with another zone or another clock."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

_LOOK_MS = 3_000
_JUMP = timedelta(seconds=30)


class TimeWatch(QObject):
    """Compares the computer's clock with one that nobody sets.

    Signals: *jumped* when they no longer agree, or the day or the zone is another.
    """

    jumped = Signal()

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        running: Callable[[], float] = time.monotonic,
        interval_ms: int = _LOOK_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._running = running
        self._seen = self._read()
        self._timer = QTimer(self, interval=interval_ms)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Compare with what was seen last."""
        before, self._seen = self._seen, self._read()
        passed = self._seen[0] - before[0]
        expected = timedelta(seconds=self._seen[1] - before[1])
        if abs(passed - expected) > _JUMP or before[2] != self._seen[2]:
            self.jumped.emit()

    def stop(self) -> None:
        """Look no longer."""
        self._timer.stop()

    def _read(self) -> tuple[datetime, float, object]:
        moment = self._now()
        local = moment.astimezone()
        return moment, self._running(), (local.date(), local.utcoffset())
