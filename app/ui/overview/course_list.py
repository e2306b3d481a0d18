"""The replacements that are planned or under way."""

from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.replacement_list import Course
from app.ui.desk import Desk
from app.ui.kit.badge import Badge
from app.ui.kit.buttons import Kind
from app.ui.kit.card import emptied
from app.ui.kit.elided_button import ElidedButton
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.overview import looks
from app.ui.overview.meter import Meter


class CourseList(QWidget):
    """Shows the first few, with how far each is.

    Signals: *chosen* with the Course that was clicked.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = desk.icons.theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_courses(self, courses: list[Course], count: int) -> None:
        """Show *courses*, the first of *count*."""
        emptied(self._column)
        for course in courses:
            self._column.addWidget(self._row(course))
        if not courses:
            self._say(_("No key is being replaced."))
        elif count > len(courses):
            self._say(_("and {n} more").format(n=count - len(courses)))

    def _say(self, text: str) -> None:
        self._column.addWidget(PlainLabel(text, role=TextRole.MUTED, wrap=True))

    def _row(self, course: Course) -> QWidget:
        name = ElidedButton(course.old.name, kind=Kind.LINK, tip=_("Open the replacement"))
        name.setProperty("align", "left")
        name.clicked.connect(lambda: self.chosen.emit(course))
        head, foot = QHBoxLayout(), QHBoxLayout()
        for line in (head, foot):
            line.setSpacing(8)
        head.addWidget(name, 1)
        look = looks.course_look(course)
        if look is not None:
            head.addWidget(Badge(self._theme, look))
        foot.setContentsMargins(6, 0, 0, 0)
        told, steps = looks.course_told(course), course.checklist
        if steps.steps and course.new is not None:
            foot.addWidget(Meter(self._theme, steps.moved, len(steps.steps), told=told))
        middle = Qt.AlignmentFlag.AlignVCenter
        foot.addWidget(PlainLabel(told, role=TextRole.MUTED, wrap=True), 1, middle)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(foot)
        return both
