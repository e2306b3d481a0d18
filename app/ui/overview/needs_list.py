"""What needs a person: each with its answer, the most urgent first."""

from collections.abc import Callable
from functools import partial
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core import notice_words
from app.core.notice import SubjectKind
from app.core.todo import Todo
from app.services.needs import Need, Needed
from app.services.notice_list import Line
from app.services.replacement_list import Course
from app.ui.desk import Desk
from app.ui.kit.badge import Badge
from app.ui.kit.buttons import icon_button, link_button
from app.ui.kit.card import emptied
from app.ui.kit.text import PlainLabel, TextRole, accessible
from app.ui.notices.answers import acknowledge
from app.ui.overview import looks
from app.ui.overview.todos_page import tick_todo

_LEAST = 120


class NeedsList(QWidget):
    """Shows the first few needs, and where the others are."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.nothing_label = PlainLabel(_("Nothing needs you now."), role=TextRole.MUTED)
        self.more_label = PlainLabel(role=TextRole.MUTED)
        self.more_buttons = {
            Line: self._link("notices"),
            Course: self._link("replacements"),
            Todo: self._link("todos"),
        }
        self._arrange()

    def show_needs(self, needed: Needed) -> None:
        """Show what is *needed*."""
        emptied(self._grid)
        for row, need in enumerate(needed.first):
            self._add(row, need)
        self.nothing_label.setVisible(not needed.first)
        more = needed.more()
        rest = sum(more.values())
        self.more_label.setText(_("and {n} more:").format(n=rest))
        self.more_label.setVisible(bool(rest))
        for kind, button in self.more_buttons.items():
            told = _counted(kind, more[kind])
            button.setText(told)
            accessible(button, told)
            button.setVisible(bool(more[kind]))

    def _arrange(self) -> None:
        more = QHBoxLayout()
        more.setSpacing(8)
        more.addWidget(self.more_label)
        for button in self.more_buttons.values():
            more.addWidget(button)
        more.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.nothing_label)
        column.addLayout(self._grid)
        column.addLayout(more)

    def _link(self, page: str) -> QPushButton:
        button = link_button("")
        button.clicked.connect(lambda: self._desk.go(page))
        return button

    def _add(self, row: int, need: Need) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        badge = Badge(self._desk.icons.theme, looks.need_look(need))
        told = PlainLabel(self._told(need), wrap=True)
        told.setMinimumWidth(_LEAST)  # a name of one long word would push the buttons out of view
        self._grid.addWidget(badge, row, 0, middle)
        self._grid.addWidget(told, row, 1, middle)
        for column, (icon, tip, act) in enumerate(self._answers(need), start=2):
            button = icon_button(self._desk.icons, icon, tip)
            accessible(button, tip, told.text())
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._grid.addWidget(button, row, column, middle)

    def _told(self, need: Need) -> str:
        """Say in a sentence what is the matter."""
        if isinstance(need, Todo):
            return need.told(self._desk.session.levels)
        if isinstance(need, Course):
            return looks.due_sentence(need)
        return notice_words.sentence(need.subject, need.day) + "."

    def _answers(self, need: Need) -> list[tuple[str, str, Callable[[], object]]]:
        """Return what can be done about it: an icon, its words, and what they do."""
        go = self._desk.go
        if isinstance(need, Todo):
            return [
                ("arrow-right", _("Open the key"), partial(go, "key", key=need.key)),
                ("check", _("Done in the portal"), partial(tick_todo, self._desk, need)),
            ]
        if isinstance(need, Course):
            there = partial(go, "replacement", replacement=need.replacement.id)
            return [("arrow-right", _("Open the replacement"), there)]
        return [
            self._opening(need),
            ("check", _("Acknowledge"), partial(acknowledge, self._desk, [need.notice.id])),
        ]

    def _opening(self, line: Line) -> tuple[str, str, Callable[[], object]]:
        subject, go = line.subject, self._desk.go
        if subject.kind is SubjectKind.ACCOUNT:
            there = partial(go, "administrators", account=subject.id)
            return "arrow-right", _("Open the account"), there
        return "arrow-right", _("Open the key"), partial(go, "key", key=subject.id)


def _counted(kind: type[Need], count: int) -> str:
    if kind is Line:
        return notice_words.notices_counted(count)
    if kind is Todo:
        return ngettext("{n} to-do", "{n} to-dos", count).format(n=count)
    return ngettext("{n} replacement", "{n} replacements", count).format(n=count)
