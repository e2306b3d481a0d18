"""Dialogs: opened, never waited for; what was chosen comes back through signals."""

from gettext import gettext as _

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit.buttons import Kind, button
from app.ui.kit.text import PlainLabel, TextRole, accessible

_MARGIN = 24
_WIDTH = 440
_FRAME, _TITLE_BAR = 8, 40
"""What a window manager draws round a dialog, at the most."""


class Dialog(QDialog):
    """A title, a body and two buttons; Esc cancels. It is gone once it is closed.

    Fill *body*, connect *accepted*, call open(). What *shows_secret* closes with the vault.
    """

    def __init__(
        self,
        *,
        title: str,
        verb: str,
        cancel: str = "",
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.shows_secret = False
        self.title_label = PlainLabel(title, role=TextRole.TITLE, wrap=True)
        self.reason_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self.cancel_button = button(cancel or _("Cancel"))
        self.primary_button = button(verb, kind=Kind.DANGER if danger else Kind.PRIMARY)
        self.body = QVBoxLayout()
        self._arrange(title)
        self._connect()
        self._choose_default(self.cancel_button if danger else self.primary_button)

    def showEvent(self, event: QShowEvent) -> None:
        """Override QDialog.showEvent: over its window, and whole on the screen."""
        super().showEvent(event)
        if not event.spontaneous():
            self._place()

    def wanted_size(self) -> QSize:
        """Return the size that shows all there is."""
        return self.sizeHint()

    def _place(self) -> None:
        parent, screen = self.parentWidget(), self.screen().availableGeometry()
        room = screen.adjusted(_FRAME, _TITLE_BAR, -_FRAME, -_FRAME)
        hint = self.wanted_size().expandedTo(self.minimumSize()).boundedTo(room.size())
        around = screen if parent is None else parent.window().frameGeometry()
        spot = QRect(QPoint(0, 0), hint)
        spot.moveCenter(around.center())
        spot.moveRight(min(spot.right(), room.right()))
        spot.moveBottom(min(spot.bottom(), room.bottom()))
        spot.moveTopLeft(QPoint(max(spot.left(), room.left()), max(spot.top(), room.top())))
        self.setGeometry(spot)

    def set_blocked(self, reason: str | None) -> None:
        """Turn the primary button off and say why, or on."""
        self.primary_button.setEnabled(not reason)
        self.reason_label.setText(reason or "")
        self.primary_button.setAccessibleDescription(reason or "")

    def add_button(self, extra: QPushButton) -> None:
        """Put another button beside the primary one."""
        self._foot_row.insertWidget(self._foot_row.indexOf(self.primary_button), extra)

    def submit(self) -> None:
        """Do what the primary button says: accept, unless a subclass looks first."""
        self.accept()

    def _arrange(self, title: str) -> None:
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.body.setSpacing(16)
        inside = QVBoxLayout()
        inside.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        inside.setSpacing(16)
        inside.addWidget(self.title_label)
        inside.addLayout(self.body, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(inside, 1)
        whole.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("kind", "foot")
        row = self._foot_row = QHBoxLayout(foot)
        row.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        row.setSpacing(8)
        row.addWidget(self.reason_label, 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.primary_button)
        return foot

    def _connect(self) -> None:
        self.primary_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self.reject)

    def _choose_default(self, chosen: QWidget) -> None:
        """Let Enter press the button that does no harm."""
        for candidate in (self.primary_button, self.cancel_button):
            candidate.setDefault(candidate is chosen)


class Confirm(Dialog):
    """A question before an act; connect *accepted*.

    With *typed*, that text must be typed first.
    """

    def __init__(
        self,
        *,
        title: str,
        text: str,
        verb: str,
        danger: bool = False,
        typed: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title=title, verb=verb, danger=danger, parent=parent)
        self._typed = typed
        self.text_label = PlainLabel(text, wrap=True)
        self.typed_edit = QLineEdit()
        self.body.addWidget(self.text_label)
        accessible(self, title, text)
        if typed:
            self._ask_to_type()
        elif danger:
            self.cancel_button.setFocus()

    def _ask_to_type(self) -> None:
        words = _("Type “{name}” to confirm.").format(name=self._typed)
        label = PlainLabel(words.replace("&", "&&"), role=TextRole.STRONG, wrap=True)
        label.setBuddy(self.typed_edit)
        accessible(self.typed_edit, words)
        self.body.addWidget(label)
        self.body.addWidget(self.typed_edit)
        self.typed_edit.textChanged.connect(self._refresh)
        self.typed_edit.setFocus()
        self._refresh()

    def _refresh(self) -> None:
        same = self.typed_edit.text().strip() == self._typed
        self.set_blocked(None if same else _("The name is not typed yet."))
        self._choose_default(self.primary_button if same else self.cancel_button)


class ErrorDialog(Dialog):
    """What happened, what it means and what to do."""

    def __init__(
        self, *, title: str, meaning: str, hint: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title=title, verb=_("Close"), parent=parent)
        self.cancel_button.hide()
        self.meaning_label = PlainLabel(meaning, wrap=True)
        self.hint_label = PlainLabel(hint, role=TextRole.MUTED, wrap=True)
        for label in (self.meaning_label, self.hint_label):
            label.setVisible(bool(label.text()))
            self.body.addWidget(label)
        accessible(self, title, f"{meaning} {hint}".strip())
        self.primary_button.setFocus()
