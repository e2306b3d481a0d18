"""What a replacement offers once every place has moved: disable the old key, remove it, close."""

from collections.abc import Callable
from functools import partial
from gettext import gettext as _

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.replacement import RUNNING, works_on
from app.services.replacement_list import Course
from app.ui.desk import Desk
from app.ui.doing import Busy
from app.ui.kit.buttons import secondary_button, with_icon
from app.ui.replacements import acts


class CloseButtons(QWidget):
    """Three buttons for what is still to do; hidden before that.

    *Disable* keeps its place once it is done, so that a second click does not remove the key.
    """

    def __init__(self, desk: Desk, busy: Busy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._course: Course | None = None
        self.disable_button = with_icon(
            secondary_button(_("&Disable the old key")), desk.icons, "ban"
        )
        self.remove_button = with_icon(
            secondary_button(_("&Remove the old key")), desk.icons, "trash-2"
        )
        self.close_button = with_icon(secondary_button(_("C&lose")), desk.icons, "check")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button, act in (
            (self.disable_button, partial(acts.disable_old, busy=busy)),
            (self.remove_button, partial(acts.remove_old, busy=busy)),
            (self.close_button, acts.close_replacement),
        ):
            row.addWidget(button)
            button.clicked.connect(partial(self._on_clicked, act))
        row.addStretch(1)

    def show_course(self, course: Course) -> None:
        """Offer what is left to do."""
        self._course = course
        old = course.old
        done = course.state in RUNNING and course.new is not None and course.checklist.is_done
        self.setVisible(done)
        self.disable_button.setEnabled(not old.retired and old.disabled_at is None)
        self.remove_button.setVisible(old.removed_at is None)
        self.close_button.setVisible(not works_on(old, course.day))

    def _on_clicked(self, act: Callable[[Desk, Course], object], *_clicked: object) -> None:
        if self._course is not None:
            act(self._desk, self._course)
