"""Add existing: a key of the portal, beside the portal's own steps."""

from datetime import date
from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.calendar import last_working_day
from app.core.key import Key
from app.core.secret import Secret
from app.core.value import LONGEST_VALUE
from app.services.key_creation import PortalKeyDraft
from app.ui import dates
from app.ui.date_edit import DateEdit
from app.ui.form_dialog import FormDialog
from app.ui.keys.choices import Choices
from app.ui.keys.fields import KeyFields
from app.ui.keys.use_fields import UseFields
from app.ui.kit.buttons import secondary_button
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole

_WIDTH = 800
_STEPS_WIDTH = 220
_WHOLE_DATE = 10


class AddDialog(FormDialog):
    """Collects what the portal shows of a key.

    Signals: *submitted_for_another* when Save and add another is pressed.
    """

    submitted_for_another = Signal()

    def __init__(
        self,
        *,
        choices: Choices,
        icons: Icons,
        replaces: Key | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Add an existing API key") if replaces is None else _("Replace an API key")
        super().__init__(title=title, verb=_("Save"), icons=icons, parent=parent)
        self._choices = choices
        self.fields = KeyFields(choices, self.form)
        if replaces is not None:
            self.fields.show_key(replaces, succeed=True)
        self.use_fields = UseFields(choices, self.form, icons, succeeds=replaces is not None)
        self.value_edit = QLineEdit(
            maxLength=LONGEST_VALUE * 2, echoMode=QLineEdit.EchoMode.Password
        )
        self.ending_edit = QLineEdit(maxLength=8, placeholderText=_("c15b"))
        self.expiry_edit = DateEdit(icons)
        self.another_button = secondary_button(_("Save and add &another"))
        self.for_another = False
        self._fill_form()
        self._put_steps_beside()
        self._connect_fields()
        self.refresh_blocked()

    def draft(self) -> PortalKeyDraft:
        """Return what was filled in."""
        value = self.value_edit.text()
        return PortalKeyDraft(
            name=self.fields.name,
            organisation=self.fields.organisation,
            permission=self.fields.permission,
            owner=self.fields.owner,
            notes=self.fields.notes,
            also_tell=self.fields.also_tell,
            predecessor=self.fields.predecessor,
            reason=self.use_fields.reason,
            applications=self.use_fields.applications,
            value=Secret(value) if value.strip() else None,
            ending=self.ending_edit.text(),
            expires_on=self.expiry_edit.value() or date.max,
        )

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        if not self.value_edit.text().strip() and not self.ending_edit.text().strip():
            return self.fields.missing() or _("Paste the key, or give its last four characters.")
        if self.expiry_edit.value() is None:
            return self.fields.missing() or _("Give the expiry date that the portal shows.")
        return self.fields.missing()

    def submit(self) -> None:
        """Override FormDialog.submit."""
        self.for_another = self.sender() is self.another_button
        super().submit()

    def start_another(self, name: str) -> None:
        """Say that *name* is saved, and make room for the next one."""
        self.answered()
        self.form.show_errors({})
        for edit in (self.fields.name_edit, self.value_edit, self.ending_edit):
            edit.clear()
        self.fields.notes_edit.clear()
        self.forget_warnings()
        self.reason_label.setText(_("“{name}” was added.").format(name=name))
        self.fields.name_edit.setFocus()

    def _fill_form(self) -> None:
        self.fields.add_name()
        self.fields.add_organisation()
        self.fields.add_permission()
        self.form.add("value", _("&Key"), self.value_edit, hint=_("Paste it from the portal."))
        self.form.add(
            "ending",
            _("Or its &last four characters"),
            self.ending_edit,
            hint=_("Where the key itself is not at hand; it can be filled in later, once."),
        )
        self.form.add("expires_on", _("E&xpires"), self.expiry_edit)
        self.use_fields.add()
        self.fields.add_owner_and_notes()
        if self.fields.predecessor is None:
            self.add_button(self.another_button)

    def _put_steps_beside(self) -> None:
        """Show the portal's steps at the left of the form."""
        self.body.removeWidget(self.scroll_area)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(_Steps(), 0)
        row.addWidget(self.scroll_area, 1)
        self.body.addLayout(row, 1)
        self.setMinimumWidth(_WIDTH)

    def _connect_fields(self) -> None:
        self.another_button.clicked.connect(self.submit)
        self.fields.changed.connect(self._on_changed)
        self.use_fields.changed.connect(self._on_changed)
        self.value_edit.textChanged.connect(self._on_changed)
        self.ending_edit.textChanged.connect(self._on_changed)
        self.expiry_edit.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        self.ending_edit.setEnabled(not self.value_edit.text().strip())
        self._tell_day()
        self.forget_warnings()

    def _tell_day(self) -> None:
        day = self.expiry_edit.value()
        field = self.form.fields["expires_on"]
        if day is not None:
            field.set_error(None)
            field.set_hint(
                _("{day} · last working day {last}").format(
                    day=dates.weekday_text(day),
                    last=dates.weekday_text(last_working_day(day)),
                )
                + "\n"
                + dates.notices_text(self._choices.schedule, day)
            )
            return
        typed = self.expiry_edit.line_edit.text().strip()
        wrong = len(typed) >= _WHOLE_DATE
        field.set_error(_("No date is written so: use 2027-03-01.") if wrong else None)
        field.set_hint(_("As the portal shows it, like 2027-03-01 or 1 Mar 2027."))

    def refresh_blocked(self) -> None:
        """Override FormDialog.refresh_blocked."""
        super().refresh_blocked()
        self.another_button.setEnabled(self.primary_button.isEnabled())

    def set_blocked(self, reason: str | None) -> None:
        """Override Dialog.set_blocked."""
        super().set_blocked(reason)
        self.another_button.setEnabled(not reason)


class _Steps(QWidget):
    """The portal's steps."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.setFixedWidth(_STEPS_WIDTH)
        column.addWidget(PlainLabel(_("In the OpenAthens portal"), role=TextRole.STRONG))
        steps = (
            _("1. Switch to the organisation that the key belongs to."),
            _("2. Open Management › API keys; for a new key, choose Create."),
            _("3. Give it this name and this permission level, and save."),
            _("4. Copy the key and its expiry date into this form."),
        )
        for step in steps:
            column.addWidget(PlainLabel(step, role=TextRole.MUTED, wrap=True))
        column.addStretch(1)
