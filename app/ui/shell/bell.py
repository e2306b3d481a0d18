"""The bell in the header: how many notices are open."""

from gettext import gettext as _

from PySide6.QtCore import QLocale, QSize, Qt

from app.core import notice_words
from app.ui.kit.buttons import PushButton
from app.ui.kit.icons import Icons
from app.ui.kit.text import accessible, set_tip


class Bell(PushButton):
    """Shows a count; a click opens the notices."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.icons = icons
        self.setProperty("kind", "bell")
        self.setIconSize(QSize(18, 18))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        icons.put(self, "bell", "header_text")
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Say how many are open."""
        self.setText(QLocale().toString(count) if count else "")
        told = notice_words.notices_counted(count) if count else _("No open notice")
        accessible(self, told)
        set_tip(self, told, "Ctrl+B")
