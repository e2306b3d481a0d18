"""Where in the window this is; every step back can be clicked."""

from collections.abc import Sequence
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit.buttons import link_button
from app.ui.kit.text import ElidedLabel, PlainLabel, TextRole, accessible

_BETWEEN = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"


class Breadcrumb(QWidget):
    """Steps from the dashboard to here.

    Signals: *chosen* with the id of the step.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breadcrumb")
        accessible(self, _("Breadcrumb"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)

    def set_trail(self, steps: Sequence[tuple[str, str]]) -> None:
        """Show *steps*, each an id and a title; the last is where we are."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for name, title in steps[:-1]:
            step = link_button(title.replace("&", "&&"))
            step.clicked.connect(partial(self.chosen.emit, name))
            self._row.addWidget(step)
            self._row.addWidget(PlainLabel(_BETWEEN, role=TextRole.MUTED))
        for _name, title in steps[-1:]:
            self._row.addWidget(ElidedLabel(title, role=TextRole.MUTED), 1)
