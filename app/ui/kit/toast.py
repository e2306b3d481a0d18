"""What was done, said for a few seconds at the bottom, with a way back."""

from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.kit.buttons import icon_button, link_button
from app.ui.kit.icons import Icons
from app.ui.kit.text import ElidedLabel

_BOTTOM = 24
_WIDEST = 640


class Toast(QFrame):
    """One message over *host*: a new one replaces the old one."""

    def __init__(self, host: QWidget, *, icons: Icons, shown_ms: int = 6000) -> None:
        super().__init__(host)
        self._host = host
        self._undo: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True, interval=shown_ms)
        self.text_label = ElidedLabel()
        self.undo_button = link_button("")
        self.close_button = icon_button(icons, "x", _("Close"), color="header_text")
        self._row = QHBoxLayout(self)
        self._arrange()
        self._connect()
        self.hide()

    def say(self, text: str, *, undo: Callable[[], object] | None = None, verb: str = "") -> None:
        """Show *text*; with *undo*, a button that calls it (named *verb* or Undo)."""
        self._undo = undo
        self.text_label.setText(text)
        self.undo_button.setText(verb or _("Undo"))
        self.undo_button.setAccessibleName(verb or _("Undo"))
        self.undo_button.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject.eventFilter: stay at the bottom of the host."""
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Override QFrame.enterEvent: wait while someone reads."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Override QFrame.leaveEvent."""
        self._timer.start()
        super().leaveEvent(event)

    def _arrange(self) -> None:
        self.setProperty("kind", "toast")
        self.text_label.setMaximumWidth(_WIDEST)
        row = self._row
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.text_label)
        row.addSpacing(8)
        row.addWidget(self.undo_button)
        row.addWidget(self.close_button)

    def _connect(self) -> None:
        self._host.installEventFilter(self)
        self._timer.timeout.connect(self.hide)
        self.close_button.clicked.connect(self.hide)
        self.undo_button.clicked.connect(self._on_undo)

    def _place(self) -> None:
        self._row.activate()
        size = self.sizeHint().boundedTo(self._host.size())
        self.resize(size)
        left = (self._host.width() - size.width()) // 2
        self.move(left, self._host.height() - size.height() - _BOTTOM)

    def _on_undo(self) -> None:
        undo, self._undo = self._undo, None
        self._timer.stop()
        self.hide()
        if undo is not None:
            undo()
