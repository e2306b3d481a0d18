"""Two dialogs for a portal key's value: fill it in once, and correct a slip."""

from gettext import gettext as _

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.key import Key
from app.core.secret import Secret
from app.core.value import LONGEST_VALUE
from app.services.key_secret import Correction
from app.ui import dates
from app.ui.date_edit import DateEdit
from app.ui.form_dialog import FormDialog
from app.ui.keys.columns import masked
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole


def _value_edit() -> QLineEdit:
    return QLineEdit(maxLength=LONGEST_VALUE * 2, echoMode=QLineEdit.EchoMode.Password)


class FillDialog(FormDialog):
    """Asks for the value of a key that was recorded by its last four characters."""

    def __init__(self, *, key: Key, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(
            title=_("Fill in the key of “{name}”").format(name=key.name),
            verb=_("Save"),
            icons=icons,
            parent=parent,
        )
        self.key = key
        self.value_edit = _value_edit()
        self.form.add(
            "value",
            _("&Key"),
            self.value_edit,
            hint=_("It ends in {ending}. It can be filled in once.").format(ending=key.ending),
        )
        self.value_edit.textChanged.connect(self.refresh_blocked)
        self.refresh_blocked()

    def value(self) -> Secret:
        """Return what was pasted."""
        return Secret(self.value_edit.text())

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        return None if self.value_edit.text().strip() else _("Paste the key from the portal.")


class CorrectDialog(FormDialog):
    """Asks what a portal key's record should have said."""

    def __init__(self, *, key: Key, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(
            title=_("Correct “{name}”").format(name=key.name),
            verb=_("Save"),
            icons=icons,
            parent=parent,
        )
        self.key = key
        self.value_edit = _value_edit()
        self.ending_edit = QLineEdit(maxLength=8)
        self.expiry_edit = DateEdit(icons)
        self.expiry_edit.set_value(key.expires_on)
        self._fill_form(key)
        for changed in (
            self.value_edit.textChanged,
            self.ending_edit.textChanged,
            self.expiry_edit.changed,
        ):
            changed.connect(self.refresh_blocked)
        self.refresh_blocked()

    def correction(self) -> Correction:
        """Return what was filled in."""
        value, ending = self.value_edit.text().strip(), self.ending_edit.text().strip()
        return Correction(
            value=Secret(value) if value else None,
            ending=ending if ending and not value else None,
            expires_on=self.expiry_edit.value(),
        )

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        if self.expiry_edit.value() is None:
            return _("Give the expiry date that the portal shows.")
        wanted = self.correction()
        changed = wanted.value or wanted.ending or wanted.expires_on != self.key.expires_on
        return None if changed else _("Change what the record should have said.")

    def _fill_form(self, key: Key) -> None:
        self.form.add_widget(
            PlainLabel(
                _(
                    "A record's value and expiry date never change. A slip is corrected by a new "
                    "record that takes this one's place; this one is kept as superseded."
                ),
                role=TextRole.MUTED,
                wrap=True,
            )
        )
        self.form.add(
            "value",
            _("&Key"),
            self.value_edit,
            hint=_("The record says {key}. Leave this empty if that is right.").format(
                key=masked(key)
            ),
        )
        if not key.has_value:
            self.form.add("ending", _("Or its &last four characters"), self.ending_edit)
        self.form.add(
            "expires_on",
            _("E&xpires"),
            self.expiry_edit,
            hint=_("The record says {day}.").format(day=dates.weekday_text(key.expires_on)),
        )
