"""A person leaves: what they may know, and who goes on with their keys."""

from collections.abc import Iterator, Sequence
from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core import words
from app.core.errors import AppError
from app.core.identity import AccountId, Actor, KeyId
from app.core.permission import PermissionLevels
from app.core.replacement import works_on
from app.services.evidence import Evidence, likely
from app.ui import dates, looks
from app.ui.form_dialog import FormDialog
from app.ui.kit.choice_box import choice_box, choose
from app.ui.kit.icons import Icons
from app.ui.kit.pick_list import PickItem, PickList
from app.ui.people.hand_over_dialog import Holding, chosen_taker, missing_taker, taker_box

_WIDTH = 680


class LeaveDialog(FormDialog):
    """Collects the keys to replace, and who gets those that the person owns.

    Signals: *actor_changed* when evidence of another user is wanted; answer with *show_evidence*.
    """

    actor_changed = Signal()

    def __init__(
        self,
        *,
        holding: Holding,
        actors: Sequence[Actor],
        levels: PermissionLevels,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        account = holding.account
        super().__init__(
            title=_("“{name}” leaves").format(name=account.name),
            verb=_("Plan and hand over") if holding.count else _("Plan replacements"),
            icons=icons,
            parent=parent,
        )
        self._holding = holding
        self._levels = levels
        self._found: bool | None = None  # not yet; False where it could not be read
        self.setMinimumWidth(_WIDTH)
        self.actor_box = choice_box()
        self.key_list = PickList(icons, name=_("Keys to replace"))
        self.taker_box = taker_box(account, holding.people)
        self._offer_actors(actors)
        self._fill_form()
        self.actor_box.currentIndexChanged.connect(self._on_actor)
        self.key_list.changed.connect(self.refresh_blocked)
        self.taker_box.currentIndexChanged.connect(self.refresh_blocked)
        self.refresh_blocked()

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The user that the person was on these computers; none where nobody was chosen."""
        chosen = self.actor_box.currentData()
        return () if chosen is None else (Actor(chosen),)

    @property
    def known(self) -> tuple[KeyId, ...]:
        """The keys to replace."""
        return tuple(KeyId(one) for one in self.key_list.chosen())

    @property
    def taker(self) -> AccountId | None:
        """Who gets the keys that the person owns; None for nobody."""
        return chosen_taker(self.taker_box)

    def show_evidence(self, found: Sequence[Evidence]) -> None:
        """Offer what was found; what works is ticked: of nothing else could use be made."""
        people = self._holding.people
        self._found = True
        self.key_list.set_items([self._item(one) for one in found])
        self.key_list.set_chosen(
            [one.key.id for one in found if works_on(one.key, people.day(one.key))]
        )
        self.refresh_blocked()

    def fail_evidence(self, error: AppError) -> None:
        """Say that what the person may know could not be read: nothing can be planned."""
        self._found = False
        self.fail(error)

    def _on_actor(self) -> None:
        """Ask anew: what is listed is what another user may know."""
        self._found = None
        self.key_list.set_items([])
        self.refresh_blocked()
        self.actor_changed.emit()

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        if self._found is None:
            return _("Looking what the person may know…")
        if not self._found:
            return _("What the person may know could not be read.")
        if self._holding.count:
            return missing_taker(self.taker_box)
        return None if self.key_list.chosen() else _("There is nothing to replace or hand over.")

    def _offer_actors(self, actors: Sequence[Actor]) -> None:
        self.actor_box.addItem(_("Nobody on this computer"), None)
        for actor in actors:
            self.actor_box.addItem(actor, actor)
        account = self._holding.account
        guess = likely(account.name, account.email, actors)
        choose(self.actor_box, guess)

    def _fill_form(self) -> None:
        self.form.set_lead(
            _(
                "Whoever has seen a key can go on using it. Take the person's own access to the "
                "OpenAthens portal away first; then replace the keys that they may know, the "
                "most powerful first."
            )
        )
        self.form.add(
            "actor",
            _("Was this &user"),
            self.actor_box,
            hint=_("Those who ever did something in this inventory, by their login."),
        )
        self.form.add(
            "keys",
            _("&Keys to replace"),
            self.key_list,
            hint=_("Planned for today: owned, created, added, copied or revealed by the person."),
        )
        if self._holding.count:
            self.form.add(
                "taker",
                _("Hand the person's keys over &to"),
                self.taker_box,
                hint=_("{owned} The account can be removed afterwards.").format(
                    owned=self._holding.counted()
                ),
            )
        else:
            self.taker_box.setParent(self)
            self.taker_box.hide()

    def _item(self, one: Evidence) -> PickItem:
        day = self._holding.people.day(one.key)
        parts = [self._levels.label(one.key.permission), *_told(one)]
        if not works_on(one.key, day):
            parts.insert(0, looks.state_label(one.key.state_on(day)))
        return PickItem(one.key.id, one.key.name, " · ".join(parts))


def _told(one: Evidence) -> Iterator[str]:
    """Yield how the person came by the key."""
    if one.owned:
        yield _("owned")
    for said, moment in (
        (_("created or added {day}"), one.created_at),
        (_("copied {day}"), one.copied_at),
        (_("revealed {day}"), one.revealed_at),
    ):
        if moment is not None:
            yield said.format(day=dates.day_text(moment.astimezone().date()))


def told_left(planned: int, handed: int) -> str:
    """Say what was done."""
    return _("Planned to replace {planned}; handed over {handed}.").format(
        planned=words.keys_counted(planned), handed=words.keys_counted(handed)
    )
