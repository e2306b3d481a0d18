"""Management › Replacements › one: a checklist of every place, until the old key can go."""

from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.core.identity import ReplacementId
from app.core.replacement import RUNNING
from app.services.replacement_list import Course
from app.services.suite import Services
from app.ui.desk import Desk
from app.ui.detail_page import DetailPage
from app.ui.keys.change_acts import KeyChanges, One
from app.ui.keys.copying import copy_value
from app.ui.keys.creation import KeyCreationActs
from app.ui.keys.use_acts import add_applications
from app.ui.kit.badge import Badge
from app.ui.kit.buttons import primary_button, secondary_button, with_icon
from app.ui.kit.card import Card, emptied
from app.ui.kit.text import PlainLabel, TextRole, accessible
from app.ui.replacements import acts, words
from app.ui.replacements.close_buttons import CloseButtons
from app.ui.replacements.key_lines import KeyLines
from app.ui.replacements.looks import state_look
from app.ui.replacements.step_list import StepList
from app.ui.replacements.step_row import StepRow


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
        self.close_buttons = CloseButtons(desk, self.busy)
        self.step_list = StepList(desk)
        self._standing = QVBoxLayout()
        self._key_lines = KeyLines(desk)
        self._overlap_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self._arrange()
        self._connect()

    @property
    def course(self) -> Course | None:
        """The replacement in view."""
        return self.thing

    @property
    def rows(self) -> list[StepRow]:
        """The places, each in its row."""
        return self.step_list.rows

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
        self.step_list.forget()

    def lead(self) -> tuple[QPushButton, ...]:
        """Override DetailPage.lead."""
        return (self.make_button, self.copy_button)

    def _arrange(self) -> None:
        for button in (self.cancel_button, self.copy_button, self.make_button):
            self.head.add(button)
        for button in (self.unused_button, self.add_place_button):
            self.steps_card.add_button(button)
        self.steps_card.body.addWidget(self.step_list)
        self.keys_card.body.addLayout(self._standing)
        for line in (self._key_lines, self._overlap_label):
            self.keys_card.body.addWidget(line)
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
            copy_value(self.desk, course.new)

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
        self.step_list.show_course(course)

    def _show_keys(self, course: Course) -> None:
        emptied(self._standing)
        badge = Badge(self.desk.icons.theme, state_look(course.state))
        self._standing.addWidget(badge)
        self._key_lines.show_course(course)
        told = words.both_work(course)
        self._overlap_label.setText(told)
        self._overlap_label.setVisible(bool(told))
