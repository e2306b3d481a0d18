"""A key's card *Used by*: each place, whom to call, and what was known before."""

from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.identity import UseId
from app.core.use import Use
from app.services.suite import Services
from app.ui.desk import Desk
from app.ui.key.story import Story, used_line
from app.ui.keys.change_acts import KeyChanges, One
from app.ui.keys.place_list import PlaceAct, PlaceRow, ended, since
from app.ui.keys.use_acts import add_applications
from app.ui.kit.buttons import secondary_button
from app.ui.kit.card import Card
from app.ui.kit.text import PlainLabel, TextRole

_FORMER = 5


class UseCard(Card):
    """Shows and changes where a key is used."""

    def __init__(self, desk: Desk, changes: KeyChanges, parent: QWidget | None = None) -> None:
        super().__init__(_("Used by"), parent)
        self._desk = desk
        self._session = desk.session
        self._changes = changes
        self._story: Story | None = None
        self.rows: list[PlaceRow] = []
        self.unused_button = secondary_button(_("Used by &nothing"))
        self.add_use_button = secondary_button(_("&Add an application…"))
        for button, clicked in (
            (self.unused_button, self._on_unused),
            (self.add_use_button, self._on_add),
        ):
            self.add_button(button)
            button.clicked.connect(clicked)

    def show_story(self, story: Story) -> None:
        """Show the places of a key."""
        self._story = story
        self.clear()
        kept = not story.key.retired
        self.add_use_button.setVisible(kept)
        unknown = story.key.use_is_unknown
        self.unused_button.setVisible(kept and unknown)
        acts = [PlaceAct(_("Not any more"), _("It uses this key no longer"), self._on_end)]
        self.rows = [
            PlaceRow(self._desk, place, acts=acts if kept else [], remark=since(place))
            for place in story.open_places
        ]
        for row in self.rows:
            self.body.addWidget(row)
        if not self.rows:
            self.body.addWidget(PlainLabel(used_line(story), role=TextRole.MUTED, wrap=True))
        self._show_former(story)

    def _show_former(self, story: Story) -> None:
        former = story.former_places[:_FORMER]
        if former:
            self.body.addWidget(PlainLabel(_("Used it before"), role=TextRole.STRONG))
        for place in former:
            told = f"{place.application.name}: {ended(place)}"
            self.body.addWidget(PlainLabel(told, role=TextRole.MUTED, wrap=True))

    def _on_end(self, use: Use, *_clicked: object) -> None:
        self._act(
            lambda services: services.uses.end(use.id).id,
            _("Noted: it uses this key no longer."),
            lambda services, use_id: services.uses.take_back(use_id),
        )

    def _on_unused(self) -> None:
        if self._story is not None:
            self._changes.unused(One(self._story.key.id))

    def _on_add(self) -> None:
        story = self._story
        if story is not None:
            add_applications(self._desk, story.key, self)

    def _act(
        self,
        work: Callable[[Services], UseId],
        sentence: str,
        undo: Callable[[Services, UseId], object],
    ) -> None:
        def done(use_id: UseId) -> None:
            self._session.tell_undoable(sentence, lambda services: undo(services, use_id))

        self._session.act(lambda services, _report: work(services), done)
