"""What the actions of one key do: its forms, its value, its page."""

from collections.abc import Callable
from functools import partial
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.key import Key
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.keys.choices import Choices, with_choices
from app.ui.keys.copying import copy_value
from app.ui.keys.edit_dialog import EditDialog
from app.ui.keys.told import tell_changed
from app.ui.keys.value_dialogs import CorrectDialog, FillDialog


class KeyActs:
    """Does what the actions say with one key, over *parent*."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._session = desk.session
        self._parent = parent

    def edit(self, key: Key) -> None:
        """Open the form of *key*."""

        def opened(offered: Choices) -> None:
            dialog = EditDialog(
                key=key, choices=offered, icons=self._desk.icons, parent=self._parent
            )
            prompts.form(
                dialog,
                self._session,
                dialog.edit,
                lambda services, edit, _report: services.change.edit(key.id, edit),
                partial(tell_changed, self._session, _("Changed {keys}.")),
            )

        with_choices(self._session, opened)

    def fill(self, key: Key) -> None:
        """Ask for the value of a key recorded by its ending."""
        dialog = FillDialog(key=key, icons=self._desk.icons, parent=self._parent)
        prompts.form(
            dialog,
            self._session,
            dialog.value,
            lambda services, value, _report: services.secret.fill(key.id, value),
            lambda filled: self._session.tell_final(
                _("Filled in “{name}”.").format(name=filled.name)
            ),
        )

    def correct(self, key: Key) -> None:
        """Ask what the record of a portal key should have said."""
        dialog = CorrectDialog(key=key, icons=self._desk.icons, parent=self._parent)
        prompts.form(
            dialog,
            self._session,
            dialog.correction,
            lambda services, correction, _report: services.secret.correct(key.id, correction),
            lambda corrected: self._session.tell_final(
                _("Corrected “{name}”.").format(name=corrected.name)
            ),
        )

    def copy(self, key: Key) -> None:
        """Copy a value to the clipboard, for a short time."""
        copy_value(self._desk, key)

    def reveal(self, key: Key, show: Callable[[str], object]) -> None:
        """Give the value to *show*, which forgets it after a while."""
        self._session.act(
            lambda services, _report: services.secret.reveal(key.id),
            lambda value: show(value.reveal()),
        )

    def open(self, key: Key) -> None:
        """Show everything known of *key*."""
        self._desk.go("key", key=key.id)
