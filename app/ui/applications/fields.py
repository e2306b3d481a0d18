"""The fields of an application, put into a form."""

from gettext import gettext as _

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit

from app.core.application import Application, ApplicationDraft, ApplicationKind
from app.core.identity import OrganisationId
from app.core.text import NAME_LIMIT
from app.ui.applications.choices import Choices
from app.ui.kit.choice_box import choice_box, choose
from app.ui.kit.form import Form

_NOTES_HEIGHT = 56


class ApplicationFields(QObject):
    """What is filled in for an application.

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
        self.kind_box = choice_box(placeholder=_("Choose…"))
        self.place_box = choice_box()
        self.address_edit = QLineEdit(placeholderText="https://koha.example.org/")
        self.contact_name_edit = QLineEdit()
        self.contact_email_edit = QLineEdit()
        self.contact_phone_edit = QLineEdit()
        self.notes_edit = QPlainTextEdit(tabChangesFocus=True)
        self.organisation_box.setParent(form)  # where there is but one it is never shown
        self.organisation_box.hide()
        self._fill()
        self._add_all()
        self._connect()
        self._on_kind()

    @property
    def organisation(self) -> OrganisationId:
        """The organisation chosen."""
        return OrganisationId(self.organisation_box.currentData())

    @property
    def kind(self) -> ApplicationKind | None:
        """The kind chosen; None while none is."""
        chosen = self.kind_box.currentData()
        return None if chosen is None else self._choices.kinds.require(chosen)

    def draft(self) -> ApplicationDraft:
        """Return what was filled in."""
        return ApplicationDraft(
            name=self.name_edit.text(),
            kind=self.kind_box.currentData() or "",
            organisation=self.organisation,
            place=self.place_box.currentText(),
            address=self.address_edit.text(),
            contact_name=self.contact_name_edit.text(),
            contact_email=self.contact_email_edit.text(),
            contact_phone=self.contact_phone_edit.text(),
            notes=self.notes_edit.toPlainText(),
        )

    def missing(self) -> str | None:
        """Say what is missing of these."""
        if not self.name_edit.text().strip():
            return _("Give the application a name.")
        if self.kind is None:
            return _("Choose what kind it is.")
        return None

    def show(self, application: Application) -> None:
        """Show what *application* says."""
        self.name_edit.setText(application.name)
        choose(self.organisation_box, application.organisation)
        if self.kind_box.findData(application.kind) < 0:  # the data file names it no more
            self.kind_box.addItem(application.kind, application.kind)
        choose(self.kind_box, application.kind)
        self.place_box.setEditText(application.place)
        self.address_edit.setText(application.address)
        self.contact_name_edit.setText(application.contact_name)
        self.contact_email_edit.setText(application.contact_email)
        self.contact_phone_edit.setText(application.contact_phone)
        self.notes_edit.setPlainText(application.notes)

    def _fill(self) -> None:
        for organisation in self._choices.organisations:
            self.organisation_box.addItem(organisation.name, organisation.id)
        choose(self.organisation_box, self._choices.default_organisation)
        for kind in self._choices.kinds:
            self.kind_box.addItem(_(kind.label), kind.id)
        self.kind_box.setCurrentIndex(-1)
        self.place_box.setEditable(True)
        self.place_box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.place_box.model(), self.place_box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.place_box.setCompleter(completer)
        self.notes_edit.setFixedHeight(_NOTES_HEIGHT)

    def _add_all(self) -> None:
        add = self._form.add
        self._form.begin_row()
        add("name", _("&Name"), self.name_edit, hint=_("As people call it: “Koha, main library”."))
        if len(self._choices.organisations) > 1:
            add("organisation", _("&Organisation"), self.organisation_box)
            self.organisation_box.show()
        self._form.begin_row()
        add("kind", _("&Kind"), self.kind_box)
        add("place", _("&Place"), self.place_box)
        self._form.end_row()
        add("address", _("&Address"), self.address_edit, hint=_("Where its settings are opened."))
        self._form.begin_row()
        add("contact_name", _("&Contact"), self.contact_name_edit, hint=_("Whom to call about it."))
        add("contact_email", _("&E-mail"), self.contact_email_edit)
        add("contact_phone", _("P&hone"), self.contact_phone_edit)
        self._form.end_row()
        add(
            "notes",
            _("No&tes"),
            self.notes_edit,
            hint=_("Not sealed: never put a key's value here."),
        )

    def _connect(self) -> None:
        for edit in (
            self.name_edit,
            self.address_edit,
            self.contact_name_edit,
            self.contact_email_edit,
            self.contact_phone_edit,
        ):
            edit.textChanged.connect(self.changed)
        self.notes_edit.textChanged.connect(self.changed)
        self.place_box.editTextChanged.connect(self.changed)
        self.kind_box.currentIndexChanged.connect(self._on_kind)
        self.organisation_box.currentIndexChanged.connect(self.organisation_changed)
        self.organisation_box.currentIndexChanged.connect(self.changed)

    def _on_kind(self) -> None:
        """Offer the places that the kind has; what is typed stays."""
        typed, kind = self.place_box.currentText(), self.kind
        self.place_box.blockSignals(True)
        self.place_box.clear()
        self.place_box.addItems(kind.fields if kind else ())
        self.place_box.setEditText(typed)
        self.place_box.blockSignals(False)
        line = self.place_box.lineEdit()
        if line is not None:
            usual = kind.fields[0] if kind and kind.fields else ""
            line.setPlaceholderText(_("such as {place}").format(place=usual) if usual else "")
        self._form.fields["kind"].set_hint(_(kind.note) if kind and kind.note else "")
        self._form.fields["place"].set_hint(_place_hint(kind))
        self.changed.emit()


def _place_hint(kind: ApplicationKind | None) -> str:
    """Say what the place is, and what stands beside the key there."""
    hint = _("The field, file or screen where the key goes.")
    if kind is None or not kind.beside:
        return hint
    beside = _("Beside it: {settings}.").format(settings=", ".join(kind.beside))
    return f"{hint} {beside}"
