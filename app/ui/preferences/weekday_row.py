"""The days of the week, each to be chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.core import words
from app.core.schedule import WEEKDAYS


class WeekdayRow(QWidget):
    """A box for each weekday.

    Signals: *changed* when the person chose other days.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {name: QCheckBox(words.weekday(at)) for at, name in enumerate(WEEKDAYS)}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for box in self.boxes.values():
            row.addWidget(box)
            box.toggled.connect(self.changed)
        row.addStretch(1)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def days(self) -> tuple[str, ...]:
        """Return the names of the chosen days."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def set_days(self, days: tuple[str, ...]) -> None:
        """Choose *days* without telling anybody."""
        self.blockSignals(True)
        for name, box in self.boxes.items():
            box.setChecked(name in days)
        self.blockSignals(False)
