"""A list to choose from that never needs more room than its form has."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

_LETTERS = 16


class _ChoiceBox(QComboBox):
    """Leaves the wheel to the form around it: scrolling past a box changes nothing in it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Override QComboBox.wheelEvent."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def choice_box(*, placeholder: str = "") -> QComboBox:
    """Return a combo box whose width does not follow its longest entry."""
    made = _ChoiceBox(placeholderText=placeholder)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel does not bring the keyboard here
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(_LETTERS)
    return made


def choose(box: QComboBox, data: object) -> None:
    """Choose the entry of *box* that stands for *data*; the first where there is none."""
    box.setCurrentIndex(max(box.findData(data), 0))
