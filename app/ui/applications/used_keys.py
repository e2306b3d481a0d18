"""The keys that an application uses, and those that it used once."""

from collections.abc import Mapping, Sequence
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from app.core import words
from app.core.identity import UseId
from app.core.key import Key, KeyState
from app.core.use import Use
from app.services.key_list import People
from app.ui import dates, looks
from app.ui.desk import Desk
from app.ui.kit.badge import Badge
from app.ui.kit.buttons import Kind, button
from app.ui.kit.card import emptied
from app.ui.kit.elided_button import ElidedButton
from app.ui.kit.text import PlainLabel, TextRole, accessible

_MOST = 100
_LEAST = 120
_DATED = {KeyState.EXPIRED, KeyState.EXPIRING, KeyState.ACTIVE}

Used = Sequence[tuple[Use, Key]]


class _Rows(QWidget):
    """Rows of a key and what is said of it; the first column takes the room."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key_buttons: list[QPushButton] = []
        self._desk = desk
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(0, 1)

    def begin(self, count: int, nothing: str) -> None:
        """Take everything out; say *nothing* where there is none, and how many do not fit."""
        emptied(self.grid)
        self.key_buttons = []
        said = _("and {n} more").format(n=count - _MOST) if count > _MOST else ""
        if not count or said:
            label = PlainLabel(said or nothing, role=TextRole.MUTED, wrap=True)
            self.grid.addWidget(label, min(count, _MOST), 0)

    def name(self, key: Key) -> ElidedButton:
        """Return the button that opens *key*."""
        made = ElidedButton(key.name, kind=Kind.LINK, tip=_("Open the key"))
        made.setProperty("align", "left")
        made.clicked.connect(partial(self._on_key, key))
        self.key_buttons.append(made)
        return made

    def _on_key(self, key: Key, *_clicked: object) -> None:
        self._desk.go("key", key=key.id)


class UsedKeys(_Rows):
    """The keys in use: how each stands, and a button that ends the use.

    Signals: *ended* with the use and the key.
    """

    ended = Signal(object, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.end_buttons: list[QPushButton] = []

    def show_keys(self, used: Used, people: People, *, changeable: bool) -> None:
        """Show the keys *used*; where *changeable*, each use can be ended."""
        self.begin(len(used), _("No key is recorded that it uses."))
        self.end_buttons = []
        for row, (use, key) in enumerate(used[:_MOST]):
            state = key.state_on(people.day(key))
            cells = [
                self.name(key),
                PlainLabel(_standing(key, people), role=TextRole.MUTED),
                Badge(self._desk.icons.theme, looks.state_look(state)),
            ]
            if changeable:
                cells.append(self._end_button(use, key))
            for column, widget in enumerate(cells):
                self.grid.addWidget(widget, row, column)

    def _end_button(self, use: Use, key: Key) -> QPushButton:
        made = button(_("Not any more"), tip=_("It uses this key no longer"))
        accessible(made, _("Uses “{name}” no longer").format(name=key.name))
        made.clicked.connect(lambda: self.ended.emit(use, key))
        self.end_buttons.append(made)
        return made


class FormerKeys(_Rows):
    """The keys that it used once: when that ended, by whom, and what was noted."""

    def show_keys(self, used: Used, keys_of: Mapping[UseId, Key]) -> None:
        """Show the uses that have ended; *keys_of* names what took a key's place."""
        self.begin(len(used), "")
        for row, (use, key) in enumerate(used[:_MOST]):
            told = PlainLabel(_ending(use, keys_of), role=TextRole.MUTED, wrap=True)
            told.setMinimumWidth(_LEAST)
            self.grid.addWidget(self.name(key), row, 0, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(told, row, 1)
        self.grid.setColumnStretch(1, 2)


def _standing(key: Key, people: People) -> str:
    """Say when it stops; and how far away that is, where the date counts."""
    day, stops = people.day(key), dates.day_text(key.expires_on)
    if key.state_on(day) not in _DATED:
        return stops
    left = words.days_left(key.days_left(day))
    return _("{day} · {distance}").format(day=stops, distance=left)


def _ending(use: Use, keys_of: Mapping[UseId, Key]) -> str:
    """Say how a use ended."""
    if use.ended_at is None:
        return ""
    told = {"moment": dates.moment_text(use.ended_at), "person": use.ended_by}
    moved = keys_of.get(use.moved_to) if use.moved_to is not None else None
    if moved is not None:
        said = _("moved to “{name}”: {moment}, by {person}").format(name=moved.name, **told)
    else:
        said = _("ended {moment}, by {person}").format(**told)
    return _("{ending}: {note}").format(ending=said, note=use.note) if use.note else said
