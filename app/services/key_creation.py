"""New records of keys: created here, or added as the portal shows them."""

from dataclasses import dataclass, replace
from datetime import date
from gettext import gettext as _

from app.core import text, value
from app.core.audit import Act, Thing
from app.core.errors import FieldError
from app.core.identity import AccountId, ApplicationId, KeyId, OrganisationId, new_id
from app.core.key import Key, Origin, ending_of
from app.core.organisation import Organisation
from app.core.replacement import Reason
from app.core.secret import Secret
from app.services import facts
from app.services.replacements import Replacements
from app.services.uses import Uses
from app.services.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDraft:
    """What a person fills in for any key."""

    name: str
    organisation: OrganisationId
    permission: str
    owner: AccountId | None = None
    notes: str = ""
    also_tell: tuple[str, ...] = ()
    predecessor: KeyId | None = None
    """The key that this one is to take the place of."""
    reason: Reason = Reason.EXPIRY
    """Why it takes that place."""
    applications: tuple[ApplicationId, ...] | None = None
    """What will use the key; of a successor, what uses its predecessor. None: as recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalKeyDraft(KeyDraft):
    """What a person copies from the portal: the value, or its last four characters alone."""

    value: Secret | None = None
    ending: str = ""
    expires_on: date


class KeyCreation:
    """Creates keys, and adds existing ones."""

    def __init__(self, workplace: Workplace, *, uses: Uses, replacements: Replacements) -> None:
        self._workplace = workplace
        self._uses = uses
        self._replacements = replacements

    def expiry_of_new_key(self, organisation_id: OrganisationId) -> date:
        """Return the expiry date that a key created now gets."""
        return self._workplace.organisation(organisation_id).expiry_of_new_key(
            self._workplace.now()
        )

    def create(self, draft: KeyDraft) -> tuple[Key, Secret]:
        """Create a key: its value is generated now, and never changes. Raise FieldError."""
        with self._workplace.change():
            organisation = self._workplace.organisation(draft.organisation)
            generated = value.from_random(self._workplace.randomness(16))
            key = replace(
                self._checked(draft, organisation),
                ending=ending_of(generated.reveal()),
                has_value=True,
                expires_on=organisation.expiry_of_new_key(self._workplace.now()),
            )
            self._store(key, generated, Act.CREATED, draft)
        return key, generated

    def add_existing(self, draft: PortalKeyDraft) -> Key:
        """Store a key of the portal; raise FieldError, or DuplicateValueError naming its key."""
        with self._workplace.change():
            organisation = self._workplace.organisation(draft.organisation)
            given = None if draft.value is None else value.checked(draft.value)
            self._require_working_successor(draft, organisation)
            key = replace(
                self._checked(draft, organisation),
                origin=Origin.PORTAL,
                ending=_ending(draft, given),
                has_value=given is not None,
                expires_on=draft.expires_on,
            )
            self._store(key, given, Act.ADDED, draft)
        return key

    def _require_working_successor(self, draft: PortalKeyDraft, organisation: Organisation) -> None:
        """Raise FieldError for a successor that has expired: no place could be given it."""
        today = organisation.today(self._workplace.now())
        if draft.predecessor is not None and draft.expires_on <= today:
            raise FieldError(
                "expires_on", _("A key that has expired already cannot take another's place.")
            )

    def _store(self, key: Key, given: Secret | None, act: Act, draft: KeyDraft) -> None:
        self._workplace.inventory.keys.add(key, given)
        self._workplace.record(act, Thing.KEY, key.id, after=facts.of(key))
        if key.predecessor is not None:
            self._replacements.begin(
                self._workplace.inventory.keys.get(key.predecessor),
                key,
                reason=draft.reason,
                applications=draft.applications,
            )
            return
        for application in draft.applications or ():
            self._uses.add(application, key.id)

    def _checked(self, draft: KeyDraft, organisation: Organisation) -> Key:
        """Return the key that *draft* describes, made here and without a value so far."""
        self._workplace.levels.require(draft.permission, reports_api=organisation.reports_api)
        if draft.owner is not None:
            self._workplace.account(draft.owner)
        if draft.predecessor is not None:
            self._workplace.inventory.keys.get(draft.predecessor)
        now = self._workplace.now()
        return Key(
            id=KeyId(new_id()),
            name=text.clean_name("name", draft.name),
            permission=draft.permission,
            organisation=organisation.id,
            owner=draft.owner,
            origin=Origin.MADE_HERE,
            ending="",
            has_value=False,
            created_at=now,
            expires_on=organisation.today(now),
            notes=text.clean_notes("notes", draft.notes),
            also_tell=text.clean_emails("also_tell", draft.also_tell),
            predecessor=draft.predecessor,
        )

    def warnings(self, draft: KeyDraft) -> list[str]:
        """Return what a person should look at before saving *draft*; nothing forbids it."""
        try:
            key = self._checked(draft, self._workplace.organisation(draft.organisation))
        except FieldError:
            return []
        warnings = [
            _("The name looks like “{name}”, which is in the inventory already.").format(
                name=other.name
            )
            for other in self._workplace.inventory.keys.look_alikes(key)
            if other.id != draft.predecessor
        ][:1]
        if text.holds_uuid(draft.notes):
            warnings.append(
                _("The notes hold something like a key. Notes are not sealed: take it out.")
            )
        if isinstance(draft, PortalKeyDraft):
            warnings += self._portal_warnings(draft, key)
        return warnings

    def _portal_warnings(self, draft: PortalKeyDraft, key: Key) -> list[str]:
        warnings = []
        today = self._workplace.organisation(draft.organisation).today(self._workplace.now())
        replaced = None
        if draft.predecessor is not None:
            replaced = self._workplace.inventory.keys.get(draft.predecessor)
        if replaced is not None and today < draft.expires_on <= replaced.expires_on:
            warnings.append(_("It stops no later than the key that it replaces."))
        if draft.expires_on <= today and replaced is None:
            warnings.append(
                _("The key has expired already: it does not work on its expiry date or after.")
            )
        try:
            given = None if draft.value is None else value.checked(draft.value)
            ending = _ending(draft, given)
        except FieldError:
            return warnings
        if given is not None and not value.has_usual_shape(given):
            warnings.append(
                _(
                    "The value does not have the usual form of a key, 8-4-4-4-12 letters and "
                    "digits. Check that it was copied whole."
                )
            )
        alike = replace(key, ending=ending, expires_on=draft.expires_on)
        warnings += [
            _("“{name}” has the same ending and expiry date: it may be the same key.").format(
                name=other.name
            )
            for other in self._workplace.inventory.keys.same_ending(alike)[: 1 if ending else 0]
        ]
        return warnings


def _ending(draft: PortalKeyDraft, given: Secret | None) -> str:
    if given is None:
        return value.checked_ending(draft.ending)
    return ending_of(given.reveal())
