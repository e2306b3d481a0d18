"""What a replacement offers once every place has moved: disable the old key, remove it, close."""

from functools import partial
from gettext import gettext as _

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.replacement import RUNNING, works_on
from app.services.replacement_list import Course
from app.ui.desk import Desk
from app.ui.kit.buttons import secondary_button, with_icon
from app.ui.replacements import acts


class CloseButtons(QWidget):
    """Three buttons, of which those fit that are still to do; hidden before that."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
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
        for button, disable, remove in (
            (self.disable_button, True, False),
            (self.remove_button, False, True),
            (self.close_button, False, False),
        ):
            row.addWidget(button)
            button.clicked.connect(partial(self._on_clicked, disable=disable, remove=remove))
        row.addStretch(1)

    def show_course(self, course: Course) -> None:
        """Offer what is left to do."""
        self._course = course
        old = course.old
        done = course.state in RUNNING and course.new is not None and course.checklist.is_done
        self.setVisible(done)
        self.disable_button.setVisible(not old.retired and old.disabled_at is None)
        self.remove_button.setVisible(old.removed_at is None)
        self.close_button.setVisible(not works_on(old, course.day))

    def _on_clicked(self, *_clicked: object, disable: bool, remove: bool) -> None:
        if self._course is not None:
            acts.close_replacement(self._desk, self._course, disable=disable, remove=remove)
