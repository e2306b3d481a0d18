"""What each action of the keys does, wherever it is offered: in the list, on a key's page."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.core.key import Key
from app.ui.desk import Desk
from app.ui.keys.actions import KeyActions
from app.ui.keys.acts import KeyActs
from app.ui.keys.calendar_acts import CalendarActs
from app.ui.keys.change_acts import Chosen, KeyChanges
from app.ui.keys.creation import KeyCreationActs
from app.ui.keys.plan_acts import PlanActs
from app.ui.kit.progress import BusyBar
from app.ui.transfer.export_acts import ExportActs

WithKey = Callable[[Callable[[Key], object]], object]
WithChosen = Callable[[Callable[[Chosen], object]], object]


class KeyDeeds:
    """Everything that can be done with keys, over *parent*; *busy* shows what lasts."""

    def __init__(self, desk: Desk, parent: QWidget, busy: BusyBar) -> None:
        self.acts = KeyActs(desk, parent)
        self.changes = KeyChanges(desk, parent, busy)
        self.creation = KeyCreationActs(desk, parent)
        self.calendars = CalendarActs(desk, parent)
        self.plans = PlanActs(desk, parent)
        self.exports = ExportActs(desk, parent)


def wire(
    actions: KeyActions,
    deeds: KeyDeeds,
    *,
    with_key: WithKey,
    with_chosen: WithChosen,
    show_value: Callable[[Key, str], object],
) -> None:
    """Let *actions* do what they say: to the current key, or to all that are chosen."""
    acts, changes = deeds.acts, deeds.changes
    one: dict[str, Callable[[Key], object]] = {
        "open": acts.open,
        "edit": acts.edit,
        "copy": acts.copy,
        "reveal": lambda key: acts.reveal(key, partial(show_value, key)),
        "fill": acts.fill,
        "correct": acts.correct,
        "destroy": changes.destroy,
        "replace": deeds.creation.replace,
    }
    many: dict[str, Callable[[Chosen], object]] = {
        "compared": changes.compared,
        "disable": changes.disable,
        "enable": changes.enable,
        "remove": changes.remove,
        "restore": changes.restore,
        "permission": changes.change_permission,
        "owner": changes.change_owner,
        "unused": changes.unused,
        "plan": deeds.plans.plan,
        "expose": deeds.plans.expose,
        "calendar": deeds.calendars.save,
        "export": deeds.exports.export_chosen,
    }
    for name, act in one.items():
        actions[name].triggered.connect(lambda _on=False, act=act: with_key(act))
    for name, change in many.items():
        actions[name].triggered.connect(lambda _on=False, act=change: with_chosen(act))
