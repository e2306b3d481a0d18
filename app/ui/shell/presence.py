"""Whether the program goes on when its window is closed, and how the window comes back."""

from gettext import gettext as _

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from app.core.preference import CLOSE_TO_TRAY, DESKTOP_NOTICES
from app.ui.session import Session
from app.ui.shell.tray import Tray


class Presence(QObject):
    """Keeps *window* in the tray, or minimised where there is none, if that is wanted."""

    def __init__(
        self, window: QMainWindow, session: Session, tray: Tray, app: QApplication
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._tray = tray
        self._app = app
        self._began_hidden = False
        self._quitting = False
        self._told = False
        tray.opened.connect(self.come)
        tray.quit_wanted.connect(self.quit)
        session.preferences_changed.connect(self._show_tray)

    def begin(self, *, hidden: bool) -> None:
        """Show the window, or begin where nobody sees it."""
        self._began_hidden = hidden
        self._show_tray()
        if not hidden:
            self._window.show()
        elif not self._tray.is_there:
            self._window.showMinimized()

    def come(self) -> None:
        """Bring the window to the front."""
        bring_to_front(self._window)

    def quit(self) -> None:
        """End the program, whatever closing the window would do."""
        self._quitting = True
        shown = self._window.isVisible()
        self._window.close()
        if not shown:  # then it is no last window that Qt would notice
            self._app.quit()

    def stays(self) -> bool:
        """Put the window away instead of closing it, if that is wanted; tell whether it was."""
        if self._quitting or self._app.isSavingSession() or not self._is_wanted:
            return False
        if self._tray.is_there:
            self._window.hide()
            self._tell_once()
        else:
            self._window.showMinimized()
            self._session.told.emit(
                _("There is no tray here, so the window is minimised. Ctrl+Q quits."), False
            )
        return True

    @property
    def _is_wanted(self) -> bool:
        return self._began_hidden or self._session.preferences.get(CLOSE_TO_TRAY)

    def _tell_once(self) -> None:
        if not self._told:
            self._told = True
            self._tray.say(_("Keyholder goes on looking"), _("Open or quit it with this icon."))

    def _show_tray(self) -> None:
        """Show the icon where it is wanted, or is all that can show a notification."""
        alone = self._session.door.desktop is None and self._session.preferences.get(
            DESKTOP_NOTICES
        )
        self._tray.set_shown(self._is_wanted or alone)


def bring_to_front(window: QMainWindow) -> None:
    """Show *window* before all others, whatever became of it."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
