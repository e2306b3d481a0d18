"""The dashboard's last line: when it was last looked what is due, and that nothing is backed up."""

from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.ui import dates
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.session import Session


class LastLine(PlainLabel):
    """Follows each look."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(role=TextRole.MUTED, wrap=True, parent=parent)
        self._session = session
        session.looked.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say it anew."""
        self.setText(f"{self._look()} {self._backups()}")

    def _look(self) -> str:
        last = self._session.last_look
        if last is None:
            return _("Keyholder has not looked yet what is due.")
        return _("Last look at what is due: {moment}.").format(moment=dates.moment_text(last))

    def _backups(self) -> str:
        return _(
            "Keyholder makes no backups yet: quit it, and copy the folder {folder} to another "
            "device."
        ).format(folder=self._session.door.folder)
