"""How the backups stand, as it was last seen: read from the folder, which may be slow."""

from PySide6.QtCore import QObject, Signal

from app.core.backup import BackupState


class BackupStanding(QObject):
    """What was last seen.

    Signals: *changed* when something else was seen.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state: BackupState | None = None
        """None before the first look."""

    def show(self, state: BackupState) -> None:
        """Take note of what was seen."""
        if state != self.state:
            self.state = state
            self.changed.emit()
