"""The keys that stop working next."""

from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.core import words
from app.core.key import Key
from app.services.key_list import People
from app.ui import dates, looks
from app.ui.desk import Desk
from app.ui.kit.badge import Badge
from app.ui.kit.buttons import Kind
from app.ui.kit.elided_button import ElidedButton
from app.ui.kit.text import PlainLabel, TextRole


class NextList(QWidget):
    """Rows of a key, its expiry and its state.

    Signals: *chosen* with the key that was clicked.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)

    def show_keys(self, keys: list[Key], people: People) -> None:
        """Show *keys*."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not keys:
            nothing = PlainLabel(_("No key is in use."), role=TextRole.MUTED)
            self._grid.addWidget(nothing, 0, 0)
        for row, key in enumerate(keys):
            self._add(row, key, people)

    def _add(self, row: int, key: Key, people: People) -> None:
        today = people.day(key)
        name = ElidedButton(key.name, kind=Kind.LINK, tip=_("Show it in the list"))
        name.setProperty("align", "left")
        name.clicked.connect(lambda: self.chosen.emit(key))
        when = PlainLabel(dates.day_text(key.expires_on))
        left = PlainLabel(words.days_left(key.days_left(today)), role=TextRole.MUTED)
        badge = Badge(self._desk.icons.theme, looks.state_look(key.state_on(today)))
        for column, widget in enumerate((name, when, left, badge)):
            self._grid.addWidget(widget, row, column)
