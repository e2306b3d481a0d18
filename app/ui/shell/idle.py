"""Notices that nobody has touched the window for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleWatch(QObject):
    """An event filter for the application.

    Signals: *idle* once nothing was touched for the time that was set; *pressed* with what the
    mouse is pressed on.
    """

    idle = Signal()
    pressed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)

    def set_after(self, after_ms: int) -> None:
        """Wait for *after_ms* without a touch; 0 never tells."""
        self._timer.stop()
        self._timer.setInterval(after_ms)
        if after_ms:
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject.eventFilter: look, and let every event pass."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self.pressed.emit(watched)
        if event.type() in _TOUCHES and self._timer.interval():
            self._timer.start()
        return False
