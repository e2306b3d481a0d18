"""The icon in the system's tray: a count, a menu, and a way back to the window."""

from gettext import gettext as _

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from app.core import notice_words
from app.ui.kit.theme import Theme

_SIZES = (22, 24, 32, 48, 64)
_MOST = 99
_SHARE = 0.62
"""How much of the icon its badge takes."""


class Tray(QObject):
    """The tray icon of a window; it is nowhere where the desktop has no tray.

    Signals: *opened* when the window is wanted; *notices_wanted*; *lock_wanted*; *quit_wanted*.
    """

    opened = Signal()
    notices_wanted = Signal()
    lock_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, window: QWidget, *, icon: QIcon, theme: Theme) -> None:
        super().__init__(window)
        self._plain = icon
        self._theme = theme
        self._count = 0
        self.menu = QMenu(window)
        self.icon = QSystemTrayIcon(icon, self)
        self._fill_menu()
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self.notices_wanted)
        theme.changed.connect(self._draw)
        self.set_count(0)

    @property
    def is_there(self) -> bool:
        """Whether the icon is in a tray now."""
        return self.icon.isVisible() and QSystemTrayIcon.isSystemTrayAvailable()

    def set_shown(self, shown: bool) -> None:  # noqa: FBT001 - a setter
        """Show the icon, or take it away."""
        self.icon.setVisible(shown)

    def set_count(self, count: int) -> None:
        """Say how many notices are open."""
        self._count = count
        told = notice_words.notices_counted(count)
        self.icon.setToolTip(_("Keyholder: {notices}").format(notices=told))
        self.notices_action.setText(_("Notices ({n})").format(n=count))
        self._draw()

    def say(self, title: str, text: str) -> bool:
        """Show a message at the icon; tell whether there is one."""
        if self.is_there:
            self.icon.showMessage(title, text, self._plain)
        return self.is_there

    def _fill_menu(self) -> None:
        for label, wanted in (
            (_("Open Keyholder"), self.opened),
            (_("Notices"), self.notices_wanted),
            (_("Lock"), self.lock_wanted),
            (_("Quit"), self.quit_wanted),
        ):
            action = self.menu.addAction(label)
            action.triggered.connect(wanted)
        self.notices_action = self.menu.actions()[1]

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.opened.emit()

    def _draw(self) -> None:
        icon = QIcon()
        for size in _SIZES:
            icon.addPixmap(self._drawn(size))
        self.icon.setIcon(icon)

    def _drawn(self, size: int) -> QPixmap:
        """Return the icon with its count in a corner, *size* pixels square."""
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self._plain.paint(painter, pixmap.rect())
        painter.end()
        if not self._count:
            return pixmap
        tokens = self._theme.tokens
        side = int(size * _SHARE)
        badge = QRect(size - side, size - side, side, side)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(tokens.color("surface"))
        painter.setBrush(tokens.color("expired"))
        painter.drawEllipse(badge.adjusted(0, 0, -1, -1))
        words = str(self._count) if self._count <= _MOST else f"{_MOST}+"
        font = QFont(painter.font())
        font.setPixelSize(max(int(side * (0.85 - 0.17 * len(words))), 6))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(tokens.color("surface"))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.end()
        return pixmap
