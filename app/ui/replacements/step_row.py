"""One step of a replacement: the place, whom to call, and *moved* or *undo*."""

from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.text import NAME_LIMIT
from app.core.use import Place
from app.ui.desk import Desk
from app.ui.keys.place_list import PlaceRow, ended
from app.ui.kit.buttons import icon_button, secondary_button, with_icon
from app.ui.kit.mark import Mark
from app.ui.kit.text import accessible

_NOTE_WIDTH = 180


class StepRow(PlaceRow):
    """A place of the checklist.

    Signals: *moved* with a note; *undone*; *ended*: it needs no key any more.
    """

    moved = Signal(str)
    undone = Signal()
    ended = Signal()

    def __init__(
        self, desk: Desk, step: Place, *, can_move: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, step, remark=ended(step), parent=parent)
        self.step = step
        name = step.application.name
        self.note_edit = QLineEdit(placeholderText=_("Note (optional)"), maxLength=NAME_LIMIT)
        self.moved_button = with_icon(secondary_button(_("Moved")), desk.icons, "check")
        self.undo_button = with_icon(secondary_button(_("Undo")), desk.icons, "undo-2")
        self.end_button = icon_button(desk.icons, "x", _("It needs no key any more"))
        accessible(self.note_edit, _("Note on moving {name}").format(name=name))
        accessible(self.moved_button, _("{name} has moved").format(name=name))
        accessible(self.undo_button, _("{name} has not moved after all").format(name=name))
        accessible(self.end_button, _("{name} needs no key any more").format(name=name))
        self._dress(desk, can_move=can_move)
        self.moved_button.clicked.connect(self._on_moved)
        self.note_edit.returnPressed.connect(self._on_moved)
        self.undo_button.clicked.connect(self.undone)
        self.end_button.clicked.connect(self.ended)

    def _dress(self, desk: Desk, *, can_move: bool) -> None:
        is_open = self.step.use.is_open
        look = ("circle-check", "active") if not is_open else ("clock", "expiring")
        self._row.insertWidget(0, Mark(desk.icons, look[0], color=look[1]))
        self.note_edit.setFixedWidth(_NOTE_WIDTH)
        for widget, shown in (
            (self.note_edit, is_open and can_move),
            (self.moved_button, is_open and can_move),
            (self.end_button, is_open),
            (self.undo_button, not is_open),
        ):
            self.add(widget)
            widget.setVisible(shown)

    def _on_moved(self) -> None:
        if self.moved_button.isVisible():
            self.moved.emit(self.note_edit.text())
