"""A secret on the clipboard: marked as one, and gone after a while."""

import hashlib
import secrets

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard

# What clipboard histories look at before they keep something
HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    "ExcludeClipboardContentFromMonitorProcessing": b"\0\0\0\0",
    "CanIncludeInClipboardHistory": b"\0\0\0\0",
    "CanUploadToCloudClipboard": b"\0\0\0\0",
    "org.nspasteboard.ConcealedType": b"",
    "application/x-nspasteboard-concealed-type": b"",
}
_MS = 1000


class SecretClipboard(QObject):
    """Puts secrets on *clipboard* and takes them off again.

    Signals: *copied* with the seconds that are left; *cleared* once it is off.
    """

    copied = Signal(int)
    cleared = Signal()

    def __init__(
        self, clipboard: QClipboard, *, clear_after_s: float = 20, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._salt = secrets.token_bytes(16)
        self._digest: bytes | None = None
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.clear_now)
        self.set_clear_after(clear_after_s)

    @property
    def remaining_s(self) -> int:
        """How many seconds are left until it is taken off."""
        return -(-max(self._timer.remainingTime(), 0) // _MS)

    def set_clear_after(self, seconds: float) -> None:
        """Take the next secret off after *seconds*."""
        self._timer.setInterval(int(seconds * _MS))

    def copy(self, text: str) -> None:
        """Put *text* on the clipboard, never on the primary selection."""
        data = QMimeData()
        data.setText(text)
        for name, value in HINTS.items():
            data.setData(name, value)
        self._digest = self._digest_of(text)
        self._clipboard.setMimeData(data, QClipboard.Mode.Clipboard)
        self._timer.start()
        self.copied.emit(self.remaining_s)

    def read(self) -> tuple[str, str]:
        """Return the text on the clipboard, and its HTML where it has that too."""
        data = self._clipboard.mimeData(QClipboard.Mode.Clipboard)
        return data.text(), data.html() if data.hasHtml() else ""

    def clear_now(self) -> None:
        """Take our secret off, if it is still there."""
        self._timer.stop()
        digest, self._digest = self._digest, None
        if digest is None:
            return
        held = self._clipboard.text(QClipboard.Mode.Clipboard)
        if self._digest_of(held) == digest:
            self._clipboard.clear(QClipboard.Mode.Clipboard)
        self.cleared.emit()

    def _digest_of(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode("utf-8"), key=self._salt).digest()
