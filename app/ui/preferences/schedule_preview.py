"""On which days the notices of a key would be due."""

from gettext import gettext as _

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core import notice_words
from app.core.key import Key
from app.core.schedule import Schedule
from app.ui import dates
from app.ui.date_edit import DateEdit
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole

_COLUMNS = 2
_WIDTH = 160


class SchedulePreview(QFrame):
    """Lists the days of a schedule for an expiry date that can be chosen."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._schedule = Schedule()
        self.expiry_edit = DateEdit(icons)
        self._grid = QGridLayout()
        self._arrange()
        self.expiry_edit.changed.connect(self._show)

    def suggest(self, keys: list[Key]) -> None:
        """Begin with the key that expires next, unless somebody chose a date."""
        if keys and self.expiry_edit.is_empty:
            self.expiry_edit.set_value(keys[0].expires_on)

    def set_schedule(self, schedule: Schedule) -> None:
        """Show the days of *schedule*."""
        self._schedule = schedule
        self._show()

    def told(self) -> list[tuple[str, str]]:
        """Return what is shown: each stage and its day."""
        expires_on = self.expiry_edit.value()
        if expires_on is None:
            return []
        return [
            (notice_words.stage(one.stage), dates.weekday_text(one.due_on))
            for one in self._schedule.planned(expires_on)
        ]

    def _arrange(self) -> None:
        self.setProperty("kind", "card")
        head = QHBoxLayout()
        head.setSpacing(8)
        label = PlainLabel(_("For a key that expires on"), role=TextRole.STRONG)
        label.setBuddy(self.expiry_edit)
        self.expiry_edit.setAccessibleName(_("For a key that expires on"))
        self.expiry_edit.setMaximumWidth(_WIDTH)
        head.addWidget(label)
        head.addWidget(self.expiry_edit)
        head.addStretch(1)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2 * _COLUMNS - 1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._grid)

    def _show(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        told = self.told()
        if not told:
            self._grid.addWidget(PlainLabel(_("Give a date."), role=TextRole.MUTED), 0, 0)
        rows = -(-len(told) // _COLUMNS)
        for at, (stage, day) in enumerate(told):
            row, column = at % max(rows, 1), at // max(rows, 1)
            self._grid.addWidget(PlainLabel(stage, role=TextRole.MUTED), row, 2 * column)
            self._grid.addWidget(PlainLabel(day), row, 2 * column + 1)
