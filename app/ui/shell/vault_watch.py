"""The vault in the window: opened at start or when asked, and how it stands."""

from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtCore import QObject, QTimer

from app.core.access import VaultState
from app.core.errors import AppError
from app.core.secret import Secret
from app.ui import prompts
from app.ui.frame.window import FrameWindow
from app.ui.kit.banner import Level
from app.ui.kit.icons import Icons
from app.ui.session import Session
from app.ui.unlock_dialog import UnlockDialog

_PATIENCE_MS = 300

Question = Callable[[], Secret]
"""Fetches what opens the vault from the system's keyring, which may take its time."""


class VaultWatch(QObject):
    """Opens the vault of *session* from *window*, and says there how it stands."""

    def __init__(self, window: FrameWindow, session: Session, icons: Icons) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._icons = icons
        self._dialog: UnlockDialog | None = None
        self._may_ask = True
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._tell_of_waiting)
        session.lock_changed.connect(lambda _state: self.show_state())
        session.unlock_wanted.connect(self.unlock)

    def begin(
        self, question: Question | None, problem: AppError | None, *, ask: bool = True
    ) -> None:
        """Open the vault with the keyring's answer, or ask the person; *problem* is known.

        Where nobody is to be asked, the vault stays as it is until somebody opens it.
        """
        self._may_ask = ask
        if self._session.is_open or question is None:
            self.show_state()
        if self._session.is_open:
            return
        if question is None:
            self._ask_person(problem)
            return
        self._patience.start()
        self._session.aside(lambda _services: question(), self._on_answered, self._on_refused)

    def unlock(
        self,
        then: Callable[[], object] | None = None,
        otherwise: Callable[[], object] | None = None,
    ) -> None:
        """Ask for a way into the vault; do *then* once it is open, *otherwise* if it stays shut."""
        if self._dialog is not None:
            if otherwise is not None:
                otherwise()
            return
        dialog = self._dialog = UnlockDialog(icons=self._icons, parent=self._window)

        def opened(_nothing: None) -> None:
            self._session.look_at_vault()
            dialog.settle()

        def submitted() -> None:
            secret: Secret = dialog.secret()
            self._session.ask(lambda services: services.access.unlock(secret), opened, dialog.fail)

        dialog.submitted.connect(submitted)
        dialog.finished.connect(self._on_dialog_closed)
        if then is not None:
            dialog.accepted.connect(then)
        if otherwise is not None:
            dialog.rejected.connect(otherwise)
        prompts.show_dialog(dialog)

    def show_state(self) -> None:
        """Say in the window whether values can be read."""
        banner, footer = self._window.banner, self._window.footer
        if self._session.is_open:
            banner.clear()
            footer.set_status("vault", _("Vault open"))
            return
        banner.say(
            _("The vault is locked: names and dates can be read, values cannot."),
            level=Level.INFO,
        )
        banner.add_button(_("Unlock"), self.unlock)
        footer.set_status("vault", _("Vault locked"))

    def _ask_person(self, problem: AppError | None) -> None:
        if self._may_ask:
            self.unlock()
        if problem is not None:
            self._window.banner.text_label.setText(str(problem))

    def _tell_of_waiting(self) -> None:
        self.show_state()
        self._window.banner.text_label.setText(
            _("Waiting for the system's keyring; it may ask for a password in its own window.")
        )

    def _on_answered(self, secret: Secret) -> None:
        self._patience.stop()
        if self._session.vault is VaultState.OPEN:
            return
        self._session.ask(
            lambda services: services.access.answer(secret),
            lambda _nothing: self._on_opened(),
            self._on_refused,
        )

    def _on_opened(self) -> None:
        self._session.look_at_vault()
        if self._dialog is not None:
            self._dialog.settle()

    def _on_refused(self, error: AppError) -> None:
        self._patience.stop()
        if not self._session.is_open:
            self.show_state()
            self._ask_person(error)

    def _on_dialog_closed(self, _result: int) -> None:
        self._dialog = None
