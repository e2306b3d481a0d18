"""Unexpected failures: a log without secrets, and a dialog that says where it is."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from gettext import gettext as _
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit.dialogs import ErrorDialog

_LOG = logging.getLogger("keyholder")
_LARGEST = 1_000_000


def start_log(path: Path) -> None:
    """Log to *path*, which only this user can read."""
    path.touch(mode=0o600)
    handler = RotatingFileHandler(path, maxBytes=_LARGEST, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False


def described(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return a failure's kind and the places it passed; never its message, nor any value."""
    places = [
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return "\n".join([f"{kind.__module__}.{kind.__qualname__}", *places])


class CrashReport(QObject):
    """Catches what nobody expected, on any thread.

    Signals: *caught* with the description.
    """

    caught = Signal(str)

    def __init__(self, *, log: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._shown = False
        self._window: Callable[[], QWidget | None] = lambda: None
        self.caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self, window: Callable[[], QWidget | None]) -> None:
        """Catch from now on, and show the dialog over *window*."""
        self._window = window
        sys.excepthook = self._catch
        threading.excepthook = lambda seen: self._catch(
            seen.exc_type, seen.exc_value, seen.exc_traceback
        )

    def remove(self) -> None:
        """Leave failures to Python again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _catch(
        self,
        kind: type[BaseException],
        _error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        text = described(kind, trace)
        _LOG.error("unexpected failure: %s", text)
        self.caught.emit(text)

    def _on_caught(self, _text: str) -> None:
        window = self._window()
        if window is None or self._shown:
            return
        self._shown = True
        dialog = ErrorDialog(
            title=_("Something unexpected went wrong"),
            meaning=_(
                "What was stored is safe; what you were just doing may not have been stored."
            ),
            hint=_("What happened is in {path}, without any key. Please report it.").format(
                path=self._log
            ),
            parent=window,
        )
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _on_closed(self) -> None:
        self._shown = False
