"""The places of a replacement: a row for each, which stays while the place is there."""

from functools import partial
from gettext import gettext as _

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.identity import UseId
from app.core.replacement import RUNNING
from app.core.use import Place
from app.services.replacement_list import Course
from app.ui.desk import Desk
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.replacements import acts
from app.ui.replacements.step_row import StepRow


class StepList(QWidget):
    """Shows the places, and what can be done about each."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._course: Course | None = None
        self.rows: list[StepRow] = []
        self._nothing_label = PlainLabel(_("No place is recorded."), role=TextRole.MUTED)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._nothing_label)

    def show_course(self, course: Course) -> None:
        """Show the places of *course*; what was typed beside one stays there."""
        self._course = course
        former = {row.step.use.id: row for row in self.rows}
        rows = [self._row_of(step, former) for step in course.checklist.steps]
        self._put(rows)
        can_move = course.state in RUNNING and course.checklist.new_works_on(course.day)
        for row, step in zip(rows, course.checklist.steps, strict=True):
            row.show_step(step, can_move=can_move, can_undo=not course.old.retired)
        self._nothing_label.setVisible(not rows)

    def forget(self) -> None:
        """Show no place, and forget what was typed."""
        self._course = None
        self._put([])

    def _row_of(self, step: Place, former: dict[UseId, StepRow]) -> StepRow:
        """Return the row that the place has, or a new one where its record is another now."""
        known = former.get(step.use.id)
        if known is not None and known.step.application == step.application:
            return known
        row = StepRow(self._desk, step)
        if known is not None:
            row.note_edit.setText(known.note_edit.text())
        row.moved.connect(partial(self._on_moved, row))
        row.undone.connect(partial(self._on_undone, row))
        row.ended.connect(lambda: acts.end_step(self._desk, row.step))
        return row

    def _put(self, rows: list[StepRow]) -> None:
        if rows == self.rows:
            return
        for row in self.rows:
            self._column.removeWidget(row)
            if row not in rows:
                row.hide()
                row.deleteLater()
        for row in rows:
            self._column.addWidget(row)
        self.rows = rows

    def _on_moved(self, row: StepRow, note: str) -> None:
        if self._course is not None:
            acts.move_step(self._desk, self._course, row.step, note)

    def _on_undone(self, row: StepRow) -> None:
        acts.undo_step(self._desk, row.step)
