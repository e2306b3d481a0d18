"""What a page shows where it has nothing to show yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.kit.icons import Icons
from app.ui.kit.mark import Mark
from app.ui.kit.text import PlainLabel, TextRole

_ICON = 48


class Empty(QWidget):
    """An icon, one sentence, and one or two buttons."""

    def __init__(
        self,
        icons: Icons,
        *,
        icon: str,
        sentence: str,
        buttons: tuple[QPushButton, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mark = Mark(icons, icon, size=_ICON, color="muted")
        self.sentence_label = PlainLabel(sentence, role=TextRole.MUTED, wrap=True)
        self._buttons = QHBoxLayout()
        self._arrange(buttons)

    def set_sentence(self, sentence: str) -> None:
        """Say something else."""
        self.sentence_label.setText(sentence)

    def add(self, button: QPushButton) -> None:
        """Offer another button."""
        self._buttons.insertWidget(self._buttons.count() - 1, button)

    def _words(self) -> QHBoxLayout:
        """Return the sentence in the middle, as high as its lines need."""
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.sentence_label, 4)
        row.addStretch(1)
        return row

    def _arrange(self, buttons: tuple[QPushButton, ...]) -> None:
        self.sentence_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence_label.setMinimumWidth(420)
        self.sentence_label.setMaximumWidth(520)
        row = self._buttons
        row.setSpacing(8)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(self._words())
        column.addLayout(row)
        column.addStretch(3)
