"""The fields that all forms of a key share."""

from gettext import gettext as _

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.core.identity import AccountId, KeyId, OrganisationId
from app.core.key import Key
from app.core.text import NAME_LIMIT, split_emails
from app.ui.keys.choices import Choices
from app.ui.kit.choice_box import choice_box, choose
from app.ui.kit.form import Form
from app.ui.kit.options import Option, OptionList
from app.ui.kit.text import PlainLabel

_NOTES_HEIGHT = 72


class KeyFields(QObject):
    """Name, organisation, permission, owner and notes, put into a form one by one.

    Signals: *changed* when any of them is another; *organisation_changed*.
    """

    changed = Signal()
    organisation_changed = Signal()

    def __init__(self, choices: Choices, form: Form) -> None:
        super().__init__(form)
        self._choices = choices
        self._form = form
        self.name_edit = QLineEdit(maxLength=NAME_LIMIT * 2)
        self.organisation_box = choice_box()
        self.permission_list = OptionList()
        self.owner_box = choice_box()
        self.notes_edit = QPlainTextEdit(tabChangesFocus=True)
        self.also_tell_edit = QLineEdit(placeholderText="desk@example.org")
        self.predecessor: KeyId | None = None
        self.organisation_box.setParent(form)  # where there is but one it is never shown
        self.organisation_box.hide()
        self._fill()
        self._connect()

    def _fill(self) -> None:
        for organisation in self._choices.organisations:
            self.organisation_box.addItem(organisation.name, organisation.id)
        self.owner_box.addItem(_("Nobody"), None)
        for account in self._choices.accounts:
            self.owner_box.addItem(account.name, account.id)
        choose(self.organisation_box, self._choices.default_organisation)
        choose(self.owner_box, self._choices.mine)
        self.notes_edit.setFixedHeight(_NOTES_HEIGHT)
        self._offer_levels()

    def _connect(self) -> None:
        self.name_edit.textChanged.connect(self.changed)
        self.permission_list.chosen.connect(self.changed)
        self.notes_edit.textChanged.connect(self.changed)
        self.also_tell_edit.textChanged.connect(self.changed)
        self.owner_box.currentIndexChanged.connect(self.changed)
        self.organisation_box.currentIndexChanged.connect(self._on_organisation)

    def _on_organisation(self) -> None:
        self._offer_levels()
        self.organisation_changed.emit()
        self.changed.emit()

    def _offer_levels(self, keep: str = "") -> None:
        """Offer what the organisation has; *keep* stays even where it no longer has it."""
        reports_api = self._choices.organisation(self.organisation).reports_api
        offered = self._choices.levels.offered(reports_api=reports_api)
        kept = [level for level in self._choices.levels if level.id == keep]
        self.permission_list.set_options(
            [
                Option(id=level.id, label=_(level.label), description=level.explained())
                for level in self._choices.levels
                if level in offered or level in kept
            ]
        )

    def add_name(self) -> None:
        """Put the name into the form."""
        self._form.add(
            "name",
            _("&Name"),
            self.name_edit,
            hint=_("Describes what the key is used for, such as “Koha, main library”."),
        )

    def add_organisation(self) -> None:
        """Put the organisation into the form, where there are several."""
        if self.predecessor is not None:  # its places belong to this organisation
            name = PlainLabel(self.organisation_box.currentText())
            self._form.add("organisation", _("Organisation"), name)
        elif len(self._choices.organisations) > 1:
            self._form.add("organisation", _("&Organisation"), self.organisation_box)
            self.organisation_box.show()

    def add_permission(self) -> None:
        """Put the permission into the form."""
        self._form.add("permission", _("Permission"), self.permission_list)

    def add_owner_and_notes(self) -> None:
        """Put the owner and the notes into the form."""
        self._form.add("owner", _("O&wner"), self.owner_box, hint=_("Who looks after the key."))
        self._form.add(
            "also_tell",
            _("Al&so tell"),
            self.also_tell_edit,
            hint=_("Addresses that get its notices besides owner and administrators."),
        )
        self._form.add(
            "notes",
            _("No&tes"),
            self.notes_edit,
            hint=_("Not sealed: never put a key's value here."),
        )

    def show_key(self, key: Key, *, succeed: bool = False) -> None:
        """Show what *key* says; to *succeed* it, before the fields are in the form."""
        self.name_edit.setText(key.name)
        choose(self.organisation_box, key.organisation)
        self._offer_levels(keep=key.permission)
        self.permission_list.set_value(key.permission)
        choose(self.owner_box, key.owner)
        self.notes_edit.setPlainText(key.notes)
        self.also_tell_edit.setText(", ".join(key.also_tell))
        if succeed:
            self.predecessor = key.id
            lead = _("Takes the place of “{name}”, which goes on until it is disabled or removed.")
            self._form.set_lead(lead.format(name=key.name))

    @property
    def name(self) -> str:
        """The name, as typed."""
        return self.name_edit.text()

    @property
    def organisation(self) -> OrganisationId:
        """The organisation chosen."""
        return OrganisationId(self.organisation_box.currentData())

    @property
    def permission(self) -> str:
        """The level chosen; empty while none is."""
        return self.permission_list.value()

    @property
    def owner(self) -> AccountId | None:
        """The owner chosen."""
        chosen: AccountId | None = self.owner_box.currentData()
        return chosen

    @property
    def notes(self) -> str:
        """The notes, as typed."""
        return self.notes_edit.toPlainText()

    @property
    def also_tell(self) -> tuple[str, ...]:
        """The addresses, as typed."""
        return split_emails(self.also_tell_edit.text())

    def missing(self) -> str | None:
        """Say what is missing of these."""
        if not self.name.strip():
            return _("Give the key a name.")
        if not self.permission:
            return _("Choose a permission.")
        return None
