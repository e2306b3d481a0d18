"""The field in the header that a search is typed into."""

from gettext import gettext as _

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from app.ui.kit.buttons import native
from app.ui.kit.icons import Icons
from app.ui.kit.text import accessible

SHORTCUT = "Ctrl+K"
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_LONGEST = 200
_MARGIN = 10


class SearchField(QLineEdit):
    """Where it is typed; while it is empty, it says which keys lead to it.

    Signals: *stepped* with a direction; *chosen* at Enter; *given_up* at Esc; *left* when the
    keyboard goes elsewhere.
    """

    stepped = Signal(int)
    chosen = Signal()
    given_up = Signal()
    left = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__(placeholderText=_("Search accounts, keys, applications"))
        self._icons = icons
        self._keys = native(SHORTCUT)
        icon = icons.icon("search", "header_muted")
        self.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumWidth(260)
        self.setMaxLength(_LONGEST)
        self.textChanged.connect(self._make_room)
        self._make_room()
        accessible(self, self.placeholderText(), _("{keys} comes here").format(keys=self._keys))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QLineEdit.keyPressEvent."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Override QLineEdit.focusOutEvent."""
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override QLineEdit.paintEvent: the shortcut stands at the right."""
        super().paintEvent(event)
        if self.text():
            return
        painter = QPainter(self)
        painter.setPen(self._icons.theme.tokens.color("header_muted"))
        area = QRect(0, 0, self.width() - _MARGIN, self.height())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, int(flags), self._keys)
        painter.end()

    def _make_room(self) -> None:
        """Keep the placeholder off the shortcut, and give what is typed all the room."""
        width = 0 if self.text() else self.fontMetrics().horizontalAdvance(self._keys) + _MARGIN
        self.setTextMargins(0, 0, width, 0)
