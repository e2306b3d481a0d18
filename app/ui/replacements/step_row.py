"""One step of a replacement: the place, whom to call, and *moved* or *undo*."""

from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.core.text import NAME_LIMIT
from app.core.use import Place
from app.ui.desk import Desk
from app.ui.keys.place_list import PlaceRow, ended, since
from app.ui.kit.buttons import icon_button, secondary_button, with_icon
from app.ui.kit.mark import Mark
from app.ui.kit.text import PlainLabel, accessible

_NOTE_WIDTH = 180


class StepRow(PlaceRow):
    """A place of the checklist; what is typed as its note stays while other things change.

    Nothing comes to stand where *Moved* or the ✕ was: a second click there does nothing.

    Signals: *moved* with a note; *undone*; *ended*: it needs no key any more.
    """

    moved = Signal(str)
    undone = Signal()
    ended = Signal()

    def __init__(self, desk: Desk, step: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, step, remark=_remark(step), parent=parent)
        self.step = step
        self._remark_label = self.findChildren(PlainLabel)[-1]
        self._mark = Mark(desk.icons, "clock", color="expiring")
        self.note_edit = QLineEdit(placeholderText=_("Note (optional)"), maxLength=NAME_LIMIT)
        self.moved_button = with_icon(secondary_button(_("Moved")), desk.icons, "check")
        self.undo_button = with_icon(secondary_button(_("Undo")), desk.icons, "undo-2")
        self.end_button = icon_button(desk.icons, "x", _("It needs no key any more"))
        self._name()
        self._arrange()
        self.moved_button.clicked.connect(self._on_moved)
        self.note_edit.returnPressed.connect(self._on_moved)
        self.undo_button.clicked.connect(self.undone)
        self.end_button.clicked.connect(self.ended)

    def show_step(self, step: Place, *, can_move: bool, can_undo: bool) -> None:
        """Show how the place stands now."""
        self.step = step
        is_open = step.use.is_open
        look = ("clock", "expiring") if is_open else ("circle-check", "active")
        self._mark.set_icon(*look)
        self._remark_label.setText(_remark(step))
        if not is_open:
            self.note_edit.clear()
        for widget, shown in (
            (self.note_edit, is_open and can_move),
            (self.undo_button, not is_open and can_undo),
            (self.moved_button, is_open and can_move),
            (self.end_button, is_open),
        ):
            widget.setVisible(shown)

    def _name(self) -> None:
        name = self.step.application.name
        accessible(self.note_edit, _("Note on moving {name}").format(name=name))
        accessible(self.moved_button, _("{name} has moved").format(name=name))
        accessible(self.undo_button, _("{name} has not moved after all").format(name=name))
        accessible(self.end_button, _("{name} needs no key any more").format(name=name))

    def _arrange(self) -> None:
        slot = QWidget()
        slot.setFixedWidth(_NOTE_WIDTH)
        inside = QHBoxLayout(slot)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.note_edit, 1)
        inside.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignRight)
        for button in (self.moved_button, self.end_button):
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
        self._row.insertWidget(0, self._mark)
        for widget in (slot, self.moved_button, self.end_button):
            self.add(widget)

    def _on_moved(self) -> None:
        if self.moved_button.isVisible():
            self.moved.emit(self.note_edit.text())


def _remark(step: Place) -> str:
    """Say how it was moved; before that, since when it is used: the row stays as high."""
    return ended(step) or since(step)
