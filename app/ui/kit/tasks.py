"""One door for slow work: done elsewhere, answered on the window's thread."""

import inspect
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar, cast

from PySide6.QtCore import QObject, Signal

_BETWEEN_REPORTS_S = 0.05

T = TypeVar("T")
Failed = Callable[[Any], object]
Advanced = Callable[[int, int], object]


_TURN_S = 0.0002
"""How long Python lets one thread go on while another waits; its own 5 ms add up."""


def take_short_turns() -> None:
    """Let threads take turns so often that a question is quick beside long work.

    Reading a row waits for its turn: a page of a list waited for a hundred turns.
    """
    sys.setswitchinterval(_TURN_S)


class Cancelled(Exception):  # noqa: N818 - not an error: someone pressed Cancel
    """Raised inside the work when its job was cancelled."""


class Job:
    """A piece of work that was handed in."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._cancelled = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether someone cancelled it."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; neither *done* nor *failed* will be called."""
        self._cancelled.set()


class Progress:
    """How the work tells how far it is; call it often, it is cheap."""

    def __init__(self, job: Job, tell: Callable[[int, int, int], None]) -> None:
        self._job = job
        self._tell = tell
        self._told_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Report *done* of *total*; raise Cancelled if the job was cancelled."""
        if self._job.cancelled:
            raise Cancelled
        now = time.monotonic()
        if done >= total or now - self._told_at >= _BETWEEN_REPORTS_S:
            self._told_at = now
            self._tell(self._job.number, done, total)


Work = Callable[[], T] | Callable[[Progress], T]


@dataclass(frozen=True, slots=True)
class _Waiting:
    job: Job
    done: Callable[[Any], object] | None
    failed: Failed | None
    progress: Advanced | None


class Tasks(QObject):
    """One worker thread, in which the jobs run in the order they came.

    Signals: *busy_changed* with whether any job is waiting or running.
    """

    busy_changed = Signal(bool)
    _settled = Signal(int, object, object)
    _advanced = Signal(int, int, int)

    def __init__(self, *, expected: type[Exception], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._expected = expected
        self._numbers = count(1)
        self._waiting: dict[int, _Waiting] = {}
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tasks")
        self._settled.connect(self._on_settled)
        self._advanced.connect(self._on_advanced)

    @property
    def busy(self) -> bool:
        """Whether any job is waiting or running."""
        return bool(self._waiting)

    def submit(
        self,
        work: Work[T],
        *,
        done: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        progress: Advanced | None = None,
    ) -> Job:
        """Run *work* elsewhere, then call *done* or *failed* here.

        Only the expected class of exception reaches *failed*; anything else is a bug and is
        raised here. *work* is given a Progress if it takes an argument.
        """
        job = Job(next(self._numbers))
        self._waiting[job.number] = _Waiting(job, done, failed, progress)
        self._pool.submit(self._run, job, work)
        if len(self._waiting) == 1:
            self.busy_changed.emit(True)
        return job

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Drop what has not begun, wait for what has, run *last* in the worker, and stop."""
        waiting, self._waiting = self._waiting, {}
        for entry in waiting.values():
            entry.job.cancel()
        if last is not None:
            self._pool.submit(last).result()
        self._pool.shutdown(wait=True)
        if waiting:
            self.busy_changed.emit(False)

    def _run(self, job: Job, work: Work[Any]) -> None:
        """Do *work* in the worker and hand over what came of it."""
        result, error = None, None
        try:
            result = self._result_of(job, work)
        except Exception as raised:  # noqa: BLE001 - judged on the window's thread
            error = raised
        self._settled.emit(job.number, result, error)

    def _result_of(self, job: Job, work: Work[Any]) -> object:
        if job.cancelled:
            raise Cancelled
        if _takes_progress(work):
            return cast("Callable[[Progress], object]", work)(Progress(job, self._advanced.emit))
        return cast("Callable[[], object]", work)()

    def _on_advanced(self, number: int, done: int, total: int) -> None:
        entry = self._waiting.get(number)
        if entry is not None and entry.progress is not None and not entry.job.cancelled:
            entry.progress(done, total)

    def _on_settled(self, number: int, result: object, error: Exception | None) -> None:
        entry = self._waiting.pop(number, None)
        if entry is None:
            return
        if not self._waiting:
            self.busy_changed.emit(False)
        if error is None:
            self._succeed(entry, result)
        else:
            self._fail(entry, error)

    def _succeed(self, entry: _Waiting, result: object) -> None:
        if entry.done is not None and not entry.job.cancelled:
            entry.done(result)

    def _fail(self, entry: _Waiting, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, self._expected) or entry.failed is None:
            raise error
        if not entry.job.cancelled:
            entry.failed(error)


def _takes_progress(work: Callable[..., object]) -> bool:
    """Tell whether *work* has a parameter that must be given."""
    try:
        parameters = inspect.signature(work).parameters.values()
    except ValueError:  # some built-in functions have no signature to look at
        return False
    return any(
        parameter.default is parameter.empty
        and parameter.kind in {parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD}
        for parameter in parameters
    )
