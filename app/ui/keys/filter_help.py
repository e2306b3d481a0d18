"""The quick help to the filter's language."""

from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.core import search
from app.ui.kit.dialogs import Dialog
from app.ui.kit.text import PlainLabel, TextRole


class FilterHelp(Dialog):
    """Shows what can be typed into the filter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(title=_("How to filter"), verb=_("Close"), parent=parent)
        self.cancel_button.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for row, example in enumerate(search.examples()):
            sample = PlainLabel(example.text, role=TextRole.MONO)
            grid.addWidget(sample, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(PlainLabel(example.meaning, wrap=True), row, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addWidget(
            PlainLabel(
                _("All terms together must fit. Esc empties the filter."), role=TextRole.MUTED
            )
        )
        self.setMinimumWidth(620)
