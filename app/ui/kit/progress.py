"""What takes longer than a moment: how far it is, and a way to stop it."""

from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.ui.kit.buttons import button
from app.ui.kit.text import PlainLabel, TextRole, accessible


class BusyBar(QWidget):
    """A bar that appears when something lasts, and goes when it ends."""

    def __init__(self, *, after_ms: int = 300, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cancel: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True, interval=after_ms)
        self.text_label = PlainLabel()
        self.count_label = PlainLabel(role=TextRole.MUTED)
        self.bar = QProgressBar()
        self.cancel_button = button(_("Cancel"))
        self._arrange()
        self._timer.timeout.connect(self.show)
        self.cancel_button.clicked.connect(self._on_cancel)
        self.hide()

    def begin(self, text: str, cancel: Callable[[], object] | None = None) -> None:
        """Say *text* if it lasts; *cancel* is called by the button."""
        self._cancel = cancel
        self.text_label.setText(text)
        accessible(self.bar, text)
        self.count_label.setText("")
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self.cancel_button.setVisible(cancel is not None)
        self._timer.start()

    def advance(self, done: int, total: int) -> None:
        """Show *done* of *total*; fits a task's progress callback."""
        locale = QLocale()
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        words = _("{done} of {total}")
        counted = words.format(done=locale.toString(done), total=locale.toString(total))
        self.count_label.setText(counted)

    def end(self) -> None:
        """Go away."""
        self._timer.stop()
        self._cancel = None
        self.hide()

    def _arrange(self) -> None:
        self.bar.setTextVisible(False)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.text_label)
        words.addWidget(self.count_label)
        words.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(words)
        column.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        row.addLayout(column, 1)
        row.addWidget(self.cancel_button)

    def _on_cancel(self) -> None:
        cancel, self._cancel = self._cancel, None
        self.cancel_button.setEnabled(False)
        if cancel is not None:
            cancel()
