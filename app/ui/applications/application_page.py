"""Everything that is known of one application."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.application import Application
from app.core.identity import ApplicationId
from app.core.key import Key
from app.core.use import Use
from app.services.history import Event
from app.services.key_list import People
from app.services.suite import Services
from app.ui import dates
from app.ui.applications.acts import ApplicationActs
from app.ui.applications.used_keys import FormerKeys, UsedKeys
from app.ui.desk import Desk
from app.ui.detail_page import DetailPage, titled_card
from app.ui.key.lists import history_lines
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.card import Card
from app.ui.kit.fact_list import Fact, FactList
from app.ui.kit.line_list import LineList


@dataclass(frozen=True, slots=True)
class Shown:
    """An application with all that the page tells of it."""

    application: Application
    kind: str
    organisation: str
    uses: list[tuple[Use, Key]]
    people: People
    events: list[Event]


class ApplicationPage(DetailPage[Shown]):
    """One application."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            title=_("Application"),
            icon="boxes",
            gone=_("This application is not in the inventory."),
            parent=parent,
        )
        self.acts = ApplicationActs(desk, self)
        self.remove_button = secondary_button(_("&Remove"), tip=_("Remove the application"))
        self.edit_button = secondary_button(_("&Edit"), shortcut="F2")
        self.keys_button = primary_button(_("Add a &key…"), tip=_("Choose the keys that it uses"))
        self.facts = FactList(desk.icons)
        self.used = UsedKeys(desk)
        self.former = FormerKeys(desk)
        self.history = LineList(nothing=_("Nothing is recorded."), few=12)
        self._arrange()
        self._connect()

    @property
    def application(self) -> Application | None:
        """The application in view."""
        return None if self.thing is None else self.thing.application

    def arrive(self, *, application: str = "") -> None:
        """Show the application with this id."""
        self.want(application)

    def reader(self, wanted: str) -> Callable[[Services], Shown]:
        """Override DetailPage.reader."""
        return lambda services: _read(services, ApplicationId(wanted))

    def offer_nothing(self) -> None:
        """Override DetailPage.offer_nothing."""
        self._offer(changeable=False)

    def lead(self) -> tuple[QPushButton, ...]:
        """Override DetailPage.lead."""
        return (self.keys_button, self.edit_button)

    def _arrange(self) -> None:
        for button in (self.remove_button, self.edit_button, self.keys_button):
            self.head.add(button)
        self._former_card = titled_card(_("No longer used"), self.former)
        cards = QHBoxLayout(self.body)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(16)
        cards.addLayout(
            _column(
                titled_card(_("Keys that it uses"), self.used), titled_card(_("About"), self.facts)
            ),
            3,
        )
        cards.addLayout(_column(self._former_card, titled_card(_("History"), self.history)), 2)

    def _connect(self) -> None:
        self.remove_button.clicked.connect(lambda: self._with_application(self.acts.remove))
        self.edit_button.clicked.connect(
            lambda: self._with_application(lambda one: self.acts.edit(one.id))
        )
        self.keys_button.clicked.connect(
            lambda: self._with_application(lambda one: self.acts.choose_keys(one.id))
        )
        self.facts.copy_wanted.connect(lambda fact: self.acts.copy(fact.value, fact.label))
        self.used.ended.connect(self._on_ended)

    def _with_application(self, act: Callable[[Application], object]) -> None:
        if self.application is not None:
            act(self.application)

    def _on_ended(self, use: Use, key: Key) -> None:
        self._with_application(lambda one: self.acts.end_use(one, use, key))

    def show_thing(self, thing: Shown) -> None:
        """Override DetailPage.show_thing."""
        shown, application = thing, thing.application
        kept = application.removed_at is None
        self.head.set_title(application.name)
        self.head.set_line(shown.kind)
        self.titled.emit(application.name)
        self._offer(changeable=kept)
        if application.removed_at is not None:
            self.banner.say(
                _("This application was removed: {moment}. Its record stays.").format(
                    moment=dates.moment_text(application.removed_at)
                )
            )
        self.facts.show_facts(_facts(shown))
        self.used.show_keys(
            [pair for pair in shown.uses if pair[0].is_open], shown.people, changeable=kept
        )
        former = [pair for pair in shown.uses if not pair[0].is_open]
        self.former.show_keys(former, {use.id: key for use, key in shown.uses})
        self._former_card.setVisible(bool(former))
        self.history.show_lines(history_lines(shown.events))

    def _offer(self, *, changeable: bool) -> None:
        for button in (self.remove_button, self.edit_button, self.keys_button):
            button.setVisible(changeable)


def _column(*cards: Card) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(16)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column


def _read(services: Services, application_id: ApplicationId) -> Shown:
    application = services.applications.get(application_id)
    people = services.keys.people()
    return Shown(
        application,
        services.workplace.kinds.label(application.kind),
        people.organisations[application.organisation].name,
        services.uses.of_application(application_id, ended=True),
        people,
        services.histories.of_application(application_id),
    )


def _facts(shown: Shown) -> Iterator[Fact]:
    one = shown.application
    yield Fact(_("Place"), one.place, copyable=True)
    yield Fact(_("Address"), one.address, copyable=True)
    yield Fact(_("Contact"), one.contact or _("Nobody is recorded"))
    yield Fact(_("Organisation"), shown.organisation)
    yield Fact(_("Notes"), one.notes)
    yield Fact(_("Recorded"), dates.moment_text(one.created_at))
