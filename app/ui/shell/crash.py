"""Unexpected failures: written into a log, and a dialog that says where it is."""

import sys
import threading
from collections.abc import Callable
from gettext import gettext as _
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.services.door import Report
from app.ui.kit.dialogs import ErrorDialog


class CrashReport(QObject):
    """Catches what nobody expected, on any thread.

    Signals: *caught* with the log's path.
    """

    caught = Signal(str)

    def __init__(self, report: Report, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report = report
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
        self.caught.emit(self._report(kind, trace))

    def _on_caught(self, log: str) -> None:
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
                path=log
            ),
            parent=window,
        )
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _on_closed(self) -> None:
        self._shown = False
