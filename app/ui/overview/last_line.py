"""The dashboard's last line: when Keyholder looked last, and when it backed up."""

from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.ui import dates
from app.ui.backups import words
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.session import Session


class LastLine(PlainLabel):
    """Says it, and follows each look."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(role=TextRole.MUTED, wrap=True, parent=parent)
        self._session = session
        session.looked.connect(self.refresh)
        session.backups.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say it anew."""
        backups = words.last(self._session.backups.state, self._session.now())
        self.setText(f"{self._look()} {backups}".strip())

    def _look(self) -> str:
        last = self._session.last_look
        if last is None:
            return _("Keyholder has not looked yet what is due.")
        return _("Last look at what is due: {moment}.").format(moment=dates.moment_text(last))
