"""Management › API keys › one key: everything about it, and everything that can be done."""

from collections.abc import Callable
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app.core import words
from app.core.errors import TamperedError
from app.core.identity import KeyId
from app.core.key import Key, Origin
from app.services.suite import Services
from app.ui import looks
from app.ui.desk import Desk
from app.ui.detail_page import DetailPage, titled_card
from app.ui.key.facts import FactGrid, compared_label, facts_of
from app.ui.key.lists import history_lines, notice_lines
from app.ui.key.replacement_card import ReplacementCard
from app.ui.key.story import Story, story_of
from app.ui.key.use_card import UseCard
from app.ui.keys.actions import KeyActions
from app.ui.keys.change_acts import One
from app.ui.keys.deeds import KeyDeeds, wire
from app.ui.kit.badge import Badge
from app.ui.kit.buttons import (
    action_button,
    link_button,
    primary_button,
    secondary_button,
    with_icon,
)
from app.ui.kit.card import Card
from app.ui.kit.line_list import LineList
from app.ui.kit.reveal import RevealPopup
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.kit.tick_list import Tickable, TickList
from app.ui.overview.todos_page import tick_todo


class KeyPage(DetailPage[Story]):
    """Shows one key."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            title=_("API key"),
            icon="key-round",
            gone=_("This key is not in the inventory."),
            parent=parent,
        )
        self.deeds = KeyDeeds(desk, self, self.busy)
        self.key_actions = KeyActions(desk.icons, self)
        self.copy_button = action_button(self.key_actions["copy"])
        self.edit_button = action_button(self.key_actions["edit"])
        self.more_button = with_icon(secondary_button(_("&More")), desk.icons, "ellipsis")
        self.replace_button = primary_button(_("&Replace…"), tip=_("Replace it (Ctrl+R)"))
        self.facts_card = Card(_("Facts"))
        self.use_card = UseCard(desk, self.deeds.changes)
        self.replacement_card = ReplacementCard(desk)
        self.todo_card = Card(_("To do in the portal"))
        self.todo_list = TickList(desk.icons, nothing="")
        self.notice_list = LineList(nothing=_("No notice was raised of it yet."), few=5)
        self.history_list = LineList(nothing=_("Nothing is recorded."), few=12)
        self.trail_button = link_button(
            _("See all in the audit trail"), tip=_("With what was before and after")
        )
        self.check_button = link_button(
            _("What it may do"), tip=_("Each operation that it is allowed and refused")
        )
        self._menu = QMenu(self)
        self._arrange()
        self._connect()

    @property
    def story(self) -> Story | None:
        """Everything about the key in view."""
        return self.thing

    def arrive(self, *, key: KeyId) -> None:
        """Show this key."""
        self.want(key)

    def reader(self, wanted: str) -> Callable[[Services], Story]:
        """Override DetailPage.reader."""
        return lambda services: story_of(services, KeyId(wanted))

    def offer_nothing(self) -> None:
        """Override DetailPage.offer_nothing."""
        self.key_actions.fit([])
        for button in self._buttons:
            button.hide()

    def lead(self) -> tuple[QPushButton, ...]:
        """Override DetailPage.lead."""
        return (self.replace_button, self.copy_button, self.edit_button, self.more_button)

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.copy_button, self.edit_button, self.more_button, self.replace_button)

    def _arrange(self) -> None:
        for button in self._buttons:
            self.head.add(button)
        self.facts_card.add_button(self.check_button)
        self.todo_card.body.addWidget(self.todo_list)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in (
            (left, (self.use_card, self.replacement_card, self.facts_card)),
            (right, (self.todo_card, titled_card(_("Notices"), self.notice_list))),
        ):
            column.setSpacing(16)
            for card in cards:
                column.addWidget(card)
        history_card = titled_card(_("History"), self.history_list)
        history_card.body.addWidget(self.trail_button, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(history_card, 1)
        left.addStretch(1)
        grid = QGridLayout(self.body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)

    def _connect(self) -> None:
        wire(
            self.key_actions,
            self.deeds,
            with_key=lambda act: self.with_thing(lambda story: act(story.key))(),
            with_chosen=lambda act: self.with_thing(lambda story: act(One(story.key.id)))(),
            show_value=self._show_value,
        )
        for action in self.key_actions.menu():
            if action is not None and action is not self.key_actions["open"]:
                self.addAction(action)
        self.more_button.clicked.connect(self._show_menu)
        self.replace_button.clicked.connect(self._on_replace)
        self.trail_button.clicked.connect(
            self.with_thing(lambda story: self.desk.go("audit", key=story.key.id))
        )
        self.check_button.clicked.connect(
            self.with_thing(lambda story: self.desk.go("check", key=story.key.id))
        )
        self.session.delivered.connect(self._on_changed)

    def _on_replace(self) -> None:
        self.key_actions["replace"].trigger()

    def _show_menu(self) -> None:
        self._menu.clear()
        shown = {"open", "edit", "copy", "replace"}
        for action in self.key_actions.menu():
            if action is None:
                self._menu.addSeparator()
            elif str(action.data()) not in shown and action.isVisible() and action.isEnabled():
                self._menu.addAction(action)
        corner = self.more_button.rect().bottomLeft() + QPoint(0, 2)
        self._menu.popup(self.more_button.mapToGlobal(corner))

    def _show_value(self, key: Key, value: str) -> None:
        popup = RevealPopup(value, name=_("The key “{name}”").format(name=key.name), parent=self)
        corner = self.head.rect().bottomLeft() + QPoint(0, 2)
        popup.show_at(self.head.mapToGlobal(corner))

    def show_thing(self, thing: Story) -> None:
        """Override DetailPage.show_thing."""
        story, key = thing, thing.key
        self.more_button.show()
        self.titled.emit(key.name)
        self.head.set_title(key.name)
        self.head.set_line(_standing(story))
        self.key_actions.fit([key])
        self.copy_button.setVisible(self.key_actions["copy"].isEnabled())
        self.edit_button.setVisible(self.key_actions["edit"].isEnabled())
        self._show_replace(story)
        self._show_facts(story)
        self.use_card.show_story(story)
        self.replacement_card.show_story(story)
        self.todo_card.setVisible(bool(story.todos))
        self.todo_list.show_things(
            [
                Tickable(
                    one.told(self.session.levels),
                    _("Done in the portal"),
                    partial(tick_todo, self.desk, one),
                )
                for one in story.todos
            ],
            len(story.todos),
        )
        self.notice_list.show_lines(notice_lines(story.notices))
        self.history_list.show_lines(history_lines(story.events, story.endings))

    def _show_replace(self, story: Story) -> None:
        """Offer what comes next: the successor's form, or the checklist."""
        running = story.running
        under_way = running is not None and running.new is not None
        self.replace_button.setText(_("Go on &replacing") if under_way else _("&Replace…"))
        self.replace_button.setVisible(self.key_actions["replace"].isEnabled())

    def _show_facts(self, story: Story) -> None:
        card, key = self.facts_card, story.key
        card.clear()
        state = looks.state_look(story.row.state) if key.intact else looks.altered_look()
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Badge(self.desk.icons.theme, state))
        row.addStretch(1)
        card.body.addWidget(top)
        if not key.intact:
            warning = str(TamperedError(name=key.name))
            card.body.addWidget(PlainLabel(warning, role=TextRole.ERROR, wrap=True))
        if key.origin is Origin.MADE_HERE:
            card.body.addWidget(PlainLabel(words.made_here(), role=TextRole.MUTED, wrap=True))
        compare = link_button(_("Compare with the portal's list…"))
        compare.clicked.connect(lambda: self.desk.go("reconcile", organisation=key.organisation))
        buttons = {} if key.retired else {compared_label(): compare}
        card.body.addWidget(FactGrid(facts_of(story), buttons))


def _standing(story: Story) -> str:
    """Say how the key stands, and how long it works still."""
    key, state = story.key, looks.state_label(story.row.state)
    if key.retired or key.disabled_at is not None:
        return state
    return f"{state} · {words.days_left(story.row.days_left)}"
