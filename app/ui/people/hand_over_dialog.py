"""Hand over: all keys of one account get another owner."""

from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtWidgets import QComboBox, QWidget

from app.core.identity import AccountId
from app.core.key import Key, KeyState
from app.core.organisation import Account
from app.services.key_list import People
from app.services.suite import Services
from app.ui import looks
from app.ui.form_dialog import FormDialog
from app.ui.kit.choice_box import choice_box
from app.ui.kit.icons import Icons
from app.ui.kit.line_list import LineList
from app.ui.kit.text import PlainLabel

_NAMED = 100


@dataclass(frozen=True, slots=True)
class Holding:
    """What an account owns: how many keys, how many of them out of the list, and the first."""

    account: Account
    count: int
    listed: int
    first: list[Key]
    people: People

    def lines(self) -> list[tuple[str, str]]:
        """Return the first keys, each with its state."""
        named = [
            (key.name, looks.state_label(key.state_on(self.people.day(key)))) for key in self.first
        ]
        rest = self.count - len(named)
        return [*named, (_("and {n} more").format(n=rest), "")] if rest > 0 else named

    def counted(self) -> str:
        """Say how many there are."""
        told = ngettext("The account owns {n} key", "The account owns {n} keys", self.count).format(
            n=self.count
        )
        gone = self.count - self.listed
        if not gone:
            return _("{what}.").format(what=told)
        return _("{what}, {n} of them removed or corrected.").format(what=told, n=gone)


def holding_of(services: Services, account: Account) -> Holding:
    """Read what *account* owns."""
    keys = services.keys
    everything = keys.owned_by(account.id, frozenset(KeyState))
    return Holding(
        account,
        keys.count(everything),
        keys.count(keys.owned_by(account.id)),
        keys.page(everything, 0, _NAMED),
        keys.people(),
    )


class HandOverDialog(FormDialog):
    """Asks who gets the keys."""

    def __init__(self, *, holding: Holding, icons: Icons, parent: QWidget | None = None) -> None:
        account = holding.account
        super().__init__(
            title=_("Hand over the keys of “{name}”").format(name=account.name),
            verb=_("Hand over"),
            icons=icons,
            parent=parent,
        )
        self._holding = holding
        self.count_label = PlainLabel(holding.counted(), wrap=True)
        self.key_list = LineList(nothing=_("No key at all."), few=6)
        self.key_list.show_lines(holding.lines())
        self.taker_box = taker_box(account, holding.people)
        self.form.add_widget(self.count_label)
        self.form.add_widget(self.key_list)
        self.form.add(
            "taker",
            _("&To"),
            self.taker_box,
            hint=_("Owners look after keys, and get their notices."),
        )
        self.taker_box.currentIndexChanged.connect(self.refresh_blocked)
        self.refresh_blocked()

    @property
    def taker(self) -> AccountId | None:
        """Who gets them; None for nobody."""
        return chosen_taker(self.taker_box)

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        if not self._holding.count:
            return _("There is nothing to hand over.")
        return missing_taker(self.taker_box)


def taker_box(giver: Account, people: People) -> QComboBox:
    """Return the box of those who may get the keys of *giver*."""
    box = choice_box(placeholder=_("Choose…"))
    box.addItem(_("Nobody"), None)
    for account in people.accounts.values():
        if account.id != giver.id:
            box.addItem(account.name, account.id)
    box.setCurrentIndex(-1)
    return box


def chosen_taker(box: QComboBox) -> AccountId | None:
    """Return who was chosen; None for nobody."""
    chosen: AccountId | None = box.currentData()
    return chosen


def missing_taker(box: QComboBox) -> str | None:
    """Say that nobody was chosen, not even *Nobody*."""
    return None if box.currentIndex() >= 0 else _("Choose who gets the keys, or nobody.")
