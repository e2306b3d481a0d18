"""The window on an open inventory."""

from functools import partial
from gettext import gettext as _
from typing import Any

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from app import __version__
from app.core.access import VaultState
from app.core.errors import AppError
from app.core.finding import Hit, HitKind
from app.core.preference import APPEARANCE, CLIPBOARD_SECONDS, LOCK_MINUTES
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.frame.window import FrameWindow, bind
from app.ui.inventory_check import InventoryCheck
from app.ui.kit.clipboard import SecretClipboard
from app.ui.kit.dialogs import Dialog, ErrorDialog
from app.ui.kit.icons import Icons
from app.ui.kit.reveal import RevealPopup
from app.ui.kit.theme import Mode
from app.ui.session import Session
from app.ui.shell import about
from app.ui.shell.bell import Bell
from app.ui.shell.commands import commands, find_commands, find_pages
from app.ui.shell.health import HealthWatch
from app.ui.shell.idle import IdleWatch
from app.ui.shell.lookout import Lookout
from app.ui.shell.pages import site
from app.ui.shell.presence import Presence
from app.ui.shell.search import Search
from app.ui.shell.signs import Signs
from app.ui.shell.switcher import Switcher
from app.ui.shell.tray import Tray
from app.ui.shell.vault_watch import VaultWatch

_LOOK_MS = 3_000
_TICK_MS = 60_000
_MINUTE_MS = 60_000


class MainWindow(FrameWindow):
    """Pages over a session, with lock, undo, and everything that watches the time."""

    def __init__(
        self, *, app: QApplication, session: Session, icons: Icons, settings: QSettings
    ) -> None:
        self._session = session
        self._icons = icons
        self.clipboard = SecretClipboard(app.clipboard())
        self.desk = Desk(
            session=session,
            icons=icons,
            clipboard=self.clipboard,
            check=InventoryCheck(session, session),
            settings=settings,
            go=self._go,
        )
        super().__init__(name="Keyholder", site=site(self.desk), icons=icons, settings=settings)
        self.vault = VaultWatch(self, session, icons)
        self.health = HealthWatch(self, self.desk)
        self._idle = IdleWatch(self)
        app.installEventFilter(self._idle)
        self._switcher = Switcher(header=self.header, session=session)
        self.tray = Tray(self, icon=app.windowIcon(), theme=icons.theme)
        self.presence = Presence(self, session, self.tray, app)
        self.bell = Bell(icons)
        self.header.add_right(self.bell)
        self.lookout = Lookout(
            session, desktop=session.door.desktop, show=self.tray.say, parent=self
        )
        self.search = self._made_search()
        self._signs = Signs(self, session, self.lookout, bell=self.bell, tray=self.tray)
        self._dress()
        self._listen()
        self._watch()

    def start(self) -> None:
        """Show the dashboard."""
        self._session.look_for_changes()
        self._session.reload_preferences()
        self._switcher.refresh()
        self.go("dashboard")
        self._session.tick()
        self.lookout.start()
        self.health.begin()

    def unlock(self) -> None:
        """Ask for a way into the vault."""
        self.vault.unlock()

    def warn_of_sync(self) -> None:
        """Warn that a program seems to copy the folder elsewhere."""
        self.footer.set_status(
            "sync",
            _("⚠ This folder seems to be synchronised: another computer could damage it"),
            self._session.door.folder,
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Override FrameWindow.closeEvent: leave no value behind, and perhaps stay."""
        self.clipboard.clear_now()
        if self.presence.stays():
            event.ignore()
            return
        self.lookout.stop()
        self.tray.set_shown(False)
        self._look_timer.stop()
        self._tick_timer.stop()
        super().closeEvent(event)

    def _go(self, page: str, *_clicked: object, **where: Any) -> None:
        self.go(page, **where)

    def _go_to_notices(self) -> None:
        self.go("notices")

    def _on_notices_wanted(self) -> None:
        self.presence.come()
        self._go_to_notices()

    def _made_search(self) -> Search:
        """Put the search into the header."""
        self._commands = commands(
            self._go,
            {
                "lock": self._session.lock,
                "undo": self._session.undo.undo,
                "shortcuts": lambda: about.help_dialog(self).open(),
                "about": lambda: about.about_dialog(self).open(),
                "quit": self.presence.quit,
            },
        )
        search = Search(
            session=self._session,
            icons=self._icons,
            window=self,
            here=lambda wanted: [
                *find_pages(wanted, self.site.places()),
                *find_commands(wanted, self._commands),
            ],
            open_hit=self._open_hit,
            page=lambda: self.page,
        )
        self.header.add_middle(search.field)
        return search

    def _open_hit(self, hit: Hit) -> None:
        """Open what the search found."""
        match hit.kind:
            case HitKind.COMMAND:
                self._commands[int(hit.id)].act()
            case HitKind.PAGE:
                self.go(hit.id)
            case HitKind.ACCOUNT:
                self.go("administrators", account=hit.id)
            case HitKind.ORGANISATION:
                self.go("organisations", organisation=hit.id)
            case _:
                self.go(hit.kind.value, **{hit.kind.value: hit.id})

    def _dress(self) -> None:
        menu = self.header.profile_menu
        for text, keys, act in (
            (_("Your account"), "", partial(self.go, "administrators")),
            (_("Lock"), "Ctrl+L", self._session.lock),
            (_("Preferences"), "", partial(self.go, "security")),
            (_("Keyboard shortcuts"), "F1", lambda: about.help_dialog(self).open()),
            (_("About Keyholder"), "", lambda: about.about_dialog(self).open()),
            (_("Quit"), "Ctrl+Q", self.presence.quit),
        ):
            action = menu.addAction(text)
            if keys:
                action.setShortcut(QKeySequence(keys))
                self.addAction(action)
            action.triggered.connect(lambda _checked, act=act: act())
        self.footer.add_link(_("Privacy"), partial(about.tell_privacy, self._session, self))
        self.footer.add_note(_("Keyholder {version} · MIT").format(version=__version__))
        for keys, pressed in (
            ("Ctrl+Z", self._session.undo.undo),
            ("Ctrl+N", partial(self.go, "keys", form="create")),
            ("Ctrl+Shift+N", partial(self.go, "keys", form="add")),
            ("Ctrl+K", self.search.begin),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(pressed)
        bind(self, "Ctrl+B", self._go_to_notices)

    def _listen(self) -> None:
        session = self._session
        session.told.connect(self._on_told)
        session.failed.connect(self._on_failed)
        session.lock_changed.connect(self._on_lock_changed)
        session.preferences_changed.connect(self._on_preferences)
        self._idle.idle.connect(session.lock)
        self._idle.pressed.connect(self.search.touched)
        self.bell.clicked.connect(self._go_to_notices)
        self.tray.lock_wanted.connect(session.lock)
        for wanted in (self.tray.notices_wanted, self.lookout.clicked):
            wanted.connect(self._on_notices_wanted)

    def _watch(self) -> None:
        self._look_timer = QTimer(self, interval=_LOOK_MS)
        self._look_timer.timeout.connect(self._session.look_for_changes)
        self._look_timer.start()
        self._tick_timer = QTimer(self, interval=_TICK_MS)
        self._tick_timer.timeout.connect(self._session.tick)
        self._tick_timer.start()

    def _on_told(self, sentence: str, undoable: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.toast.say(sentence, undo=self._session.undo.undo if undoable else None)

    def _on_failed(self, error: AppError) -> None:
        shown = [one for one in self.findChildren(ErrorDialog) if one.isVisible()]
        if all(one.windowTitle() != error.what() for one in shown):
            prompts.show_failure(error, self)

    def _on_lock_changed(self, state: VaultState) -> None:
        if state is VaultState.OPEN:
            self._session.tick()  # values may have waited for it to be destroyed
            return
        self.clipboard.clear_now()
        for popup in self.findChildren(RevealPopup):
            popup.close()
        for dialog in self.findChildren(Dialog):
            if dialog.shows_secret:
                dialog.close()

    def _on_preferences(self) -> None:
        preferences = self._session.preferences
        self._icons.theme.set_mode(Mode(preferences.get(APPEARANCE)))
        self.clipboard.set_clear_after(preferences.get(CLIPBOARD_SECONDS))
        self._idle.set_after(preferences.get(LOCK_MINUTES) * _MINUTE_MS)
