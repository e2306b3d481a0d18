"""The form of an organisation."""

from dataclasses import replace
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.organisation import Organisation, OrganisationDraft
from app.ui.form_dialog import FormDialog
from app.ui.kit.choice_box import choice_box, choose
from app.ui.kit.icons import Icons
from app.ui.organisation_fields import OrganisationFields


class OrganisationDialog(FormDialog):
    """Collects an organisation, new or changed."""

    def __init__(
        self,
        *,
        organisation: Organisation | None,
        others: list[Organisation],
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Add an organisation") if organisation is None else _("Edit organisation")
        super().__init__(title=title, verb=_("Save"), icons=icons, parent=parent)
        self.fields = OrganisationFields(self.form)
        self.fields.add()
        self.parent_box = choice_box()
        self.parent_box.addItem(_("None"), None)
        for other in others:
            self.parent_box.addItem(other.name, other.id)
        self.form.add("parent", _("&Sub-organisation of"), self.parent_box)
        if organisation is not None:
            self.fields.show(organisation)
            choose(self.parent_box, organisation.parent)
        self.fields.changed.connect(self.refresh_blocked)
        self.refresh_blocked()

    def draft(self) -> OrganisationDraft:
        """Return what was filled in."""
        return replace(self.fields.draft(), parent=self.parent_box.currentData())

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        return self.fields.missing()
