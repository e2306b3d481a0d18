"""One way into the vault: what it is, since when, and its buttons."""

from datetime import datetime
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.access import WayKind
from app.ui import dates
from app.ui.kit.buttons import secondary_button
from app.ui.preferences.setting_card import SettingCard


def _name(kind: WayKind) -> str:
    return {
        WayKind.KEYRING: _("System keyring"),
        WayKind.PASSPHRASE: _("Passphrase"),
        WayKind.RECOVERY_CODE: _("Recovery code"),
    }[kind]


def _verb(kind: WayKind, *, there: bool) -> str:
    if kind is WayKind.RECOVERY_CODE:
        return _("New code…")
    if kind is WayKind.PASSPHRASE:
        return _("Change…") if there else _("Set…")
    return _("Renew") if there else _("Use it")


class WayRow(SettingCard):
    """Shows a way in; the recovery code always exists, so it has no button to forget it."""

    def __init__(self, kind: WayKind, parent: QWidget | None = None) -> None:
        self.set_button = secondary_button("")
        self.drop_button = secondary_button(_("Forget"))
        super().__init__(_name(kind), self.drop_button, self.set_button, parent=parent)
        self._kind = kind
        self._offered = kind is not WayKind.KEYRING
        self._there = False
        self.since_label = self.line_label
        self.show_since(None)

    def show_since(self, since: datetime | None) -> None:
        """Show since when it opens the vault; None means that it does not."""
        self._there = since is not None
        self._since = since
        self._refresh()

    def set_offered(self, offered: bool) -> None:  # noqa: FBT001 - a setter
        """Say whether this computer has what it takes."""
        self._offered = offered
        self._refresh()

    def _refresh(self) -> None:
        if self._since is not None:
            text = _("Since {moment}").format(moment=dates.moment_text(self._since))
        elif self._offered:
            text = _("Not in use")
        else:
            text = _("No keyring that keeps secrets encrypted was found on this computer")
        self.since_label.setText(text)
        verb = _verb(self._kind, there=self._there)
        self.set_button.setText(verb)
        self.set_button.setAccessibleName(f"{_name(self._kind)}: {verb}")
        self.drop_button.setAccessibleName(f"{_name(self._kind)}: {self.drop_button.text()}")
        self.set_button.setEnabled(self._offered)
        self.drop_button.setVisible(self._there and self._kind is not WayKind.RECOVERY_CODE)
