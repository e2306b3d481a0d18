"""A choice of one, each option with a line that says what it means."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit.text import PlainLabel, TextRole, accessible, restyle


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing to choose."""

    id: str
    label: str
    description: str = ""
    enabled: bool = True


class OptionCard(QFrame):
    """An option that can be clicked anywhere."""

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        self.radio = QRadioButton(option.label.replace("&", "&&"))
        self._arrange()
        self.radio.toggled.connect(self._refresh)
        self._refresh()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Override QFrame.mouseReleaseEvent."""
        if self.radio.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.radio.setChecked(True)
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)

    def _arrange(self) -> None:
        self.setProperty("kind", "option")
        self.radio.setEnabled(self.option.enabled)
        accessible(self.radio, self.option.label, self.option.description)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 12, 10)
        column.setSpacing(2)
        column.addWidget(self.radio)
        if self.option.description:
            line = PlainLabel(self.option.description, role=TextRole.MUTED, wrap=True)
            line.setContentsMargins(31, 0, 0, 0)
            column.addWidget(line)

    def _refresh(self) -> None:
        restyle(self, "chosen", self.radio.isChecked())


class OptionList(QWidget):
    """Options below each other, of which one is chosen.

    Signals: *chosen* with the option's id.
    """

    chosen = Signal(str)

    def __init__(self, options: Sequence[Option] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, OptionCard] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._group.buttonToggled.connect(self._on_toggled)
        self.set_options(options)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer *options*, keeping the chosen one where it is still there."""
        kept = self.value()
        for card in self.cards.values():
            self._group.removeButton(card.radio)
            self._column.removeWidget(card)
            card.deleteLater()
        self.cards = {option.id: OptionCard(option) for option in options}
        for card in self.cards.values():
            self._group.addButton(card.radio)
            self._column.addWidget(card)
        if self.cards:
            self.setFocusProxy(next(iter(self.cards.values())).radio)
        self.set_value(kept)

    def value(self) -> str:
        """Return the chosen option's id, or nothing."""
        return next((name for name, card in self.cards.items() if card.radio.isChecked()), "")

    def set_value(self, name: str) -> None:
        """Choose the option *name*, if there is one."""
        if name in self.cards:
            self.cards[name].radio.setChecked(True)

    def _on_toggled(self, _radio: QAbstractButton, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on:
            self.chosen.emit(self.value())
