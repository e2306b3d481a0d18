"""What is known of one thing: names at the left, values at the right, some of them to copy."""

from collections.abc import Iterable
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.ui.kit.buttons import icon_button
from app.ui.kit.card import emptied
from app.ui.kit.icons import Icons
from app.ui.kit.text import ElidedLabel, PlainLabel, TextRole

_LEAST = 120


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known, and its name; without a value it is left out. One line can be copied."""

    label: str
    value: str
    copyable: bool = False


class FactList(QWidget):
    """Shows facts.

    Signals: *copy_wanted* with the fact that is to be copied.
    """

    copy_wanted = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.copy_buttons: dict[str, QToolButton] = {}
        self._icons = icons
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Iterable[Fact]) -> None:
        """Show *facts*, and nothing else."""
        emptied(self._grid)
        self.copy_buttons = {}
        for row, fact in enumerate(one for one in facts if one.value):
            name = PlainLabel(fact.label, role=TextRole.MUTED)
            if fact.copyable:
                self._grid.addWidget(name, row, 0)
                self._grid.addWidget(self._copyable(fact), row, 1)
            else:
                self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(_value(fact), row, 1)

    def _copyable(self, fact: Fact) -> QWidget:
        """Return one line, with its button right behind it."""
        label = ElidedLabel(fact.value)
        label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        tip = _("Copy: {what}").format(what=fact.label)
        made = self.copy_buttons[fact.label] = icon_button(self._icons, "copy", tip)
        made.clicked.connect(lambda: self.copy_wanted.emit(fact))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(label)
        row.addWidget(made)
        row.addStretch(1)
        return line


def _value(fact: Fact) -> PlainLabel:
    label = PlainLabel(fact.value, wrap=True)
    label.setMinimumWidth(_LEAST)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
