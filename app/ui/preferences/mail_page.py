"""Preferences › E-mail: the server that takes the notices, and a test of it."""

from dataclasses import dataclass
from gettext import gettext as _
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.core.errors import AppError, FieldError
from app.core.preference import (
    MAIL_HOST,
    MAIL_ON,
    MAIL_PORT,
    MAIL_SECURITY,
    MAIL_SENDER,
    MAIL_USER,
    MailSecurity,
    Preference,
    Preferences,
    text_of,
)
from app.core.secret import Secret
from app.services.suite import Services
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.kit.banner import Level
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.options import Option, OptionList
from app.ui.kit.spin import SpinBox
from app.ui.preferences.form_page import FormPage
from app.ui.preferences.mail_test_dialog import MailTestDialog

_USUAL_PORTS = {MailSecurity.TLS.value: 465, MailSecurity.STARTTLS.value: 587}
_PASSWORD = "password"  # noqa: S105 - the name of the field


@dataclass(frozen=True, slots=True)
class Stored:
    """What is set now, and whose address a test would go to."""

    preferences: Preferences
    has_password: bool
    me: str


class MailPage(FormPage):
    """Collects server, sender and password; holds once they are saved."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, title=_("E-mail"), parent=parent)
        self._stored: Stored | None = None
        self._shown_as: object = None
        self.on_box = QCheckBox(_("Send notices by &e-mail"))
        self.host_edit = QLineEdit(placeholderText="mail.example.org")
        self.port_box = SpinBox(1, 65_535)
        self.security_list = OptionList(
            [
                Option(
                    id=MailSecurity.TLS.value,
                    label=_("TLS"),
                    description=_("Encrypted from the start, usually at port 465."),
                ),
                Option(
                    id=MailSecurity.STARTTLS.value,
                    label=_("STARTTLS"),
                    description=_("Encrypted after a greeting, usually at port 587."),
                ),
            ]
        )
        self.user_edit = QLineEdit()
        self.password_edit = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.sender_edit = QLineEdit(placeholderText="keyholder@example.org")
        self.save_button = primary_button(_("&Save"))
        self.test_button = secondary_button(_("Send a &test message…"))
        self._fill_form()
        self._connect()
        self._refresh_buttons()

    def refresh(self) -> None:
        """Read what is set again, unless something is typed and not saved."""
        if not self._is_changed():
            self.session.ask(_stored, self._show)

    def _fill_form(self) -> None:
        form = self.form
        self.head.add(self.test_button)
        self.head.add(self.save_button)
        form.add_widget(self.on_box)
        form.begin_row()
        form.add(MAIL_HOST.name, _("Mail ser&ver"), self.host_edit)
        form.add(MAIL_PORT.name, _("&Port"), self.port_box)
        form.end_row()
        form.add(
            MAIL_SECURITY.name,
            _("Encryption"),
            self.security_list,
            hint=_("The server's certificate is always verified; nothing is sent without."),
        )
        form.begin_row()
        form.add(
            MAIL_USER.name, _("&User"), self.user_edit, hint=_("Empty if the server asks for none.")
        )
        form.add(_PASSWORD, _("Pass&word"), self.password_edit)
        form.end_row()
        form.add(
            MAIL_SENDER.name,
            _("Sen&der's address"),
            self.sender_edit,
            hint=_("Messages come from this address, and answers go to it."),
        )

    def _connect(self) -> None:
        for edit in (self.host_edit, self.user_edit, self.password_edit, self.sender_edit):
            edit.textChanged.connect(self._refresh_buttons)
        self.on_box.toggled.connect(self._refresh_buttons)
        self.port_box.valueChanged.connect(self._refresh_buttons)
        self.security_list.chosen.connect(self._on_security)
        self.save_button.clicked.connect(self._on_save)
        self.test_button.clicked.connect(self._on_test)

    def _show(self, stored: Stored) -> None:
        preferences = stored.preferences
        self._stored = stored
        self.on_box.setChecked(preferences.get(MAIL_ON))
        self.host_edit.setText(preferences.get(MAIL_HOST))
        self.security_list.blockSignals(True)
        self.security_list.set_value(preferences.get(MAIL_SECURITY))
        self.security_list.blockSignals(False)
        self.port_box.setValue(preferences.get(MAIL_PORT))
        self.user_edit.setText(preferences.get(MAIL_USER))
        self.sender_edit.setText(preferences.get(MAIL_SENDER))
        self.password_edit.clear()
        self.form.fields[_PASSWORD].set_hint(
            _("One is kept, sealed in the vault. Type another to change it.")
            if stored.has_password
            else _("It will be sealed in the vault.")
        )
        self._shown_as = self._typed()
        self._refresh_buttons()

    def _typed(self) -> dict[Preference[Any], Any]:
        return {
            MAIL_ON: self.on_box.isChecked(),
            MAIL_HOST: self.host_edit.text().strip(),
            MAIL_PORT: self.port_box.value(),
            MAIL_SECURITY: self.security_list.value(),
            MAIL_USER: self.user_edit.text().strip(),
            MAIL_SENDER: self.sender_edit.text().strip(),
        }

    def _is_changed(self) -> bool:
        if self._stored is None:
            return False
        return bool(self.password_edit.text()) or self._typed() != self._shown_as

    def _missing(self) -> str | None:
        if self.on_box.isChecked() and not self.host_edit.text().strip():
            return _("Give the mail server.")
        if self.on_box.isChecked() and not self.sender_edit.text().strip():
            return _("Give the sender's address.")
        return None

    def _refresh_buttons(self) -> None:
        changed, missing = self._is_changed(), self._missing()
        self.save_button.setEnabled(changed and missing is None)
        self.save_button.setAccessibleDescription(missing or "")
        ready = bool(self.host_edit.text().strip() and self.sender_edit.text().strip())
        self.test_button.setEnabled(ready and not changed)
        self.head.set_line(missing or (_("Save first, then test.") if changed else _told_who()))

    def _on_security(self, chosen: str) -> None:
        """Propose the usual port, where the former one was usual too."""
        if self.port_box.value() in _USUAL_PORTS.values():
            self.port_box.setValue(_USUAL_PORTS[chosen])
        self._refresh_buttons()

    def _on_save(self) -> None:
        typed, password = self._typed(), self.password_edit.text()
        self.form.show_errors({})
        self.banner.clear()

        def save(services: Services, _report: object) -> Stored:
            with services.workplace.change():
                for what, value in typed.items():
                    services.settings.set_text(what.name, text_of(value))
                if password:
                    services.mail.set_password(Secret(password))
            return _stored(services)

        self.session.act(save, self._on_saved, self._on_failed)

    def _on_saved(self, stored: Stored) -> None:
        self._show(stored)
        self.session.reload_preferences()
        self.tell_saved()

    def _on_failed(self, error: AppError) -> None:
        if isinstance(error, FieldError) and error.field in self.form.fields:
            self.form.show_errors({error.field: str(error)})
        else:
            self.banner.say(str(error), level=Level.ERROR)

    def _on_test(self) -> None:
        me = "" if self._stored is None else self._stored.me
        dialog = MailTestDialog(
            session=self.session, recipient=me, icons=self.desk.icons, parent=self
        )
        prompts.show_dialog(dialog)


def _told_who() -> str:
    return _("To the owner of a key, its organisation's administrators, and whoever is also told.")


def _stored(services: Services) -> Stored:
    mine = services.accounts.mine()
    accounts = {one.id: one.email for one in services.accounts.all()}
    return Stored(
        services.settings.load(),
        services.mail.has_password(),
        accounts.get(mine, "") if mine else "",
    )
