"""Edit: name, permission, owner and notes; value and expiry are shown and never change."""

from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.key import Key, Origin
from app.services.key_change import KeyEdit
from app.ui import dates
from app.ui.form_dialog import FormDialog
from app.ui.keys.choices import Choices
from app.ui.keys.columns import masked
from app.ui.keys.fields import KeyFields
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole


class EditDialog(FormDialog):
    """Collects what should be different of a key."""

    def __init__(
        self, *, key: Key, choices: Choices, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(title=_("Edit API key"), verb=_("Save"), icons=icons, parent=parent)
        self.key = key
        self.fields = KeyFields(choices, self.form)
        self.fields.show_key(key)
        self._fill_form(key)
        self.fields.changed.connect(self.refresh_blocked)
        self.refresh_blocked()

    def edit(self) -> KeyEdit:
        """Return what was filled in."""
        return KeyEdit(
            name=self.fields.name,
            permission=self.fields.permission,
            owner=self.fields.owner,
            notes=self.fields.notes,
            also_tell=self.fields.also_tell,
        )

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        return self.fields.missing()

    def _fill_form(self, key: Key) -> None:
        self.fields.add_name()
        self.fields.add_permission()
        fixed = _("A key's value and expiry date never change.")
        self.form.add("value", _("Key"), PlainLabel(masked(key), role=TextRole.MONO), hint=fixed)
        self.form.add("expires_on", _("Expires"), PlainLabel(dates.weekday_text(key.expires_on)))
        self.fields.add_owner_and_notes()
        if key.origin is Origin.PORTAL:
            self.form.add_widget(
                PlainLabel(
                    _("A new name or permission leaves a to-do: the portal has to be told."),
                    role=TextRole.MUTED,
                    wrap=True,
                )
            )
