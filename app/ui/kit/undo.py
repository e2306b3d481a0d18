"""What can be taken back, latest first."""

from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtCore import QObject, Signal

_KEPT = 50


class UndoStack(QObject):
    """Ways back from what was done.

    Signals: *changed* after something was added or taken; *barred* with a sentence on what was
    done last and cannot be taken back, instead of taking back what was done before it.
    """

    changed = Signal()
    barred = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[tuple[str, Callable[[], object] | None]] = []

    @property
    def label(self) -> str:
        """What the next undo would take back, or nothing."""
        return self._entries[-1][0] if self._entries else ""

    def push(self, label: str, undo: Callable[[], object]) -> None:
        """Remember that *undo* takes *label* back; the oldest of more than 50 is forgotten."""
        self._entries = [*self._entries, (label, undo)][-_KEPT:]
        self.changed.emit()

    def bar(self, label: str) -> None:
        """Remember that *label* was done, which cannot be taken back."""
        if self._entries:
            self._entries.append((label, None))
            self.changed.emit()

    def undo(self) -> None:
        """Take the latest back, if there is any; the next time, what was before it."""
        if not self._entries:
            return
        label, undo = self._entries.pop()
        self.changed.emit()
        if undo is None:
            self.barred.emit(self._said(label))
        else:
            undo()

    def _said(self, label: str) -> str:
        told = _("This cannot be taken back: {what}").format(what=label)
        more = _("Undo once more takes back: {what}").format(what=self.label)
        return f"{told} {more}" if self.label else told

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()
        self.changed.emit()
