"""Preferences › Security: the clipboard, the lock, and the ways into the vault."""

from gettext import gettext as _

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.access import Way, WayKind
from app.core.preference import CLIPBOARD_SECONDS, LOCK_MINUTES
from app.core.secret import Secret
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.kit.buttons import secondary_button
from app.ui.kit.spin import SpinBox
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.preferences.form_page import FormPage
from app.ui.preferences.vault_key_card import VaultKeyCard
from app.ui.preferences.way_dialogs import PassphraseDialog, RecoveryDialog
from app.ui.preferences.way_row import WayRow

_AFTER_CHANGE_MS = 600


class SecurityPage(FormPage):
    """Numbers hold at once; each way in has its own buttons."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, title=_("Security"), parent=parent)
        self.clipboard_box = SpinBox(5, 300, suffix=_(" s"))
        self.lock_box = SpinBox(0, 480, suffix=_(" min"))
        self.lock_button = secondary_button(_("&Lock now"))
        self.ways = {kind: WayRow(kind) for kind in WayKind}
        self.vault_key = VaultKeyCard(desk)
        self._saving = QTimer(self, singleShot=True, interval=_AFTER_CHANGE_MS)
        self._fill_form()
        self._show()
        self._connect()

    def refresh(self) -> None:
        """Read the ways in again."""
        self.session.ask(lambda services: services.ways.all(), self._show_ways)
        self.session.aside(
            lambda services: services.ways.keyring_is_usable(),
            self.ways[WayKind.KEYRING].set_offered,
        )

    def leave(self) -> None:
        """Save what was changed a moment ago."""
        if self._saving.isActive():
            self._saving.stop()
            self._save()

    def _fill_form(self) -> None:
        self.head.add(self.lock_button)
        self.form.add("clipboard-seconds", _("Clear a copied key after"), self.clipboard_box)
        self.form.add(
            "lock-minutes",
            _("Lock the vault when nobody touched the window for"),
            self.lock_box,
            hint=_("0 means never. Names and dates can be read while it is locked."),
        )
        self.form.add_widget(PlainLabel(_("Ways into the vault"), role=TextRole.HEADING))
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for row in self.ways.values():
            column.addWidget(row)
        column.addWidget(self.vault_key)
        self.form.add_widget(rows)

    def _connect(self) -> None:
        self.lock_button.clicked.connect(self.session.lock)
        self.clipboard_box.valueChanged.connect(lambda _value: self._saving.start())
        self.lock_box.valueChanged.connect(lambda _value: self._saving.start())
        self._saving.timeout.connect(self._save)
        self.session.preferences_changed.connect(self._show)
        self.session.changed.connect(self._on_changed)
        keyring = self.ways[WayKind.KEYRING]
        keyring.set_button.clicked.connect(self._on_use_keyring)
        keyring.drop_button.clicked.connect(lambda: self._drop(WayKind.KEYRING))
        passphrase = self.ways[WayKind.PASSPHRASE]
        passphrase.set_button.clicked.connect(self._on_passphrase)
        passphrase.drop_button.clicked.connect(lambda: self._drop(WayKind.PASSPHRASE))
        self.ways[WayKind.RECOVERY_CODE].set_button.clicked.connect(self._on_recovery_code)

    def _show(self) -> None:
        if self._saving.isActive():
            return
        for box, preference in (
            (self.clipboard_box, CLIPBOARD_SECONDS),
            (self.lock_box, LOCK_MINUTES),
        ):
            box.blockSignals(True)
            box.setValue(self.session.preferences.get(preference))
            box.blockSignals(False)

    def _save(self) -> None:
        self.session.set_preference(CLIPBOARD_SECONDS, self.clipboard_box.value())
        self.session.set_preference(LOCK_MINUTES, self.lock_box.value())

    def _show_ways(self, ways: list[Way]) -> None:
        since = {way.kind: way.since for way in ways}
        for kind, row in self.ways.items():
            row.show_since(since.get(kind))

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_use_keyring(self) -> None:
        self.session.act(
            lambda services, _report: services.ways.use_keyring(),
            lambda _nothing: self.tell_saved(),
        )

    def _on_passphrase(self) -> None:
        dialog = PassphraseDialog(icons=self.desk.icons, parent=self)
        prompts.form(
            dialog,
            self.session,
            dialog.value,
            lambda services, value, _report: services.ways.set_passphrase(value),
            lambda _nothing: self.tell_saved(),
        )

    def _on_recovery_code(self) -> None:
        def opened(code: Secret) -> None:
            dialog = RecoveryDialog(
                code=code, icons=self.desk.icons, clipboard=self.desk.clipboard, parent=self
            )
            prompts.form(
                dialog,
                self.session,
                lambda: code,
                lambda services, code, _report: services.ways.set_recovery_code(code),
                lambda _nothing: self.tell_saved(),
            )

        self.session.act(lambda services, _report: services.ways.new_recovery_code(), opened)

    def _drop(self, kind: WayKind) -> None:
        self.session.act(
            lambda services, _report: services.ways.drop(kind),
            lambda _nothing: self.tell_saved(),
        )
