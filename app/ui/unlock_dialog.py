"""Asks for a way into the vault: the passphrase or the recovery code."""

from gettext import gettext as _

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.secret import Secret
from app.ui.form_dialog import FormDialog
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole


class UnlockDialog(FormDialog):
    """Collects a passphrase or a recovery code; which of the two need not be said."""

    def __init__(self, *, icons: Icons, reason: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title=_("Unlock the vault"), verb=_("Unlock"), icons=icons, parent=parent)
        self.secret_edit = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.form.add(
            "secret",
            _("&Passphrase or recovery code"),
            self.secret_edit,
            hint=reason or _("Names and dates can be read without it; keys cannot."),
        )
        note = _("Checking it takes about a second, which keeps others from guessing.")
        self.form.add_widget(PlainLabel(note, role=TextRole.MUTED, wrap=True))
        self.secret_edit.textChanged.connect(self.refresh_blocked)
        self.refresh_blocked()
        self.secret_edit.setFocus()

    def secret(self) -> Secret:
        """Return what was typed."""
        return Secret(self.secret_edit.text())

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        return None if self.secret_edit.text() else _("Type one of the two.")

    def submit(self) -> None:
        """Override FormDialog.submit."""
        super().submit()
        self.set_blocked(_("Trying…"))
