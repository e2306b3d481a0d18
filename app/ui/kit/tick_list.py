"""A few things that wait for somebody, each with its tick."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.buttons import icon_button
from app.ui.kit.card import emptied
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole, accessible

_LEAST = 120


@dataclass(frozen=True, slots=True)
class Tickable:
    """What waits, what its tick says, and what that does."""

    text: str
    tip: str
    tick: Callable[[], object]


class TickList(QWidget):
    """Shows the first few, and how many more there are; *nothing* where there are none."""

    def __init__(self, icons: Icons, *, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._nothing = nothing
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_things(self, things: Sequence[Tickable], count: int) -> None:
        """Show *things*, the first of *count*."""
        emptied(self._column)
        for thing in things:
            self._column.addWidget(self._row(thing))
        rest = count - len(things)
        if not things:
            self._say(self._nothing)
        elif rest:
            self._say(_("and {n} more").format(n=rest))

    def _say(self, text: str) -> None:
        self._column.addWidget(PlainLabel(text, role=TextRole.MUTED, wrap=True))

    def _row(self, thing: Tickable) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        tick = icon_button(self._icons, "check", thing.tip)
        accessible(tick, thing.tip, thing.text)
        tick.clicked.connect(lambda: thing.tick())  # noqa: PLW0108 - drops Qt's argument
        label = PlainLabel(thing.text, wrap=True)
        label.setMinimumWidth(_LEAST)  # a name of one long word would push the ticks out of view
        row.addWidget(label, 1)
        row.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        return line
