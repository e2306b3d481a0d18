"""Applications: list, create, edit, remove; a removal can be taken back."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime
from gettext import gettext as _

from app.core import text
from app.core.application import Application, ApplicationDraft
from app.core.audit import Act, Thing
from app.core.errors import RefusedError, WrongStateError
from app.core.identity import ApplicationId, KeyId, OrganisationId, UseId, new_id
from app.core.key import Key
from app.services import facts
from app.services.checklists import referred
from app.services.uses import Uses
from app.services.workplace import Workplace, named


@dataclass(frozen=True, slots=True)
class Listed:
    """An application in the list, with the keys that it uses, the next to expire first."""

    application: Application
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """An application that was removed, and the uses that ended with it."""

    application: Application
    uses: tuple[UseId, ...]


class Applications:
    """What uses keys."""

    def __init__(self, workplace: Workplace, uses: Uses) -> None:
        self._workplace = workplace
        self._uses = uses

    def all(self, organisation: OrganisationId | None = None) -> list[Application]:
        """Return those that are not removed, by name, each with the number of keys it uses."""
        return self._workplace.inventory.applications.all(organisation)

    def listed(self, organisation: OrganisationId | None = None) -> list[Listed]:
        """Return those that are not removed, by name, with their keys."""
        inventory = self._workplace.inventory
        known = self.all(organisation)
        uses = inventory.uses.of_applications((one.id for one in known), ended=False)
        keys = inventory.keys.some(use.key for use in uses)
        used: dict[ApplicationId, list[Key]] = {}
        for use in uses:
            used.setdefault(use.application, []).append(referred(keys, use.key))
        return [Listed(one, _soonest(used.get(one.id, ()))) for one in known]

    def get(self, application_id: ApplicationId) -> Application:
        """Return an application, removed or not; raise NotFoundError."""
        return self._workplace.inventory.applications.get(application_id)

    def find(self, wanted: str) -> Application:
        """Return the one with this name, or whose id begins so; raise NotFoundError."""
        return named(self.all(), wanted, _("application"))

    def removed(self, organisation: OrganisationId | None = None) -> list[Application]:
        """Return those that are removed, the latest first."""
        found = self._workplace.inventory.applications.removed()
        return [one for one in found if organisation in {None, one.organisation}]

    def find_removed(self, wanted: str) -> Removed:
        """Return the removed one with this name, or whose id begins so; raise NotFoundError."""
        return self.removal_of(named(self.removed(), wanted, _("removed application")))

    def removal_of(self, application: Application) -> Removed:
        """Return what went with a removed application."""
        uses = self._workplace.inventory.uses.of_applications([application.id])
        ended = [one.id for one in uses if one.ended_at == application.removed_at]
        return Removed(application, tuple(ended))

    def create(self, draft: ApplicationDraft, key_ids: Iterable[KeyId] = ()) -> Application:
        """Store a new application that uses these keys; raise FieldError."""
        with self._workplace.change():
            checked = self._checked(draft)
            application = _made(checked, ApplicationId(new_id()), self._workplace.now())
            self._workplace.inventory.applications.add(application)
            self._record(Act.CREATED, application, after=facts.of(application))
            for key_id in key_ids:
                self._uses.add(application.id, key_id)
        return application

    def edit(
        self,
        application_id: ApplicationId,
        draft: ApplicationDraft,
        key_ids: Iterable[KeyId] | None = None,
    ) -> Application:
        """Store what changed, the keys that it uses included where they are given.

        Raise FieldError, or WrongStateError for a removed one.
        """
        with self._workplace.change():
            before = self.get(application_id)
            if before.removed_at is not None:
                raise WrongStateError(name=before.name, reason=_("it is removed"))
            after = _made(self._checked(draft), before.id, before.created_at)
            old, new = facts.changed(before, after)
            if new:
                self._workplace.inventory.applications.update(after)
                self._record(Act.EDITED, after, before=old, after=new)
            if key_ids is not None:
                self.set_keys(application_id, key_ids)
        return after

    def set_keys(self, application_id: ApplicationId, key_ids: Iterable[KeyId]) -> None:
        """Let an application use exactly these keys, besides those that are out of the list."""
        with self._workplace.change():
            wanted = set(key_ids)
            for use, key in self._uses.of_application(application_id):
                if use.key not in wanted and not key.retired:
                    self._uses.end(use.id)
                wanted.discard(use.key)
            for key_id in sorted(wanted):
                self._uses.add(application_id, key_id)

    def remove(self, application_id: ApplicationId) -> Removed:
        """Remove an application: it uses no key any more; its record stays."""
        with self._workplace.change():
            application = self.get(application_id)
            if application.removed_at is not None:
                raise WrongStateError(name=application.name, reason=_("it is removed already"))
            now = self._workplace.now()
            ended = [
                self._uses.end(use.id, at=now).id
                for use, _key in self._uses.of_application(application_id)
            ]
            removed = replace(application, removed_at=now)
            self._workplace.inventory.applications.update(removed)
            self._record(Act.REMOVED, removed, before=facts.of(application))
        return Removed(removed, tuple(ended))

    def restore(self, removed: Removed) -> None:
        """Take a removal back, with the uses that ended with it, as far as their keys allow."""
        with self._workplace.change():
            current = self.get(removed.application.id)
            if current.removed_at is None:
                return
            restored = replace(current, removed_at=None)
            self._workplace.inventory.applications.update(restored)
            self._record(Act.RESTORED, restored)
            for use_id in removed.uses:
                with suppress(RefusedError):  # its key was destroyed, or something came after it
                    self._uses.take_back(use_id)

    def warnings(
        self, draft: ApplicationDraft, application_id: ApplicationId | None = None
    ) -> list[str]:
        """Return what a person should look at before saving *draft*; nothing forbids it.

        *application_id* is the one that is edited.
        """
        warnings = []
        told = (draft.name, draft.place, draft.address, draft.notes)
        if any(text.holds_uuid(one) for one in (*told, draft.contact_name, draft.contact_phone)):
            warnings.append(
                _("One of the fields holds something like a key. They are not sealed: take it out.")
            )
        name = text.sort_form(draft.name.strip())
        for other in self.all(draft.organisation):
            if text.sort_form(other.name) == name and other.id != application_id:
                warnings.append(
                    _("There is an application called “{name}” already.").format(name=other.name)
                )
                break
        return warnings

    def _checked(self, draft: ApplicationDraft) -> ApplicationDraft:
        self._workplace.organisation(draft.organisation)
        self._workplace.kinds.require(draft.kind)
        return draft.checked()

    def _record(self, act: Act, application: Application, **told: Mapping[str, object]) -> None:
        self._workplace.record(act, Thing.APPLICATION, application.id, **told)


def _soonest(keys: Iterable[Key]) -> tuple[Key, ...]:
    return tuple(sorted(keys, key=lambda key: (key.expires_on, key.name)))


def _made(
    draft: ApplicationDraft, application_id: ApplicationId, created_at: datetime
) -> Application:
    """Return the application that *draft* describes."""
    drafted = {field.name: getattr(draft, field.name) for field in fields(ApplicationDraft)}
    return Application(id=application_id, created_at=created_at, **drafted)
