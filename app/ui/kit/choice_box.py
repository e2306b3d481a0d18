"""A list to choose from that never needs more room than its form has."""

from PySide6.QtWidgets import QComboBox

_LETTERS = 16


def choice_box(*, placeholder: str = "") -> QComboBox:
    """Return a combo box whose width does not follow its longest entry."""
    made = QComboBox(placeholderText=placeholder)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(_LETTERS)
    return made


def choose(box: QComboBox, data: object) -> None:
    """Choose the entry of *box* that stands for *data*; the first where there is none."""
    box.setCurrentIndex(max(box.findData(data), 0))
