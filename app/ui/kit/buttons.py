"""Buttons: a verb, a tip that names the keys, and a name for screen readers."""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from app.ui.kit.icons import Icons
from app.ui.kit.text import accessible, set_tip

_ICON = QSize(16, 16)
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Kind(StrEnum):
    """How much a button stands out."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    DANGER = "danger"
    LINK = "link"
    QUIET = "quiet"


_ON_KIND = {Kind.PRIMARY: "accent_text", Kind.DANGER: "surface", Kind.LINK: "accent"}


class PushButton(QPushButton):
    """A button that Enter presses as well as Space, also where another one is the default."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QPushButton.keyPressEvent."""
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)


class IconButton(QToolButton):
    """A button without words, which Enter presses as well as Space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QToolButton.keyPressEvent."""
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)


def button(
    text: str,
    *,
    kind: Kind = Kind.SECONDARY,
    tip: str = "",
    shortcut: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """Return a button with the verb *text*; *shortcut* works in the whole window."""
    made = PushButton(text, parent)
    made.setProperty("kind", kind.value)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setIconSize(_ICON)
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
    if tip or shortcut:
        set_tip(made, tip or plain(text), native(shortcut))
    accessible(made, plain(text), tip)
    return made


def primary_button(text: str, *, tip: str = "", shortcut: str = "") -> QPushButton:
    """Return the one button that this page is about."""
    return button(text, kind=Kind.PRIMARY, tip=tip, shortcut=shortcut)


def secondary_button(text: str, *, tip: str = "", shortcut: str = "") -> QPushButton:
    """Return an ordinary button."""
    return button(text, tip=tip, shortcut=shortcut)


def link_button(text: str, *, tip: str = "") -> QPushButton:
    """Return a button that reads like a link."""
    return button(text, kind=Kind.LINK, tip=tip)


def with_icon(made: QPushButton, icons: Icons, name: str) -> QPushButton:
    """Return *made* with the icon *name* in the colour of its text."""
    icons.put(made, name, _ON_KIND.get(Kind(made.property("kind")), "text"))
    return made


def icon_button(
    icons: Icons, name: str, label: str, *, shortcut: str = "", color: str = "text"
) -> QToolButton:
    """Return a button without words; *label* is its tip and its accessible name."""
    made = IconButton()
    made.setIconSize(_ICON)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    icons.put(made, name, color)
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
    set_tip(made, label, native(shortcut))
    accessible(made, label)
    return made


class ActionButton(PushButton):
    """A button that is *action*, made visible."""

    def __init__(
        self, action: QAction, *, kind: Kind = Kind.SECONDARY, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._action = action
        self.setProperty("kind", kind.value)
        self.setAutoDefault(False)
        self.setIconSize(_ICON)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        words = plain(self._action.text())
        self.setText(self._action.text())
        self.setEnabled(self._action.isEnabled())
        set_tip(self, words, native(self._action.shortcut()))
        accessible(self, words)


def action_button(action: QAction, *, kind: Kind = Kind.SECONDARY) -> ActionButton:
    """Return a button for *action*: its words, its state, its keys."""
    return ActionButton(action, kind=kind)


def plain(text: str) -> str:
    """Return *text* without its mnemonic mark."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def native(shortcut: str | QKeySequence) -> str:
    """Return *shortcut* as this system writes it."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
