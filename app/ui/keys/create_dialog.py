"""Create: the key is generated on save, and shown once in the same dialog."""

from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core import words
from app.core.calendar import last_working_day
from app.core.key import Key
from app.core.secret import Secret
from app.services.key_creation import KeyDraft
from app.ui import dates
from app.ui.form_dialog import FormDialog
from app.ui.keys.choices import Choices
from app.ui.keys.fields import KeyFields
from app.ui.keys.use_fields import UseFields
from app.ui.kit.buttons import primary_button, with_icon
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole, accessible


class CreateDialog(FormDialog):
    """Collects a new key, then shows what was made.

    Signals: *copy_wanted* when Copy is pressed.
    """

    copy_wanted = Signal()

    def __init__(
        self,
        *,
        choices: Choices,
        icons: Icons,
        replaces: Key | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Create an API key") if replaces is None else _("Replace an API key")
        super().__init__(title=title, verb=_("Save"), icons=icons, parent=parent)
        self._choices = choices
        self._icons = icons
        self.fields = KeyFields(choices, self.form)
        if replaces is not None:
            self.fields.show_key(replaces, succeed=True)
        self.use_fields = UseFields(choices, self.form, icons, succeeds=replaces is not None)
        self.value_label = PlainLabel(_("<Key will be generated on save>"), role=TextRole.MUTED)
        self.expiry_label = PlainLabel(wrap=True)
        self._fill_form()
        for fields in (self.fields, self.use_fields):
            fields.changed.connect(self.forget_warnings)
        self.fields.organisation_changed.connect(self._refresh_expiry)
        self._refresh_expiry()
        self.refresh_blocked()

    def draft(self) -> KeyDraft:
        """Return what was filled in."""
        return KeyDraft(
            name=self.fields.name,
            organisation=self.fields.organisation,
            permission=self.fields.permission,
            owner=self.fields.owner,
            notes=self.fields.notes,
            also_tell=self.fields.also_tell,
            predecessor=self.fields.predecessor,
            reason=self.use_fields.reason,
            applications=self.use_fields.applications,
        )

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        return self.fields.missing()

    def show_made(self, key: Key, value: Secret) -> None:
        """Show the key that was made, this once."""
        self.shows_secret = True
        self.scroll_area.hide()
        self.title_label.setText(_("“{name}” was created").format(name=key.name))
        self.body.addWidget(self._made(key, value))
        self.cancel_button.hide()
        self.primary_button.setText(_("Close"))
        self.primary_button.setDefault(False)
        self.set_blocked(None)
        self.primary_button.clicked.disconnect()
        self.primary_button.clicked.connect(self.settle)
        self._fit_height()

    def _fit_height(self) -> None:
        """Take no more room than what is shown now needs."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _fill_form(self) -> None:
        self.fields.add_name()
        self.fields.add_organisation()
        self.fields.add_permission()
        self.form.add("value", _("Key"), self.value_label)
        self.form.add("expires_on", _("Expires"), self.expiry_label)
        self.use_fields.add()
        self.fields.add_owner_and_notes()

    def _refresh_expiry(self) -> None:
        expires_on = self._choices.expiry[self.fields.organisation]
        self.expiry_label.setText(
            _("{day} · last working day {last}").format(
                day=dates.weekday_text(expires_on),
                last=dates.weekday_text(last_working_day(expires_on)),
            )
        )
        notices = dates.notices_text(self._choices.schedule, expires_on)
        self.form.fields["expires_on"].set_hint(notices)

    def _made(self, key: Key, value: Secret) -> QWidget:
        panel = QWidget()
        self.made_label = PlainLabel(value.reveal(), role=TextRole.MONO)
        accessible(self.made_label, _("The new key"))
        copy_button = primary_button(_("&Copy"), tip=_("Copy the key to the clipboard"))
        self.copy_button = with_icon(copy_button, self._icons, "copy")
        self.copy_button.clicked.connect(self.copy_wanted)
        row = QHBoxLayout()
        row.addWidget(self.made_label, 1)
        row.addWidget(self.copy_button)
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(
            PlainLabel(
                _("Works until {last}; expires {day}.").format(
                    last=dates.weekday_text(key.last_working_day),
                    day=dates.weekday_text(key.expires_on),
                ),
                wrap=True,
            )
        )
        for sentence in (words.made_here(), _("You can copy it again from the list.")):
            column.addWidget(PlainLabel(sentence, role=TextRole.MUTED, wrap=True))
        self.copy_button.setFocus()
        return panel
