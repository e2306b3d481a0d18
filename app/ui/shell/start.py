"""From the start of the program to the open window."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.core.errors import AppError, WrongSecretError
from app.core.preference import APPEARANCE, Preferences
from app.core.secret import Secret
from app.services.door import Door
from app.services.set_up import SetUpForm, WaysIn
from app.services.suite import Services
from app.ui import prompts
from app.ui.backups.first_runner import FirstRunner
from app.ui.backups.restoring import Restoring
from app.ui.kit.clipboard import SecretClipboard
from app.ui.kit.icons import Icons
from app.ui.kit.tasks import Tasks
from app.ui.kit.theme import Mode
from app.ui.session import Session
from app.ui.shell.instance import Doorbell
from app.ui.shell.main_window import MainWindow
from app.ui.shell.presence import bring_to_front
from app.ui.shell.vault_watch import Question
from app.ui.start.failure_page import FailurePage
from app.ui.start.set_up_page import SetUpPage

_HEIGHT = 880
"""As high as the second step of the set-up."""
_TITLE_BAR = 48


@dataclass(frozen=True, slots=True)
class _Opened:
    """An inventory that was opened, and how its vault is to be."""

    services: Services
    preferences: Preferences
    question: Question | None
    problem: AppError | None


class Start:
    """Shows what the inventory's state asks for: set-up, a failure, or the window itself."""

    def __init__(
        self,
        *,
        app: QApplication,
        door: Door,
        icons: Icons,
        passphrase: Secret | None = None,
        hidden: bool = False,
    ) -> None:
        self._app = app
        self._door = door
        self._icons = icons
        self._passphrase = passphrase
        self._hidden = hidden
        self._session: Session | None = None
        self.tasks = Tasks(expected=AppError)
        self.window: QMainWindow | None = None
        self._doorbell = Doorbell(door.folder)
        self._doorbell.rung.connect(self._to_front)
        self._settings = QSettings(
            str(Path(door.folder) / "window.ini"), QSettings.Format.IniFormat
        )

    def begin(self) -> None:
        """Open the inventory, or set one up."""
        if self._door.exists():
            self.tasks.submit(self._open, done=self._on_open, failed=self._on_failed)
        elif self._hidden:  # at login: there is nothing to watch yet
            QTimer.singleShot(0, self._app.quit)
        else:
            self._show_set_up()

    def _open(self) -> _Opened:
        """Open the inventory, on the worker's thread; its vault too if a passphrase is there."""
        services = self._door.open()
        preferences = services.settings.load()
        if self._passphrase is None:
            return _Opened(services, preferences, services.access.keyring_question(), None)
        try:
            services.access.unlock(self._passphrase)
        except WrongSecretError as error:
            return _Opened(services, preferences, None, error)
        return _Opened(services, preferences, None, None)

    def _on_open(self, opened: _Opened) -> None:
        self._icons.theme.set_mode(Mode(opened.preferences.get(APPEARANCE)))
        self._show_window(opened.services, opened.question, opened.problem)

    def _show_window(
        self,
        services: Services,
        question: Question | None = None,
        problem: AppError | None = None,
    ) -> MainWindow:
        self._session = Session(services=services, tasks=self.tasks, door=self._door)
        window = MainWindow(
            app=self._app, session=self._session, icons=self._icons, settings=self._settings
        )
        self._put(window, lambda: window.presence.begin(hidden=self._hidden))
        window.start()
        window.vault.begin(question, problem, ask=not self._hidden)
        if self._door.is_synced():
            window.warn_of_sync()
        return window

    def _put(self, window: QMainWindow, show: Callable[[], object] | None = None) -> None:
        """Show *window*, its own way or as usual, in place of what is shown now."""
        former, self.window = self.window, window
        (show or window.show)()
        if former is not None:
            former.close()
            former.deleteLater()

    def _show_set_up(self) -> None:
        set_up = self._door.set_up()
        page = SetUpPage(
            code=set_up.new_recovery_code(),
            icons=self._icons,
            clipboard=SecretClipboard(self._app.clipboard(), parent=self._app),
        )

        def finish(form: SetUpForm, ways: WaysIn) -> None:
            self.tasks.submit(
                lambda: self._door.services(set_up.finish(form, ways)),
                done=self._show_window,
                failed=page.fail,
            )

        page.finished.connect(finish)
        page.restore_wanted.connect(lambda: self._restore(page))
        self.tasks.submit(
            set_up.keyring_is_usable, done=lambda usable: page.ways.set_keyring(usable=usable)
        )
        self._put(self._framed(page, _("Set up Keyholder")))

    def _restore(self, page: QWidget) -> None:
        """Restore a backup where there is no inventory, or none that can be opened."""
        restoring = Restoring(
            restore=self._door.restore(),
            runner=FirstRunner(self.tasks, self._door, self._show_window),
            icons=self._icons,
            parent=page,
        )
        restoring.choose("", lambda error: prompts.show_failure(error, page))

    def _on_failed(self, error: AppError) -> None:
        self.show_failure(error, self.begin)

    def show_failure(self, error: AppError, retry: Callable[[], object]) -> None:
        """Say in a window of its own why there is no inventory to be seen; *retry* tries again."""
        self._hidden = False  # somebody is there, and will see what comes of it
        page = FailurePage(error=error, icons=self._icons)
        page.retry_button.clicked.connect(lambda: retry())  # noqa: PLW0108 - drops Qt's argument
        page.restore_button.clicked.connect(lambda: self._restore(page))
        page.quit_button.clicked.connect(self._app.quit)
        self._put(self._framed(page, _("Keyholder")))

    def _framed(self, page: SetUpPage | FailurePage, title: str) -> QMainWindow:
        window = QMainWindow()
        window.setWindowTitle(title)
        window.setCentralWidget(page)
        room = window.screen().availableSize()
        window.resize(820, min(_HEIGHT, room.height() - _TITLE_BAR))
        return window

    def _to_front(self) -> None:
        if self.window is not None:
            bring_to_front(self.window)

    def close(self) -> None:
        """Close the inventory and stop listening."""
        self._doorbell.close()
        if self._session is not None:
            self._session.close()
        else:
            self.tasks.close()
