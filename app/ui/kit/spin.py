"""A field for a whole number."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
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
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel brings no keyboard here

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Override QSpinBox.wheelEvent: scrolling past it changes nothing in it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
