"""What is to be checked: a text or a file, and the day."""

from datetime import date
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.check.text_edit import TextEdit
from app.ui.date_edit import DateEdit
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.form import Field
from app.ui.kit.icons import Icons


class AskPanel(QWidget):
    """Takes what somebody wants to know.

    Signals: *text_wanted* when the text is to be checked; *file_wanted* with a file's path;
    *day_changed* when it is another day; *cleared* when all is to be forgotten.
    """

    text_wanted = Signal()
    file_wanted = Signal(str)
    day_changed = Signal()
    cleared = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text_edit = TextEdit()
        self.date_edit = DateEdit(icons)
        self.date_field = Field(_("&On (empty: today)"), self.date_edit, icons=icons)
        self.check_button = primary_button(_("&Check"), tip=_("Check it (Ctrl+Enter)"))
        self.file_button = secondary_button(_("Choose a &file…"))
        self.clear_button = secondary_button(_("C&lear"), tip=_("Forget the text"))
        self._arrange()
        self.text_edit.wanted.connect(self.text_wanted)
        self.text_edit.file_dropped.connect(self.file_wanted)
        self.check_button.clicked.connect(self.text_wanted)
        self.clear_button.clicked.connect(self.cleared)
        self.file_button.clicked.connect(self._on_file)
        self.date_edit.changed.connect(self._on_date)

    def text(self) -> str:
        """Return the text."""
        return self.text_edit.toPlainText()

    def day(self) -> date | None:
        """Return the day, None being today."""
        return self.date_edit.value()

    def judge_day(self) -> bool:
        """Tell whether the day can be used, and say so if it cannot."""
        fine = self.day() is not None or self.date_edit.is_empty
        self.date_field.set_error(None if fine else _("Write the date like 2027-03-01."))
        return fine

    def forget(self) -> None:
        """Forget the text and the day."""
        self.text_edit.clear()
        self.date_edit.set_value(None)

    def _on_date(self) -> None:
        if self.day() is not None or self.date_edit.is_empty:  # and not while it is typed
            self.judge_day()
            self.day_changed.emit()

    def _on_file(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(self, _("A file to check"), str(Path.home()))
        if path:
            self.file_wanted.emit(path)

    def _arrange(self) -> None:
        self.setFocusProxy(self.text_edit)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.check_button, self.file_button, self.clear_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.text_edit)
        column.addWidget(self.date_field)
        column.addLayout(buttons)
