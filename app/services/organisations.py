"""Organisations: list, create, edit, remove where unused."""

from dataclasses import fields
from datetime import datetime
from gettext import gettext as _
from gettext import ngettext

from app.core import text
from app.core.audit import Act, Thing
from app.core.errors import FieldError, InUseError
from app.core.identity import OrganisationId, new_id
from app.core.organisation import Organisation, OrganisationDraft
from app.services import facts
from app.services.workplace import Workplace


class Organisations:
    """The organisations whose keys are kept here."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def all(self) -> list[Organisation]:
        """Return all, by name."""
        return self._workplace.inventory.organisations.all()

    def find(self, wanted: str) -> Organisation:
        """Return the one with this name, or whose id begins so; raise NotFoundError."""
        return self._workplace.find_organisation(wanted)

    def default(self) -> Organisation:
        """Return the organisation of the person at this workstation, else the first one made."""
        mine = self._workplace.my_account()
        if mine is not None:
            return self._workplace.organisation(self._workplace.account(mine).organisation)
        return min(self.all(), key=lambda one: one.created_at)

    def create(self, draft: OrganisationDraft) -> Organisation:
        """Store a new organisation; raise FieldError."""
        with self._workplace.change():
            checked = self._checked(draft, None)
            organisation = made(checked, OrganisationId(new_id()), self._workplace.now())
            self._workplace.inventory.organisations.add(organisation)
            self._workplace.record(
                Act.CREATED, Thing.ORGANISATION, organisation.id, after=facts.of(organisation)
            )
        return organisation

    def edit(self, organisation_id: OrganisationId, draft: OrganisationDraft) -> Organisation:
        """Store what changed; keys that exist keep their expiry dates. Raise FieldError."""
        with self._workplace.change():
            before = self._workplace.organisation(organisation_id)
            after = made(self._checked(draft, before), before.id, before.created_at)
            if after != before:
                self._workplace.inventory.organisations.update(after)
                old, new = facts.changed(before, after)
                self._workplace.record(
                    Act.EDITED, Thing.ORGANISATION, before.id, before=old, after=new
                )
        return after

    def remove(self, organisation_id: OrganisationId) -> None:
        """Remove an organisation that nothing uses; raise InUseError."""
        with self._workplace.change():
            organisation = self._workplace.organisation(organisation_id)
            self._require_unused(organisation)
            self._workplace.inventory.organisations.remove(organisation)
            self._workplace.record(
                Act.REMOVED, Thing.ORGANISATION, organisation.id, before=facts.of(organisation)
            )

    def _require_unused(self, organisation: Organisation) -> None:
        inventory = self._workplace.inventory
        keys = inventory.organisations.keys_in(organisation.id)
        accounts = sum(a.organisation == organisation.id for a in inventory.accounts.all())
        applications = inventory.applications.in_organisation(organisation.id)
        others = [one for one in self.all() if one.id != organisation.id]
        if keys:
            reason = ngettext("{n} key belongs to it", "{n} keys belong to it", keys).format(n=keys)
        elif applications:
            reason = ngettext(
                "{n} application belongs to it",
                "{n} applications, removed ones included, belong to it",
                applications,
            ).format(n=applications)
        elif accounts:
            reason = ngettext(
                "{n} administrator belongs to it", "{n} administrators belong to it", accounts
            ).format(n=accounts)
        elif any(one.parent == organisation.id for one in others):
            reason = _("it has sub-organisations")
        elif not others:
            reason = _("it is the only organisation")
        else:
            return
        raise InUseError(name=organisation.name, reason=reason)

    def _checked(self, draft: OrganisationDraft, before: Organisation | None) -> OrganisationDraft:
        """Return *draft* in order; *before* is what it changes, if anything."""
        checked = draft.checked()
        itself = None if before is None else before.id
        for other in self.all():
            if other.id != itself and text.sort_form(other.name) == text.sort_form(checked.name):
                raise FieldError("name", _("There is an organisation of this name already."))
        self._require_no_circle(checked.parent, itself)
        return checked

    def _require_no_circle(
        self, parent: OrganisationId | None, itself: OrganisationId | None
    ) -> None:
        parents = {one.id: one.parent for one in self.all()}
        while parent is not None:
            if parent not in parents or parent == itself:
                raise FieldError("parent", _("An organisation cannot be its own sub-organisation."))
            parent = parents[parent]


def made(
    draft: OrganisationDraft, organisation_id: OrganisationId, created_at: datetime
) -> Organisation:
    """Return the organisation that *draft* describes."""
    drafted = {field.name: getattr(draft, field.name) for field in fields(OrganisationDraft)}
    return Organisation(id=organisation_id, created_at=created_at, **drafted)
