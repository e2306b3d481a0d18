"""A new vault key: what it means, a way in again, and the recovery code that goes with it."""

from gettext import gettext as _

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.access import WayKind
from app.core.errors import N_
from app.core.secret import Secret
from app.ui.form_dialog import FormDialog
from app.ui.kit.clipboard import SecretClipboard
from app.ui.kit.icons import Icons
from app.ui.kit.progress import BusyBar
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.recovery_panel import RecoveryPanel

_SECRET = {WayKind.PASSPHRASE: N_("&Passphrase"), WayKind.RECOVERY_CODE: N_("&Recovery code")}


class RotationDialog(FormDialog):
    """Asks for the secret of *asked*, and shows *code*, which is to be kept."""

    def __init__(
        self,
        *,
        asked: WayKind,
        code: Secret,
        icons: Icons,
        clipboard: SecretClipboard,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            title=_("Replace the vault key"), verb=_("Replace"), icons=icons, parent=parent
        )
        self.shows_secret = True
        self.code = code
        self.secret_edit = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.panel = RecoveryPanel(code=code, icons=icons, clipboard=clipboard)
        self.busy = BusyBar()
        self._fill_form(_(_SECRET[asked]))
        self.panel.changed.connect(self.refresh_blocked)
        self.secret_edit.textChanged.connect(self.refresh_blocked)
        self.refresh_blocked()

    def secret(self) -> Secret:
        """Return what was typed."""
        return Secret(self.secret_edit.text())

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        if not self.secret_edit.text():
            return _("Give a way in again.")
        return None if self.panel.is_proven else _("Type the new code's last group.")

    def submit(self) -> None:
        """Override FormDialog.submit."""
        super().submit()
        self.set_blocked(_("Sealing everything again…"))

    def _fill_form(self, asked: str) -> None:
        self.form.add_widget(
            PlainLabel(
                _(
                    "Everything is checked, and sealed again with a new key: all of it, or "
                    "nothing. Close every other Keyholder on this inventory first."
                ),
                wrap=True,
            )
        )
        self.form.add("secret", asked, self.secret_edit)
        self.form.add_widget(PlainLabel(_("The new recovery code"), role=TextRole.STRONG))
        self.form.add_widget(self.panel)
        self.form.add_widget(
            PlainLabel(
                _(
                    "Backups made until now know the former recovery code, not the new one: keep "
                    "it as long as them. A new backup is made at once where a folder is chosen."
                ),
                role=TextRole.MUTED,
                wrap=True,
            )
        )
        self.body.addWidget(self.busy)
