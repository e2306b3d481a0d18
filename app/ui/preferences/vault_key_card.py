"""The vault key: when to replace it, and the way to do so."""

from gettext import gettext as _

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.access import WayKind
from app.core.secret import Secret
from app.services.rotation import Rotated
from app.services.suite import Services
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.kit.buttons import secondary_button
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.preferences.rotation_dialog import RotationDialog


class VaultKeyCard(QFrame):
    """Says what the key is, and replaces it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = desk.session
        self.replace_button = secondary_button(_("Replace…"))
        self.replace_button.setAccessibleName(_("Vault key: Replace…"))
        self.replace_button.clicked.connect(self._on_replace)
        self._arrange()

    def _arrange(self) -> None:
        self.setProperty("kind", "card")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(PlainLabel(_("Vault key"), role=TextRole.STRONG))
        words.addWidget(
            PlainLabel(
                _(
                    "It seals everything. Replace it if somebody may have a copy of the inventory "
                    "together with a way in."
                ),
                role=TextRole.MUTED,
                wrap=True,
            )
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.replace_button)

    def _on_replace(self) -> None:
        def asked(services: Services, _report: object) -> tuple[WayKind, Secret]:
            return services.rotation.asks_for(), services.ways.new_recovery_code()

        self._session.act(asked, self._open)

    def _open(self, found: tuple[WayKind, Secret]) -> None:
        asked, code = found
        dialog = RotationDialog(
            asked=asked,
            code=code,
            icons=self._desk.icons,
            clipboard=self._desk.clipboard,
            parent=self,
        )
        dialog.submitted.connect(lambda: self._replace(dialog))
        prompts.show_dialog(dialog)

    def _replace(self, dialog: RotationDialog) -> None:
        secret, code = dialog.secret(), dialog.code
        prompts.save_lasting(
            dialog,
            self._session,
            dialog.busy,
            lambda services, report: services.rotation.run(secret, code, report),
            lambda result: self._session.tell_final(_told(result)),
        )


def _told(result: Rotated) -> str:
    if result.after is None:
        return _(
            "The vault has a new key. No backup opens with the new recovery code yet: make one."
        )
    return _("The vault has a new key, and a backup that the new recovery code opens.")
