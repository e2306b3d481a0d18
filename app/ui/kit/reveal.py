"""A secret, shown for a moment."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from app.ui.kit.text import PlainLabel, TextRole, accessible

_TICK_MS = 100


class RevealPopup(QFrame):
    """Shows *text* until the time is up, Esc is pressed, or the focus goes elsewhere."""

    def __init__(
        self, text: str, *, name: str, shown_ms: int = 10_000, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._left_ms = shown_ms
        self.text_label = PlainLabel(text, role=TextRole.MONO)
        self.bar = QProgressBar()
        self._timer = QTimer(self, interval=min(_TICK_MS, shown_ms))
        self._arrange(name)
        self._timer.timeout.connect(self._on_tick)

    def show_at(self, position: QPoint) -> None:
        """Open with its corner at the global *position*."""
        self.adjustSize()
        self.move(position)
        self.show()
        self._timer.start()

    def _arrange(self, name: str) -> None:
        self.setProperty("kind", "reveal")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        accessible(self, name)
        accessible(self.bar, name)
        self.text_label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, self._left_ms)
        self.bar.setValue(self._left_ms)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.text_label)
        column.addWidget(self.bar)

    def _on_tick(self) -> None:
        self._left_ms -= self._timer.interval()
        self.bar.setValue(max(self._left_ms, 0))
        if self._left_ms <= 0:
            self._timer.stop()
            self.close()
