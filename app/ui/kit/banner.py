"""An inline bar: what is the matter, and what can be done."""

from collections.abc import Callable
from enum import StrEnum
from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.ui.kit.buttons import button, icon_button
from app.ui.kit.icons import Icons
from app.ui.kit.mark import Mark
from app.ui.kit.text import PlainLabel, accessible, restyle


class Level(StrEnum):
    """How serious it is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


_LOOKS = {
    Level.INFO: ("info", "info"),
    Level.WARNING: ("triangle-alert", "expiring"),
    Level.ERROR: ("circle-alert", "expired"),
}


class Banner(QFrame):
    """A bar above the page's content, hidden until it has something to say.

    Signals: *dismissed* when the person closes it.
    """

    dismissed = Signal()

    def __init__(
        self, icons: Icons, *, closable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._mark = Mark(icons, "info")
        self.text_label = PlainLabel(wrap=True)
        self.close_button = icon_button(icons, "x", _("Close"))
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._arrange(closable=closable)
        self.close_button.clicked.connect(self._on_close)
        self.hide()

    def say(self, text: str, *, level: Level = Level.INFO) -> None:
        """Show *text* without buttons; add them afterwards."""
        self._drop_buttons()
        restyle(self, "level", level.value)
        self._mark.set_icon(*_LOOKS[level])
        self.text_label.setText(text)
        accessible(self, text)
        self.show()

    def add_button(self, text: str, clicked: Callable[[], object]) -> QPushButton:
        """Offer something to do about it."""
        made = button(text)
        made.clicked.connect(lambda: clicked())  # noqa: PLW0108 - drops Qt's argument
        self._row.insertWidget(self._row.count() - 1, made)
        self._buttons.append(made)
        return made

    def clear(self) -> None:
        """Say nothing any more."""
        self._drop_buttons()
        self.hide()

    def _arrange(self, *, closable: bool) -> None:
        self.setProperty("kind", "banner")
        self.close_button.setVisible(closable)
        self._row.setContentsMargins(12, 8, 8, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self._mark)
        self._row.addWidget(self.text_label, 1)
        self._row.addWidget(self.close_button)

    def _drop_buttons(self) -> None:
        for made in self._buttons:
            self._row.removeWidget(made)
            made.hide()
            made.deleteLater()
        self._buttons.clear()

    def _on_close(self) -> None:
        self.clear()
        self.dismissed.emit()
