"""Management › Replacements › one: a checklist of every place, until the old key can go."""

from collections.abc import Callable
from functools import partial
from gettext import gettext as _

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.core.identity import ReplacementId
from app.core.key import Key
from app.core.replacement import RUNNING
from app.services.replacement_list import Course
from app.services.suite import Services
from app.ui import looks
from app.ui.desk import Desk
from app.ui.detail_page import DetailPage
from app.ui.keys.change_acts import KeyChanges, One
from app.ui.keys.creation import KeyCreationActs
from app.ui.keys.use_acts import add_applications
from app.ui.kit.badge import Badge
from app.ui.kit.buttons import Kind, primary_button, secondary_button, with_icon
from app.ui.kit.card import Card
from app.ui.kit.elided_button import ElidedButton
from app.ui.kit.text import PlainLabel, TextRole, accessible
from app.ui.replacements import acts, words
from app.ui.replacements.close_buttons import CloseButtons
from app.ui.replacements.looks import state_look
from app.ui.replacements.step_row import StepRow

_WHICH = 32


class ChecklistPage(DetailPage[Course]):
    """Shows one replacement."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            title=_("Replacement"),
            icon="refresh-cw",
            gone=_("This replacement is not in the inventory."),
            parent=parent,
        )
        self.rows: list[StepRow] = []
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
        self._arrange()
        self._connect()

    @property
    def course(self) -> Course | None:
        """The replacement in view."""
        return self.thing

    def arrive(self, *, replacement: ReplacementId) -> None:
        """Show this replacement."""
        self.want(replacement)

    def reader(self, wanted: str) -> Callable[[Services], Course]:
        """Override DetailPage.reader."""
        return lambda services: services.replacement_list.get(ReplacementId(wanted))

    def offer_nothing(self) -> None:
        """Override DetailPage.offer_nothing."""
        for button in (self.cancel_button, self.copy_button, self.make_button):
            button.hide()

    def _arrange(self) -> None:
        for button in (self.cancel_button, self.copy_button, self.make_button):
            self.head.add(button)
        for button in (self.unused_button, self.add_place_button):
            self.steps_card.add_button(button)
        self.bar.setTextVisible(False)
        accessible(self.bar, _("Places that have moved"))
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.keys_card)
        column.addWidget(self.bar)
        column.addWidget(self.next_label)
        column.addWidget(self.close_buttons)
        column.addWidget(self.steps_card)
        column.addStretch(1)

    def _connect(self) -> None:
        desk = self.desk
        for button, act in (
            (self.copy_button, self._on_copy),
            (self.make_button, lambda course: self._creation.replace(course.old)),
            (
                self.cancel_button,
                lambda course: acts.cancel_replacement(desk, course, self),
            ),
            (self.add_place_button, lambda course: add_applications(desk, course.old, self)),
            (self.unused_button, lambda course: self._changes.unused(One(course.old.id))),
        ):
            button.clicked.connect(self.with_thing(act))

    def _on_copy(self, course: Course) -> None:
        if course.new is not None:
            acts.copy_new(self.desk, course.new)

    def show_thing(self, thing: Course) -> None:
        """Override DetailPage.show_thing."""
        course = thing
        running = course.state in RUNNING
        checklist = course.checklist
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
        self.unused_button.setVisible(running and checklist.is_unknown)
        self.close_buttons.show_course(course)
        self._show_keys(course)
        self._show_steps(course)

    def _show_keys(self, course: Course) -> None:
        self.keys_card.clear()
        self.keys_card.body.addWidget(self._key_line(_("Old"), course.old, course))
        if course.new is not None:
            self.keys_card.body.addWidget(self._key_line(_("New"), course.new, course))
        told = words.both_work(course)
        if told:
            self.keys_card.body.addWidget(PlainLabel(told, role=TextRole.MUTED, wrap=True))

    def _key_line(self, label: str, key: Key, course: Course) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        name = ElidedButton(key.name, kind=Kind.LINK, tip=_("Show the key"))
        name.setProperty("align", "left")
        name.clicked.connect(partial(self.desk.go, "key", key=key.id))
        which = PlainLabel(label, role=TextRole.MUTED)
        which.setFixedWidth(_WHICH)
        row.addWidget(which)
        row.addWidget(name, 1)
        row.addWidget(Badge(self.desk.icons.theme, looks.state_look(key.state_on(course.day))))
        return line

    def _show_steps(self, course: Course) -> None:
        card = self.steps_card
        card.clear()
        card.title_label.setText(_("Places"))
        can_move = course.state in RUNNING and course.checklist.new_works_on(course.day)
        self.rows = [StepRow(self.desk, step, can_move=can_move) for step in course.checklist.steps]
        for row in self.rows:
            row.moved.connect(partial(acts.move_step, self.desk, course, row.step))
            row.undone.connect(partial(acts.undo_step, self.desk, row.step))
            row.ended.connect(partial(acts.end_step, self.desk, row.step))
            card.body.addWidget(row)
        if not self.rows:
            nothing = PlainLabel(_("No place is recorded."), role=TextRole.MUTED)
            card.body.addWidget(nothing)
        badge = Badge(self.desk.icons.theme, state_look(course.state))
        self.keys_card.body.insertWidget(0, badge)
