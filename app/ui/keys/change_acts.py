"""Changes to keys from the window: asked where something would break, told, taken back."""

from collections.abc import Callable
from functools import partial
from gettext import gettext as _
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.core.identity import KeyId
from app.core.key import Key
from app.core.progress import Progress
from app.services.impact import Impact
from app.services.key_changer import Done
from app.services.suite import Services
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.keys.choice_dialogs import OwnerDialog, PermissionDialog
from app.ui.keys.choices import Choices, with_choices
from app.ui.keys.impact_dialog import ImpactDialog
from app.ui.keys.told import named, tell_changed
from app.ui.kit.dialogs import Confirm
from app.ui.kit.progress import BusyBar

Change = Callable[[Services, list[KeyId], Progress], Done]


class Chosen(Protocol):
    """Keys that were chosen: how many, and their ids once somebody asks."""

    count: int

    def ids(self, services: Services) -> list[KeyId]:
        """Return the ids."""


class One:
    """One key, chosen."""

    count = 1

    def __init__(self, key_id: KeyId) -> None:
        self._key_id = key_id

    def ids(self, _services: Services) -> list[KeyId]:
        """Return its id."""
        return [self._key_id]


class KeyChanges:
    """Changes keys as the actions say, over *parent*; *busy* shows what lasts."""

    def __init__(self, desk: Desk, parent: QWidget, busy: BusyBar) -> None:
        self._desk = desk
        self._session = desk.session
        self._parent = parent
        self._busy = busy

    def disable(self, selected: Chosen) -> None:
        """Disable keys: at once, or after saying what would break."""
        self._look_first(
            selected,
            _("Disable"),
            lambda: self._change(
                selected,
                lambda services, ids, report: services.change.disable(ids, report),
                _("Disabled {keys}."),
            ),
        )

    def enable(self, selected: Chosen) -> None:
        """Enable keys at once."""
        self._change(
            selected,
            lambda services, ids, report: services.change.enable(ids, report),
            _("Enabled {keys}."),
        )

    def remove(self, selected: Chosen) -> None:
        """Remove keys: at once, or after saying what would break; they can be restored."""
        self._look_first(
            selected,
            _("Remove"),
            lambda: self._change(
                selected,
                lambda services, ids, report: services.change.remove(ids, report),
                _("Removed {keys}; can be restored for 30 days."),
            ),
        )

    def restore(self, selected: Chosen) -> None:
        """Restore removed keys."""
        self._change(
            selected,
            lambda services, ids, report: services.change.restore(ids, report),
            _("Restored {keys}."),
        )

    def compared(self, selected: Chosen) -> None:
        """Note that keys were compared with the portal."""
        self._change(
            selected,
            lambda services, ids, report: services.change.compared(ids, report),
            _("Noted as compared with the portal: {keys}."),
        )

    def unused(self, selected: Chosen) -> None:
        """Note that nothing uses keys: then they need no notices any more."""
        self._change(
            selected,
            lambda services, ids, report: services.change.confirm_unused(ids, report),
            _("Noted: nothing uses {keys}."),
        )

    def _look_first(self, selected: Chosen, verb: str, act: Callable[[], object]) -> None:
        """Do *act* at once where nothing uses the keys; else name what would break, and ask."""
        wanted = True

        def cancel() -> None:
            nonlocal wanted
            wanted = False
            self._busy.end()

        def looked(impact: Impact) -> None:
            if not wanted:
                return
            self._busy.end()
            if not impact:
                act()
                return
            dialog = ImpactDialog(verb=verb, impact=impact, desk=self._desk, parent=self._parent)
            prompts.confirm(dialog, act)

        def failed(error: AppError) -> None:
            self._busy.end()
            self._session.failed.emit(error)

        self._busy.begin(_("Changing keys…"), cancel)
        self._session.ask(
            lambda services: services.impacts.of(selected.ids(services)), looked, failed
        )

    def _change(self, selected: Chosen, change: Change, sentence: str) -> None:
        doing = self._session.act_undoably(
            lambda services, report: change(services, selected.ids(services), report),
            lambda done: sentence.format(keys=named(done)),
            self._busy,
        )
        self._busy.begin(_("Changing keys…"), lambda: self._session.cancel(doing, self._busy.end))

    def change_permission(self, selected: Chosen) -> None:
        """Ask for a permission level and give it to the keys."""

        def opened(offered: Choices) -> None:
            dialog = PermissionDialog(
                count=selected.count, choices=offered, icons=self._desk.icons, parent=self._parent
            )
            prompts.form(
                dialog,
                self._session,
                dialog.permission_list.value,
                lambda services, level, report: services.change.set_permission(
                    selected.ids(services), level, report
                ),
                partial(tell_changed, self._session, _("Changed {keys}.")),
            )

        with_choices(self._session, opened)

    def change_owner(self, selected: Chosen) -> None:
        """Ask for an owner and give the keys to that person."""

        def opened(offered: Choices) -> None:
            dialog = OwnerDialog(
                count=selected.count, choices=offered, icons=self._desk.icons, parent=self._parent
            )
            prompts.form(
                dialog,
                self._session,
                dialog.owner,
                lambda services, owner, report: services.change.set_owner(
                    selected.ids(services), owner, report
                ),
                partial(tell_changed, self._session, _("Changed {keys}.")),
            )

        with_choices(self._session, opened)

    def destroy(self, key: Key) -> None:
        """Ask, with the key's name, and destroy its value now."""
        question = Confirm(
            title=_("Remove “{name}” for good?").format(name=key.name),
            text=_(
                "Its value is destroyed now and cannot be brought back; its name, dates and "
                "history stay as a record. Copies of the inventory made earlier still hold the "
                "value until you delete them."
            ),
            verb=_("Remove for good"),
            danger=True,
            typed=key.name,
            parent=self._parent,
        )
        prompts.confirm(
            question,
            lambda: self._session.act(
                lambda services, _report: services.destruction.destroy(key.id),
                lambda _nothing: self._session.tell_final(
                    _("Removed “{name}” for good.").format(name=key.name)
                ),
            ),
        )
