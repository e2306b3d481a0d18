"""The ways into a new vault: the system's keyring, a passphrase, and the recovery code."""

from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import AppError, FieldError, KeyringError
from app.core.secret import Secret
from app.services.set_up import WaysIn
from app.ui.folder_edit import FolderEdit
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.clipboard import SecretClipboard
from app.ui.kit.form import Form
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.passphrase_fields import PassphraseFields
from app.ui.recovery_panel import RecoveryPanel


class WaysInPage(QWidget):
    """Collects the ways in.

    Signals: *submitted* with the WaysIn.
    """

    submitted = Signal(object)

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
        self._has_keyring: bool | None = None
        self.form = Form(icons)
        self.keyring_box = QCheckBox(_("Open it with the system's &keyring at start"))
        self.keyring_label = PlainLabel(_("Looking for the system's keyring…"), wrap=True)
        self.passphrase = PassphraseFields()
        self.recovery = RecoveryPanel(code=code, icons=icons, clipboard=clipboard)
        self.backup_form = Form(icons)
        self.folder_edit = FolderEdit(title=_("Choose a folder for backups"))
        self.failure_label = PlainLabel(role=TextRole.ERROR, wrap=True)
        self.reason_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self.back_button = secondary_button(_("&Back"))
        self.finish_button = primary_button(_("&Set up"))
        self._arrange()
        self._connect()
        self._refresh()

    def set_keyring(self, *, usable: bool) -> None:
        """Offer the system's keyring, or say that there is none."""
        self._has_keyring = usable
        self.keyring_box.setEnabled(usable)
        self.keyring_box.setChecked(usable)
        self.keyring_label.setText(
            _("The vault opens by itself while you are logged in.")
            if usable
            else _(
                "No system keyring that keeps secrets encrypted was found, so the passphrase is "
                "asked at each start."
            )
        )
        self._refresh()

    @property
    def backup_folder(self) -> str:
        """Where backups are to go; nothing if that is left for later."""
        return self.folder_edit.line_edit.text()

    def start(self) -> None:
        """Put the cursor where to begin."""
        self.passphrase.passphrase_edit.setFocus()

    def fail(self, error: AppError) -> None:
        """Say why it did not work; nothing typed is lost."""
        if isinstance(error, KeyringError):
            self.keyring_box.setChecked(False)
        if isinstance(error, FieldError) and error.field in self.backup_form.fields:
            self.backup_form.show_errors({error.field: str(error)})
            self._refresh()
            return
        self.failure_label.setText(str(error))
        self.failure_label.show()
        self._refresh()

    def _arrange(self) -> None:
        self.failure_label.hide()
        self.keyring_label.set_role(TextRole.MUTED)
        self.passphrase.add_to(self.form)
        self._fill_backup_form()
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addWidget(PlainLabel(_("Ways into the vault"), role=TextRole.TITLE))
        column.addWidget(
            PlainLabel(
                _(
                    "Keys are kept encrypted. Without one of these ways nobody can read them, "
                    "and nobody can bring them back for you."
                ),
                role=TextRole.MUTED,
                wrap=True,
            )
        )
        column.addWidget(PlainLabel(_("On this computer"), role=TextRole.HEADING))
        column.addWidget(self.keyring_box)
        column.addWidget(self.keyring_label)
        column.addWidget(self.form)
        column.addWidget(PlainLabel(_("When all else fails"), role=TextRole.HEADING))
        column.addWidget(
            PlainLabel(
                _("This recovery code is shown once. Keep it away from this computer."),
                role=TextRole.MUTED,
                wrap=True,
            )
        )
        column.addWidget(self.recovery)
        column.addWidget(PlainLabel(_("If this computer is lost"), role=TextRole.HEADING))
        column.addWidget(self.backup_form)
        column.addWidget(self.failure_label)
        column.addLayout(self._foot())
        column.addStretch(1)

    def _fill_backup_form(self) -> None:
        self.backup_form.add(
            "backup_folder",
            _("Folder for backups, on another &device"),
            self.folder_edit,
            hint=_(
                "The recovery code is useless without a backup elsewhere. Can be chosen later; "
                "until then the dashboard reminds you."
            ),
        )

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.reason_label, 1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.finish_button)
        return foot

    def _connect(self) -> None:
        self.keyring_box.toggled.connect(self._refresh)
        self.passphrase.changed.connect(self._refresh)
        self.recovery.changed.connect(self._refresh)
        self.recovery.last_group_edit.returnPressed.connect(self.finish_button.click)
        self.finish_button.clicked.connect(self._on_finish)

    def _refresh(self) -> None:
        missing = self._missing()
        self.finish_button.setEnabled(missing is None)
        self.reason_label.setText(missing or "")

    def _missing(self) -> str | None:
        keyring = self.keyring_box.isChecked()
        self.keyring_label.setVisible(keyring or not self._has_keyring)
        self.passphrase.set_needed(not keyring)
        if self._has_keyring is None:
            return _("One moment.")
        problem = self.passphrase.problem(needed=not keyring)
        if problem:
            return problem
        return None if self.recovery.is_proven else _("Type the recovery code's last group.")

    def _on_finish(self) -> None:
        self.failure_label.hide()
        self.backup_form.show_errors({})
        self.finish_button.setEnabled(False)
        self.reason_label.setText(_("Setting up…"))
        self.submitted.emit(
            WaysIn(
                recovery_code=self._code,
                passphrase=self.passphrase.value(),
                keyring=self.keyring_box.isChecked(),
            )
        )
