"""The thin band at the bottom: what happened last, and what stands behind it all."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit.buttons import link_button
from app.ui.kit.text import PlainLabel, set_tip


class Footer(QWidget):
    """Statuses at the left, links at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.statuses: dict[str, PlainLabel] = {}
        self._left = QHBoxLayout()
        self._right = QHBoxLayout()
        self._arrange()

    def set_status(self, name: str, text: str, tip: str = "") -> None:
        """Show *text* in the slot *name*; nothing empties it."""
        if name not in self.statuses:
            self.statuses[name] = PlainLabel()
            self.statuses[name].setMinimumWidth(1)  # what it says never widens the window
            self._left.addWidget(self.statuses[name])
        label = self.statuses[name]
        label.setText(text)
        label.setVisible(bool(text))
        set_tip(label, tip)

    def add_link(self, text: str, clicked: Callable[[], object], *, tip: str = "") -> None:
        """Offer a link at the right."""
        link = link_button(text, tip=tip)
        link.clicked.connect(lambda: clicked())  # noqa: PLW0108 - drops Qt's argument
        self._right.addWidget(link)

    def add_note(self, text: str) -> None:
        """Say something at the right, such as the version."""
        self._right.addWidget(PlainLabel(text))

    def _arrange(self) -> None:
        self.setObjectName("footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 24, 4)
        for side in (self._left, self._right):
            side.setSpacing(16)
        row.addLayout(self._left)
        row.addStretch(1)
        row.addLayout(self._right)
