"""A card in one row: a name, a quiet line under it, and buttons at its right."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.kit.text import PlainLabel, TextRole


class SettingCard(QFrame):
    """Says what something is called and how it stands; *buttons* change it."""

    def __init__(self, name: str, *buttons: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.line_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(PlainLabel(name, role=TextRole.STRONG))
        words.addWidget(self.line_label)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in buttons:
            row.addWidget(button)
