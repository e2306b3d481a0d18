"""Management › Replacements › one: a checklist of every place, until the old key can go."""

from collections.abc import Callable
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.core.errors import AppError, NotFoundError
from app.core.identity import ReplacementId
from app.core.key import Key
from app.core.replacement import RUNNING
from app.services.replacement_list import Course
from app.ui import looks
from app.ui.desk import Desk
from app.ui.keys.change_acts import KeyChanges, One
from app.ui.keys.creation import KeyCreationActs
from app.ui.keys.use_acts import add_applications
from app.ui.kit.badge import Badge
from app.ui.kit.banner import Banner, Level
from app.ui.kit.buttons import Kind, primary_button, secondary_button, with_icon
from app.ui.kit.card import Card, scrolled
from app.ui.kit.elided_button import ElidedButton
from app.ui.kit.page_head import PageHead
from app.ui.kit.progress import BusyBar
from app.ui.kit.text import PlainLabel, TextRole, accessible
from app.ui.replacements import acts, words
from app.ui.replacements.close_buttons import CloseButtons
from app.ui.replacements.looks import state_look
from app.ui.replacements.step_row import StepRow

_WHICH = 32


class ChecklistPage(QWidget):
    """Shows one replacement.

    Signals: *titled* with what the breadcrumb says.
    """

    titled = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = desk.session
        self._id: ReplacementId | None = None
        self.course: Course | None = None
        self.rows: list[StepRow] = []
        self.head = PageHead(_("Replacement"))
        self.banner = Banner(desk.icons)
        self.busy = BusyBar()
        self._changes = KeyChanges(desk, self, self.busy)
        self._creation = KeyCreationActs(desk, self)
        self.copy_button = with_icon(primary_button(_("&Copy the new key")), desk.icons, "copy")
        self.make_button = primary_button(_("&Make the successor…"))
        self.cancel_button = secondary_button(_("Cancel the replacement…"))
        self.keys_card = Card(_("Keys"))
        self.steps_card = Card(_("Places"))
        self.bar = QProgressBar()
        self.next_label = PlainLabel(role=TextRole.STRONG, wrap=True)
        self.add_place_button = secondary_button(_("&Add an application…"))
        self.unused_button = secondary_button(_("Used by &nothing"))
        self.close_buttons = CloseButtons(desk)
        self._body = QWidget()
        self._arrange()
        self._connect()

    def arrive(self, *, replacement: ReplacementId) -> None:
        """Show this replacement."""
        self._id = replacement

    def refresh(self) -> None:
        """Read it again."""
        wanted = self._id
        if wanted is not None:
            self._session.ask(
                lambda services: services.replacement_list.get(wanted),
                self._on_loaded,
                self._on_failed,
            )

    def _arrange(self) -> None:
        for button in (self.cancel_button, self.copy_button, self.make_button):
            self.head.add(button)
        for button in (self.unused_button, self.add_place_button):
            self.steps_card.add_button(button)
        self.bar.setTextVisible(False)
        accessible(self.bar, _("Places that have moved"))
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.keys_card)
        column.addWidget(self.bar)
        column.addWidget(self.next_label)
        column.addWidget(self.close_buttons)
        column.addWidget(self.steps_card)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        for widget in (self.head, self.banner, self.busy):
            whole.addWidget(widget)
        whole.addWidget(scrolled(self._body), 1)

    def _connect(self) -> None:
        self.copy_button.clicked.connect(self._with(self._on_copy))
        self.make_button.clicked.connect(
            self._with(lambda course: self._creation.replace(course.old))
        )
        self.cancel_button.clicked.connect(
            self._with(lambda course: acts.cancel_replacement(self._desk, course, self))
        )
        self.add_place_button.clicked.connect(
            self._with(lambda course: add_applications(self._desk, course.old, self))
        )
        self.unused_button.clicked.connect(
            self._with(lambda course: self._changes.unused(One(course.old.id)))
        )
        self._session.changed.connect(self._on_changed)

    def _with(self, act: Callable[[Course], object]) -> Callable[..., None]:
        """Return what does *act* with the replacement in view."""

        def pressed(*_clicked: object) -> None:
            if self.course is not None:
                act(self.course)

        return pressed

    def _on_copy(self, course: Course) -> None:
        if course.new is not None:
            acts.copy_new(self._desk, course.new)

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_loaded(self, course: Course) -> None:
        self.course = course
        running = course.state in RUNNING
        checklist = course.checklist
        self.banner.clear()
        self._body.show()
        self.titled.emit(course.old.name)
        self.head.set_title(_("Replace “{name}”").format(name=course.old.name))
        self.head.set_line(words.standing(course))
        self.make_button.setVisible(running and course.new is None)
        self.cancel_button.setVisible(running)
        valued = course.new is not None and course.new.has_value and not course.new.retired
        self.copy_button.setVisible(running and valued)
        self.bar.setVisible(bool(checklist.steps))
        self.bar.setRange(0, max(len(checklist.steps), 1))
        self.bar.setValue(checklist.moved)
        self.next_label.setText(words.next_step(course))
        self.add_place_button.setVisible(running and not course.old.retired)
        self.unused_button.setVisible(running and checklist.is_unknown and not course.old.retired)
        self.close_buttons.show_course(course)
        self._show_keys(course)
        self._show_steps(course)

    def _show_keys(self, course: Course) -> None:
        self.keys_card.clear()
        self.keys_card.body.addWidget(self._key_line(_("Old"), course.old, course))
        if course.new is not None:
            self.keys_card.body.addWidget(self._key_line(_("New"), course.new, course))
        told = words.overlap(course)
        if told:
            self.keys_card.body.addWidget(PlainLabel(told, role=TextRole.MUTED, wrap=True))

    def _key_line(self, label: str, key: Key, course: Course) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        name = ElidedButton(key.name, kind=Kind.LINK, tip=_("Show the key"))
        name.setProperty("align", "left")
        name.clicked.connect(partial(self._desk.go, "key", key=key.id))
        which = PlainLabel(label, role=TextRole.MUTED)
        which.setFixedWidth(_WHICH)
        row.addWidget(which)
        row.addWidget(name, 1)
        row.addWidget(Badge(self._desk.icons.theme, looks.state_look(key.state_on(course.day))))
        return line

    def _show_steps(self, course: Course) -> None:
        card = self.steps_card
        card.clear()
        card.title_label.setText(_("Places"))
        can_move = course.state in RUNNING and course.new is not None
        self.rows = [
            StepRow(self._desk, step, can_move=can_move) for step in course.checklist.steps
        ]
        for row in self.rows:
            row.moved.connect(partial(acts.move_step, self._desk, course, row.step))
            row.undone.connect(partial(acts.undo_step, self._desk, row.step))
            row.ended.connect(partial(acts.end_step, self._desk, row.step))
            card.body.addWidget(row)
        if not self.rows:
            nothing = PlainLabel(_("No place is recorded."), role=TextRole.MUTED)
            card.body.addWidget(nothing)
        badge = Badge(self._desk.icons.theme, state_look(course.state))
        self.keys_card.body.insertWidget(0, badge)

    def _on_failed(self, error: AppError) -> None:
        if isinstance(error, NotFoundError):
            self._body.hide()
        self.banner.say(str(error), level=Level.ERROR)
        self.banner.add_button(_("Retry"), self.refresh)
