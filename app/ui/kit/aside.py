"""Slow work that nothing ever waits for: not the other jobs, not even quitting."""

import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")
Done = Callable[[Any], object]


class Aside(QObject):
    """Each piece of work has a thread of its own, as a keyring that may never answer needs."""

    _settled = Signal(int, object, object)

    def __init__(self, *, expected: type[Exception], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._expected = expected
        self._numbers = count(1)
        self._waiting: dict[int, tuple[Done, Done | None]] = {}
        self._settled.connect(self._on_settled)

    def ask(
        self, work: Callable[[], T], done: Callable[[T], object], failed: Done | None = None
    ) -> None:
        """Run *work* elsewhere, then call *done* or *failed* here, if this is still there then.

        Only the expected class of exception reaches *failed*; anything else is a bug and is
        raised here.
        """
        number = next(self._numbers)
        self._waiting[number] = (done, failed)
        threading.Thread(target=self._run, args=(number, work), name="aside", daemon=True).start()

    def close(self) -> None:
        """Drop what was asked: nobody is left for the answers."""
        self._waiting.clear()

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
        done, failed = asked
        if error is None:
            done(result)
        elif isinstance(error, self._expected) and failed is not None:
            failed(error)
        else:
            raise error
