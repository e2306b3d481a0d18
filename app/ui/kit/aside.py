"""Slow work that nothing ever waits for: not the other jobs, not even quitting.

Quitting stops what can be stopped, though, and sees it end: Qt must not go while it is drawn with.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")
Done = Callable[[Any], object]
Stop = Callable[[], object]

_PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class _Waiting:
    done: Done
    failed: Done | None
    stop: Stop | None
    thread: threading.Thread


class Aside(QObject):
    """Each piece of work has a thread of its own, as a keyring that may never answer needs."""

    _settled = Signal(int, object, object)

    def __init__(self, *, expected: type[Exception], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._expected = expected
        self._numbers = count(1)
        self._waiting: dict[int, _Waiting] = {}
        self._settled.connect(self._on_settled)

    def ask(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Done | None = None,
        stop: Stop | None = None,
    ) -> None:
        """Run *work* elsewhere, then call *done* or *failed* here, if this is still there then.

        Only the expected class of exception reaches *failed*; anything else is a bug and is
        raised here. *stop* makes the work end soon: it is called where this ends before.
        """
        number = next(self._numbers)
        thread = threading.Thread(target=self._run, args=(number, work), name="aside", daemon=True)
        self._waiting[number] = _Waiting(done, failed, stop, thread)
        thread.start()

    def close(self) -> None:
        """Drop what was asked: nobody is left for the answers. Stop what can be stopped."""
        waiting, self._waiting = self._waiting, {}
        stopped = [(one.stop, one.thread) for one in waiting.values() if one.stop is not None]
        for stop, _thread in stopped:
            stop()
        for _stop, thread in stopped:
            thread.join(_PATIENCE_S)

    def _run(self, number: int, work: Callable[[], object]) -> None:
        result, error = None, None
        try:
            result = work()
        except Exception as raised:  # noqa: BLE001 - judged on the window's thread
            error = raised
        with suppress(RuntimeError):  # Qt's part of this object is gone, and so is the window
            self._settled.emit(number, result, error)

    def _on_settled(self, number: int, result: object, error: Exception | None) -> None:
        asked = self._waiting.pop(number, None)
        if asked is None:
            return
        if error is None:
            asked.done(result)
        elif isinstance(error, self._expected) and asked.failed is not None:
            asked.failed(error)
        else:
            raise error
