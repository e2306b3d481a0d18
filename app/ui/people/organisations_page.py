"""Accounts › Organisations: those whose keys are kept here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtWidgets import QWidget

from app.core.organisation import Organisation, OrganisationDraft
from app.services.suite import Services
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.kit.buttons import primary_button
from app.ui.list_page import ListPage, PageTexts, RowAction
from app.ui.people.organisation_dialog import OrganisationDialog
from app.ui.record_table import RecordColumn


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation, and the name of the one it belongs to."""

    organisation: Organisation
    parent: str


def _rows(services: Services) -> list[OrganisationRow]:
    organisations = services.organisations.all()
    names = {one.id: one.name for one in organisations}
    return [
        OrganisationRow(
            one, _("part of {name}").format(name=names[one.parent]) if one.parent else ""
        )
        for one in organisations
    ]


def _lifetime(row: OrganisationRow) -> str:
    months = row.organisation.lifetime_months
    return ngettext("{n} month", "{n} months", months).format(n=months)


def _reports(row: OrganisationRow) -> str:
    return _("Enabled") if row.organisation.reports_api else _("No")


class OrganisationsPage(ListPage[OrganisationRow]):
    """Lists, creates, changes and removes organisations."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        columns: list[RecordColumn[OrganisationRow]] = [
            RecordColumn(
                _("Name"), lambda row: row.organisation.name, 280, muted=lambda row: row.parent
            ),
            RecordColumn(_("API domain"), lambda row: row.organisation.domain, 150),
            RecordColumn(_("Organisation id"), lambda row: row.organisation.number, 124),
            RecordColumn(_("Time zone"), lambda row: row.organisation.time_zone, 130),
            RecordColumn(
                _("Key lifetime"),
                _lifetime,
                110,
                sort_key=lambda row: row.organisation.lifetime_months,
            ),
            RecordColumn(
                _("Reports API"),
                _reports,
                110,
            ),
        ]
        super().__init__(
            desk,
            texts=PageTexts(
                _("Organisations"),
                _("The organisations whose keys are kept here will be listed."),
                "building-2",
            ),
            columns=columns,
            identify=lambda row: row.organisation.id,
            parent=parent,
        )
        self.create_button = primary_button(_("+ &Add"), tip=_("Add an organisation"))
        self.add_button(self.create_button, self.add_new)
        self.set_actions(
            [
                RowAction(_("Edit"), self.edit, "F2", "pencil"),
                RowAction(_("Remove"), self.remove, "Del", "trash-2"),
            ]
        )

    def arrive(self, *, organisation: str = "", form: str = "") -> None:
        """Choose an organisation in the list; open the *form* for a new one."""
        self.sought = organisation or None
        if form == "add":
            self.add_new()

    def reader(self) -> Callable[[Services], Sequence[OrganisationRow]]:
        """Override ListPage.reader."""
        return _rows

    def add_new(self) -> None:
        """Open the form for a new organisation."""
        self._open(None)

    def edit(self, row: OrganisationRow) -> None:
        """Open the form of an organisation."""
        self._open(row.organisation)

    def _open(self, organisation: Organisation | None) -> None:
        def opened(organisations: list[Organisation]) -> None:
            dialog = OrganisationDialog(
                organisation=organisation,
                others=[one for one in organisations if one != organisation],
                icons=self.desk.icons,
                parent=self,
            )
            prompts.form(
                dialog, self.session, dialog.draft, save, partial(prompts.tell_stored, self.session)
            )

        def save(services: Services, draft: OrganisationDraft, _report: object) -> Organisation:
            if organisation is None:
                return services.organisations.create(draft)
            return services.organisations.edit(organisation.id, draft)

        self.session.ask(lambda services: services.organisations.all(), opened)

    def remove(self, row: OrganisationRow) -> None:
        """Ask, and remove an organisation that nothing uses."""
        organisation = row.organisation
        self.ask_to_remove(
            organisation.name,
            _("The organisation is removed from this inventory, not from OpenAthens."),
            lambda services: services.organisations.remove(organisation.id),
        )
