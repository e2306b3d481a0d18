"""The vault key: when to replace it, and the way to do so."""

from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.access import WayKind
from app.core.secret import Secret
from app.services.rotation import Rotated
from app.services.suite import Services
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.kit.buttons import secondary_button
from app.ui.preferences.rotation_dialog import RotationDialog
from app.ui.preferences.setting_card import SettingCard


class VaultKeyCard(SettingCard):
    """Says what the key is, and replaces it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.replace_button = secondary_button(_("Replace…"))
        super().__init__(_("Vault key"), self.replace_button, parent=parent)
        self._desk = desk
        self._session = desk.session
        self.line_label.setText(
            _(
                "It seals everything. Replace it if somebody may have a copy of the inventory "
                "together with a way in."
            )
        )
        self.replace_button.setAccessibleName(_("Vault key: Replace…"))
        self.replace_button.clicked.connect(self._on_replace)

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
