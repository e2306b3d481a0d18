"""What the page of backups asks: for a folder, and for the recovery code in a drill."""

from gettext import gettext as _

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.backup import Backup
from app.core.secret import Secret
from app.ui import dates
from app.ui.folder_edit import FolderEdit
from app.ui.form_dialog import FormDialog
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole


class FolderDialog(FormDialog):
    """Asks where backups are to go."""

    def __init__(self, *, folder: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(
            title=_("A folder for backups"), verb=_("Save"), icons=icons, parent=parent
        )
        self.folder_edit = FolderEdit(title=_("Choose a folder for backups"))
        self.folder_edit.line_edit.setText(folder)
        self.form.add_widget(PlainLabel(why_elsewhere(), role=TextRole.MUTED, wrap=True))
        self.form.add(
            "folder",
            _("&Folder on another device"),
            self.folder_edit,
            hint=_("A stick, another disk, or a folder on a file server. Empty: no backups."),
        )

    @property
    def folder(self) -> str:
        """What was chosen."""
        return self.folder_edit.line_edit.text().strip()


def why_elsewhere() -> str:
    """Say why a backup belongs on another device."""
    return _(
        "Keyholder copies the inventory there once a day, and before each bigger change. Values "
        "stay encrypted in it. If this computer is lost, a backup and the recovery code give "
        "everything back; each is useless without the other."
    )


class DrillDialog(FormDialog):
    """Asks for the recovery code, to see whether it opens the latest backup."""

    def __init__(self, *, backup: Backup, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(title=_("Restore drill"), verb=_("Try it"), icons=icons, parent=parent)
        self.code_edit = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        told = _(
            "Fetch the recovery code from where you keep it, and type it here. The backup of "
            "{moment} is opened with it alone, and checked whole. Nothing is changed."
        ).format(moment=dates.moment_text(backup.made_at))
        self.form.add_widget(PlainLabel(told, wrap=True))
        self.form.add("recovery_code", _("&Recovery code"), self.code_edit)
        self.code_edit.textChanged.connect(self.refresh_blocked)
        self.refresh_blocked()

    def code(self) -> Secret:
        """Return what was typed."""
        return Secret(self.code_edit.text())

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        return None if self.code_edit.text() else _("Type the recovery code.")

    def submit(self) -> None:
        """Override FormDialog.submit."""
        super().submit()
        self.set_blocked(_("Trying…"))
