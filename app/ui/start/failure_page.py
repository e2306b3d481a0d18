"""What is shown where the inventory cannot be opened."""

from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import AppError, DatabaseDamagedError, DatabaseForeignError, TamperedError
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.icons import Icons
from app.ui.kit.mark import Mark
from app.ui.kit.text import PlainLabel, TextRole

_CURED = (DatabaseDamagedError, DatabaseForeignError, TamperedError)
"""What a backup in the place of the inventory would mend."""


class FailurePage(QWidget):
    """Says what happened, what it means and what to do; nothing is changed meanwhile."""

    def __init__(self, *, error: AppError, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title_label = PlainLabel(error.what(), role=TextRole.TITLE, wrap=True)
        self.meaning_label = PlainLabel(error.so(), wrap=True)
        self.hint_label = PlainLabel(error.then(), role=TextRole.MUTED, wrap=True)
        self.retry_button = primary_button(_("&Try again"))
        self.restore_button = secondary_button(_("Restore a backup…"))
        self.restore_button.setVisible(isinstance(error, _CURED))
        self.quit_button = secondary_button(_("&Quit"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.retry_button)
        buttons.addWidget(self.restore_button)
        buttons.addWidget(self.quit_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(16)
        column.addWidget(
            Mark(icons, "circle-alert", size=40, color="expired"), 0, Qt.AlignmentFlag.AlignLeft
        )
        for label in (self.title_label, self.meaning_label, self.hint_label):
            column.addWidget(label)
        column.addLayout(buttons)
        column.addStretch(1)
