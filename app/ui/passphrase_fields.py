"""A new passphrase, typed twice."""

from gettext import gettext as _

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from app.core import passphrase
from app.core.errors import FieldError
from app.core.secret import Secret
from app.ui.kit.form import Form


class PassphraseFields(QObject):
    """Two fields for a passphrase.

    Signals: *changed* when either is another.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        hidden = QLineEdit.EchoMode.Password
        self.passphrase_edit = QLineEdit(echoMode=hidden)
        self.repeat_edit = QLineEdit(echoMode=hidden)
        self._form: Form | None = None
        self.passphrase_edit.textChanged.connect(self.changed)
        self.repeat_edit.textChanged.connect(self.changed)

    def add_to(self, form: Form) -> None:
        """Put the fields into *form*."""
        self._form = form
        form.add("passphrase", _("&Passphrase"), self.passphrase_edit)
        form.add("repeat", _("Passphrase a&gain"), self.repeat_edit)
        self.set_needed(needed=True)

    def set_needed(self, needed: bool) -> None:  # noqa: FBT001 - a setter
        """Say whether a passphrase must be given."""
        if self._form is not None:
            hint = _("Four or five words are good: at least {n} characters.").format(
                n=passphrase.SHORTEST
            )
            if not needed:
                hint = _("If wanted, as another way in.") + " " + hint
            self._form.fields["passphrase"].set_hint(hint)

    def value(self) -> Secret | None:
        """Return the passphrase; None while none is typed."""
        text = self.passphrase_edit.text()
        return Secret(text) if text else None

    def problem(self, *, needed: bool) -> str | None:
        """Say what is wrong with it."""
        value = self.value()
        if value is None:
            return _("Give a passphrase.") if needed else None
        try:
            passphrase.checked(value)
        except FieldError as error:
            return str(error)
        if self.repeat_edit.text() != value.reveal():
            return _("Type the same passphrase twice.")
        return None
