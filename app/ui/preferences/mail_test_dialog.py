"""Send a test message: to whom, and what came of it."""

from gettext import gettext as _

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.errors import AppError, DeliveryError
from app.ui.form_dialog import FormDialog
from app.ui.kit.banner import Level
from app.ui.kit.icons import Icons
from app.ui.session import Session


class MailTestDialog(FormDialog):
    """Sends with what is saved, and stays open to tell what came of it."""

    def __init__(
        self, *, session: Session, recipient: str, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(title=_("Send a test message"), verb=_("Send"), icons=icons, parent=parent)
        self._session = session
        self.recipient_edit = QLineEdit(recipient)
        self.form.add("recipient", _("&To"), self.recipient_edit)
        self.recipient_edit.textChanged.connect(self.refresh_blocked)
        self.submitted.connect(self._on_submitted)
        self.refresh_blocked()

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        return None if self.recipient_edit.text().strip() else _("Give an address.")

    def _on_submitted(self) -> None:
        recipient = self.recipient_edit.text()
        self.set_blocked(_("Sending…"))
        self._session.ask(
            lambda services: services.mail.pack_test(recipient),
            lambda packed: self._session.aside(
                lambda services: services.mail.send_test(packed), self._on_sent, self.fail
            ),
            self.fail,
        )

    def _on_sent(self, _nothing: object) -> None:
        self.answered()
        self.refresh_blocked()
        self.cancel_button.setText(_("Close"))
        self.notice.say(
            _("The mail server took the message. Look whether it arrives."), level=Level.INFO
        )

    def fail(self, error: AppError) -> None:
        """Override FormDialog.fail: a test is not tried again by itself."""
        super().fail(error)
        if isinstance(error, DeliveryError):
            self.notice.say(f"{error.what()} {error.then()}".rstrip(), level=Level.ERROR)
