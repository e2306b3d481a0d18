"""A field for a whole number."""

from PySide6.QtWidgets import QSpinBox, QWidget

_INSET = 10


class SpinBox(QSpinBox):
    """A number from *low* to *high*, inset like every other field."""

    def __init__(
        self, low: int, high: int, *, suffix: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.setSuffix(suffix)
        # a style sheet's padding does not reach the text of a spin box
        self.lineEdit().setTextMargins(_INSET, 0, 0, 0)
