"""One window for each inventory: a second start brings the first to the front."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 1_000


def _name_of(folder: str) -> str:
    """Return the name that windows on *folder* are called by: this user's, for this folder."""
    text = f"{getpass.getuser()}\0{Path(folder).resolve()}"
    return f"keyholder-{hashlib.sha256(text.encode()).hexdigest()[:24]}"


def wake(folder: str) -> bool:
    """Ask the window on *folder* to come to the front; tell whether one answered."""
    socket = QLocalSocket()
    socket.connectToServer(_name_of(folder))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(b"raise\n")
    socket.waitForBytesWritten(_PATIENCE_MS)
    socket.disconnectFromServer()
    return True


class Doorbell(QObject):
    """Waits for second starts.

    Signals: *rung* when there was one.
    """

    rung = Signal()

    def __init__(self, folder: str, parent: QObject | None = None) -> None:
        """Listen for *folder*; the window's lock must be held, so a leftover is nobody's."""
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(_name_of(folder))
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(_name_of(folder))

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.rung.emit()

    def close(self) -> None:
        """Stop listening."""
        self._server.close()
