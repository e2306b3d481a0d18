"""A recovery code, shown once: to copy, save or print, and proven by its last group."""

import os
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core import recovery
from app.core.secret import Secret
from app.ui.kit.buttons import secondary_button, with_icon
from app.ui.kit.clipboard import SecretClipboard
from app.ui.kit.form import Field
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole, accessible


class RecoveryPanel(QFrame):
    """Shows *code*.

    Signals: *changed* when what was typed to prove it is another.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        code: Secret,
        icons: Icons,
        clipboard: SecretClipboard,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._code = code
        self._clipboard = clipboard
        self.code_label = PlainLabel(code.reveal(), role=TextRole.MONO)
        self.copy_button = with_icon(secondary_button(_("&Copy")), icons, "copy")
        self.save_button = with_icon(secondary_button(_("Save to &file…")), icons, "download")
        self.print_button = with_icon(secondary_button(_("P&rint…")), icons, "printer")
        self.last_group_edit = QLineEdit(maxLength=8)
        self.note_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self.proof = Field(
            _("Type its &last group, to show that you kept it"),
            self.last_group_edit,
            icons=icons,
        )
        self._arrange()
        self._connect()

    @property
    def is_proven(self) -> bool:
        """Whether the last group was typed."""
        return recovery.is_last_group(self._code, self.last_group_edit.text())

    def _arrange(self) -> None:
        accessible(self.code_label, _("Recovery code"))
        self.note_label.hide()
        self.last_group_edit.setMaximumWidth(140)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for made in (self.copy_button, self.save_button, self.print_button):
            buttons.addWidget(made)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.code_label)
        column.addLayout(buttons)
        column.addWidget(self.note_label)
        column.addWidget(self.proof)

    def _connect(self) -> None:
        self.copy_button.clicked.connect(self._on_copy)
        self.save_button.clicked.connect(self._on_save)
        self.print_button.clicked.connect(self._on_print)
        self.last_group_edit.textChanged.connect(self._on_typed)

    def _on_typed(self, text: str) -> None:
        wrong = len(text.strip()) >= recovery.GROUP and not self.is_proven
        self.proof.set_error(_("That is not the last group.") if wrong else None)
        self.changed.emit()

    def _on_copy(self) -> None:
        self._clipboard.copy(self._code.reveal())
        self._note(
            _("Copied; the clipboard is cleared in {seconds} s.").format(
                seconds=self._clipboard.remaining_s
            )
        )

    def _on_save(self) -> None:
        suggestion = str(Path.home() / _("keyholder-recovery-code.txt"))
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the recovery code"), suggestion)
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the code to *path*, for this user alone."""
        try:
            path.unlink(missing_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
                file.write(f"{self._told()}\n")
        except OSError as error:
            self._note(
                _("It could not be saved there ({reason}). Choose another place.").format(
                    reason=error.strerror
                )
            )
            return
        self._note(_("Saved. Keep the file somewhere else than on this computer."))

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - rarely needed

        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        if dialog.exec():  # the system's own dialog: there is no other way to wait for it
            self._print_on(printer)

    def _print_on(self, printer: object) -> None:
        document = QTextDocument()
        document.setPlainText(self._told())
        document.print_(printer)  # type: ignore[arg-type]  # a QPrinter, imported late
        self._note(_("Sent to the printer."))

    def _told(self) -> str:
        return _("Keyholder recovery code: {code}").format(code=self._code.reveal())

    def _note(self, text: str) -> None:
        self.note_label.setText(text)
        self.note_label.show()
