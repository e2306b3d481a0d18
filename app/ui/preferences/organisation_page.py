"""Preferences › Organisation: the one that the window looks at, or your own."""

from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.errors import AppError, FieldError
from app.core.identity import OrganisationId
from app.core.organisation import Organisation
from app.services.suite import Services
from app.ui.desk import Desk
from app.ui.kit.banner import Level
from app.ui.kit.buttons import primary_button
from app.ui.organisation_fields import OrganisationFields
from app.ui.preferences.form_page import FormPage


class OrganisationPage(FormPage):
    """Changes an organisation's lifetime of keys, reports API, time zone and names."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, title=_("Organisation"), parent=parent)
        self._organisation: Organisation | None = None
        self._shown_as: object = None
        self.fields = OrganisationFields(self.form)
        self.fields.add()
        self.save_button = primary_button(_("&Save"))
        self.head.add(self.save_button)
        self.save_button.clicked.connect(self._on_save)
        self.fields.changed.connect(self._refresh_button)
        self.session.scope_changed.connect(self._on_scope)
        self._refresh_button()

    def refresh(self) -> None:
        """Read the organisation again, unless something is typed and not saved."""
        if self._is_changed():
            return
        scope = self.session.scope
        self.session.ask(lambda services: _chosen(services, scope), self._show)

    def _on_scope(self) -> None:
        self._organisation = None
        if self.isVisible():
            self.refresh()

    def _show(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self.head.set_line(organisation.name)
        self.fields.show(organisation)
        self._shown_as = self.fields.draft()
        self._refresh_button()

    def _is_changed(self) -> bool:
        return self._organisation is not None and self.fields.draft() != self._shown_as

    def _refresh_button(self) -> None:
        self.save_button.setEnabled(self._is_changed() and self.fields.missing() is None)

    def _on_save(self) -> None:
        if self._organisation is None:
            return
        organisation_id, draft = self._organisation.id, self.fields.draft()
        self.form.show_errors({})
        self.session.act(
            lambda services, _report: services.organisations.edit(organisation_id, draft),
            self._on_saved,
            self._on_failed,
        )

    def _on_saved(self, organisation: Organisation) -> None:
        self._show(organisation)
        self.tell_saved()

    def _on_failed(self, error: AppError) -> None:
        if isinstance(error, FieldError) and error.field in self.form.fields:
            self.form.show_errors({error.field: str(error)})
        else:
            self.banner.say(str(error), level=Level.ERROR)


def _chosen(services: Services, scope: OrganisationId | None) -> Organisation:
    if scope is None:
        return services.organisations.default()
    return next(one for one in services.organisations.all() if one.id == scope)
