"""What the keys' actions do: ask where needed, change, and say so."""

from collections.abc import Callable
from functools import partial
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core import words
from app.core.identity import KeyId
from app.core.key import Key
from app.core.ports import Progress
from app.core.secret import Secret
from app.core.todo import Todo
from app.services.key_changer import Done
from app.services.suite import Services
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.keys.choice_dialogs import OwnerDialog, PermissionDialog
from app.ui.keys.choices import Choices, choices
from app.ui.keys.columns import Row
from app.ui.keys.details_dialog import DetailsDialog
from app.ui.keys.edit_dialog import EditDialog
from app.ui.keys.table_model import Selected
from app.ui.keys.value_dialogs import CorrectDialog, FillDialog
from app.ui.kit.dialogs import Confirm
from app.ui.kit.progress import BusyBar

Change = Callable[[Services, list[KeyId], Progress], Done]


class KeyActs:
    """Does what the actions say, over *parent*; *busy* shows what lasts."""

    def __init__(self, desk: Desk, parent: QWidget, busy: BusyBar) -> None:
        self._desk = desk
        self._session = desk.session
        self._parent = parent
        self._busy = busy

    def disable(self, selected: Selected) -> None:
        """Disable keys at once."""
        self._change(
            selected,
            lambda services, ids, report: services.change.disable(ids, report),
            _("Disabled {keys}."),
        )

    def enable(self, selected: Selected) -> None:
        """Enable keys at once."""
        self._change(
            selected,
            lambda services, ids, report: services.change.enable(ids, report),
            _("Enabled {keys}."),
        )

    def remove(self, selected: Selected) -> None:
        """Remove keys at once; they can be restored."""
        self._change(
            selected,
            lambda services, ids, report: services.change.remove(ids, report),
            _("Removed {keys}; can be restored for 30 days."),
        )

    def restore(self, selected: Selected) -> None:
        """Restore removed keys."""
        self._change(
            selected,
            lambda services, ids, report: services.change.restore(ids, report),
            _("Restored {keys}."),
        )

    def compared(self, selected: Selected) -> None:
        """Note that keys were compared with the portal."""
        self._change(
            selected,
            lambda services, ids, report: services.change.compared(ids, report),
            _("Noted as compared with the portal: {keys}."),
        )

    def _change(self, selected: Selected, change: Change, sentence: str) -> None:
        doing = self._session.act_undoably(
            lambda services, report: change(services, selected.ids(services), report),
            lambda done: sentence.format(keys=_named(done)),
            self._busy,
        )
        self._busy.begin(_("Changing keys…"), lambda: self._session.cancel(doing, self._busy.end))

    def change_permission(self, selected: Selected) -> None:
        """Ask for a permission level and give it to the keys."""

        def opened(offered: Choices) -> None:
            dialog = PermissionDialog(
                count=selected.count, choices=offered, icons=self._desk.icons, parent=self._parent
            )
            prompts.form(
                dialog,
                self._session,
                lambda services, report: services.change.set_permission(
                    selected.ids(services), dialog.permission_list.value(), report
                ),
                partial(self._tell, _("Changed {keys}.")),
            )

        self._with_choices(opened)

    def change_owner(self, selected: Selected) -> None:
        """Ask for an owner and give the keys to that person."""

        def opened(offered: Choices) -> None:
            dialog = OwnerDialog(
                count=selected.count, choices=offered, icons=self._desk.icons, parent=self._parent
            )
            prompts.form(
                dialog,
                self._session,
                lambda services, report: services.change.set_owner(
                    selected.ids(services), dialog.owner(), report
                ),
                partial(self._tell, _("Changed {keys}.")),
            )

        self._with_choices(opened)

    def edit(self, key: Key) -> None:
        """Open the form of *key*."""

        def opened(offered: Choices) -> None:
            dialog = EditDialog(
                key=key, choices=offered, icons=self._desk.icons, parent=self._parent
            )
            prompts.form(
                dialog,
                self._session,
                lambda services, _report: services.change.edit(key.id, dialog.edit()),
                partial(self._tell, _("Changed {keys}.")),
            )

        self._with_choices(opened)

    def fill(self, key: Key) -> None:
        """Ask for the value of a key recorded by its ending."""
        dialog = FillDialog(key=key, icons=self._desk.icons, parent=self._parent)
        prompts.form(
            dialog,
            self._session,
            lambda services, _report: services.secret.fill(key.id, dialog.value()),
            lambda filled: self._session.told.emit(
                _("Filled in “{name}”.").format(name=filled.name), False
            ),
        )

    def correct(self, key: Key) -> None:
        """Ask what the record of a portal key should have said."""
        dialog = CorrectDialog(key=key, icons=self._desk.icons, parent=self._parent)
        prompts.form(
            dialog,
            self._session,
            lambda services, _report: services.secret.correct(key.id, dialog.correction()),
            lambda corrected: self._session.told.emit(
                _("Corrected “{name}”.").format(name=corrected.name), False
            ),
        )

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
                lambda _nothing: self._session.told.emit(
                    _("Removed “{name}” for good.").format(name=key.name), False
                ),
            ),
        )

    def copy(self, key: Key) -> None:
        """Copy a value to the clipboard, for a short time."""

        def copied(value: Secret) -> None:
            self._desk.clipboard.copy(value.reveal())
            self._session.told.emit(
                _("Copied “{name}”. The clipboard is cleared in {seconds} s.").format(
                    name=key.name, seconds=self._desk.clipboard.remaining_s
                ),
                False,
            )

        self._session.act(lambda services, _report: services.secret.copy(key.id), copied)

    def reveal(self, key: Key, show: Callable[[str], object]) -> None:
        """Give the value to *show*, which forgets it after a while."""
        self._session.act(
            lambda services, _report: services.secret.reveal(key.id),
            lambda value: show(value.reveal()),
        )

    def open(self, key: Key) -> None:
        """Show everything known of *key*."""

        def read(services: Services) -> tuple[Row, list[Todo]]:
            row = Row(services.keys.get(key.id), services.keys.people(), self._session.levels)
            return row, services.todos.open_of(key.id)

        def show(found: tuple[Row, list[Todo]]) -> None:
            row, todos = found
            dialog = DetailsDialog(
                row=row, todos=todos, icons=self._desk.icons, parent=self._parent
            )
            dialog.edit_wanted.connect(lambda: self.edit(row.key))
            dialog.copy_wanted.connect(lambda: self.copy(row.key))
            prompts.show_dialog(dialog)

        self._session.ask(read, show)

    def _tell(self, sentence: str, done: Done) -> None:
        if done.keys:
            told = sentence.format(keys=_named(done))
            self._session.remember(told, done.undo)
            self._session.told.emit(told, True)

    def _with_choices(self, opened: Callable[[Choices], object]) -> None:
        scope = self._session.scope
        self._session.ask(lambda services: choices(services, scope), opened)


def _named(done: Done) -> str:
    """Name the one key that was changed, or count them."""
    if len(done.keys) == 1:
        return _("“{name}”").format(name=done.keys[0].name)
    return words.keys_counted(len(done.keys))
