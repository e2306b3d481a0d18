"""Two dialogs for ways into the vault: a new passphrase, a new recovery code."""

from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.secret import Secret
from app.ui.form_dialog import FormDialog
from app.ui.kit.clipboard import SecretClipboard
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.passphrase_fields import PassphraseFields
from app.ui.recovery_panel import RecoveryPanel


class PassphraseDialog(FormDialog):
    """Asks for a new passphrase, twice."""

    def __init__(self, *, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(title=_("Set the passphrase"), verb=_("Save"), icons=icons, parent=parent)
        self.fields = PassphraseFields()
        self.fields.add_to(self.form)
        self.fields.changed.connect(self.refresh_blocked)
        self.refresh_blocked()

    def value(self) -> Secret:
        """Return the passphrase."""
        return self.fields.value() or Secret("")

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        return self.fields.problem(needed=True)


class RecoveryDialog(FormDialog):
    """Shows a new recovery code, and waits for its last group."""

    def __init__(
        self,
        *,
        code: Secret,
        icons: Icons,
        clipboard: SecretClipboard,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            title=_("A new recovery code"), verb=_("Use this code"), icons=icons, parent=parent
        )
        self.shows_secret = True
        self.panel = RecoveryPanel(code=code, icons=icons, clipboard=clipboard)
        self.form.add_widget(
            PlainLabel(
                _("It is shown once. As soon as you use it, the former code opens nothing here."),
                role=TextRole.MUTED,
                wrap=True,
            )
        )
        self.form.add_widget(self.panel)
        self.panel.changed.connect(self.refresh_blocked)
        self.refresh_blocked()

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        return None if self.panel.is_proven else _("Type its last group.")
