"""The fields of an organisation, in its dialog, its preferences and at first start."""

from gettext import gettext as _

from PySide6.QtCore import QObject, Qt, QTimeZone, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit

from app.core import calendar
from app.core.identity import OrganisationId
from app.core.organisation import (
    DEFAULT_LIFETIME_MONTHS,
    LONGEST_LIFETIME_MONTHS,
    Organisation,
    OrganisationDraft,
)
from app.core.text import split_emails
from app.ui.kit.choice_box import choice_box
from app.ui.kit.form import Form
from app.ui.kit.spin import SpinBox
from app.ui.kit.text import accessible


class OrganisationFields(QObject):
    """Puts an organisation's fields into a form.

    Signals: *changed* when any of them is another.
    """

    changed = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._form = form
        self._parent: OrganisationId | None = None
        self.name_edit = QLineEdit()
        self.domain_edit = QLineEdit(placeholderText="example.org")
        self.number_edit = QLineEdit(placeholderText="12345678")
        self.zone_box = _zone_box()
        self.lifetime_box = SpinBox(1, LONGEST_LIFETIME_MONTHS, suffix=_(" months"))
        self.lifetime_box.setValue(DEFAULT_LIFETIME_MONTHS)
        self.reports_box = QCheckBox(_("The &reports API is enabled for this organisation"))
        self.also_tell_edit = QLineEdit(placeholderText="desk@example.org")
        self._connect()

    def add(self, *, brief: bool = False) -> None:
        """Put the fields into the form; *brief*, only those that a new inventory needs."""
        self._form.add("name", _("&Name"), self.name_edit)
        self._form.begin_row()
        self._form.add(
            "domain", _("API &domain"), self.domain_edit, hint=_("Can be filled in later.")
        )
        self._form.add(
            "number", _("Organisation &id"), self.number_edit, hint=_("Can be filled in later.")
        )
        self._form.end_row()
        self._form.add(
            "time_zone",
            _("Time &zone"),
            self.zone_box,
            hint=_("Decides when a day begins, and so when a key stops."),
        )
        if not brief:
            self._form.add(
                "lifetime_months",
                _("Lifetime of a new &key"),
                self.lifetime_box,
                hint=_("Keys that exist keep their expiry dates."),
            )
            self._form.add(
                "also_tell",
                _("Also te&ll"),
                self.also_tell_edit,
                hint=_("Addresses that get its keys' notices besides its administrators."),
            )
        self._form.add_widget(self.reports_box)

    def show(self, organisation: Organisation) -> None:
        """Show what *organisation* says."""
        self._parent = organisation.parent
        self.name_edit.setText(organisation.name)
        self.domain_edit.setText(organisation.domain)
        self.number_edit.setText(organisation.number)
        self.zone_box.setCurrentText(organisation.time_zone)
        self.lifetime_box.setValue(organisation.lifetime_months)
        self.reports_box.setChecked(organisation.reports_api)
        self.also_tell_edit.setText(", ".join(organisation.also_tell))

    def draft(self) -> OrganisationDraft:
        """Return what was filled in."""
        return OrganisationDraft(
            name=self.name_edit.text(),
            domain=self.domain_edit.text(),
            number=self.number_edit.text(),
            time_zone=self.zone_box.currentText().strip(),
            reports_api=self.reports_box.isChecked(),
            lifetime_months=self.lifetime_box.value(),
            parent=self._parent,
            also_tell=split_emails(self.also_tell_edit.text()),
        )

    def missing(self) -> str | None:
        """Say what is missing of these."""
        if not self.name_edit.text().strip():
            return _("Give the organisation's name.")
        if not calendar.is_zone(self.zone_box.currentText().strip()):
            return _("Choose a time zone.")
        return None

    def _connect(self) -> None:
        for edit in (self.name_edit, self.domain_edit, self.number_edit, self.also_tell_edit):
            edit.textChanged.connect(self.changed)
        self.zone_box.currentTextChanged.connect(self.changed)
        self.lifetime_box.valueChanged.connect(self.changed)
        self.reports_box.toggled.connect(self.changed)


def _zone_box() -> QComboBox:
    box = choice_box()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(calendar.zones())
    completer = QCompleter(box.model(), box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)
    here = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    box.setCurrentText(here if here in calendar.zones() else "UTC")
    accessible(box, _("Time zone"))
    return box
