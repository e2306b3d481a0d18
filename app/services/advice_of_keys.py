"""Advice on keys: which there are, as the keys' list finds them, and why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from gettext import gettext as _
from gettext import ngettext

from app.core import advice, place_words
from app.core.advice import FILTERS, Advice, AdviceKind
from app.core.application import Application
from app.core.audit import Thing
from app.core.identity import KeyId, OrganisationId
from app.core.key import Key
from app.services.key_list import KeyList, People, View
from app.services.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Known:
    """What the reasons are told from."""

    people: People
    users: dict[KeyId, list[Application]]


class KeyAdvice:
    """Advice of the kinds that each have a filter."""

    def __init__(self, workplace: Workplace, keys: KeyList) -> None:
        self._workplace = workplace
        self._keys = keys
        self._reasons: dict[AdviceKind, Callable[[Key, Known], str]] = {
            AdviceKind.ONE_PERSON: _one_person,
            AdviceKind.UNKNOWN_USE: _unknown_use,
            AdviceKind.SHARED: _shared,
            AdviceKind.PERMISSION: self._permission,
            AdviceKind.NOT_COMPARED: self._not_compared,
        }

    def some(
        self, kind: AdviceKind, organisation: OrganisationId | None, offset: int, limit: int
    ) -> Sequence[Advice]:
        """Return *limit* pieces of advice of one *kind* from *offset* on, by expiry date."""
        query = self._keys.query(View(organisation=organisation, filter=FILTERS[kind]))
        keys = self._keys.page(query, offset, limit)
        known = Known(self._keys.people(), self._users(keys))
        return [
            Advice(
                kind=kind,
                thing=Thing.KEY,
                id=key.id,
                name=key.name,
                organisation=key.organisation,
                why=self._reasons[kind](key, known),
            )
            for key in keys
        ]

    def _users(self, keys: Sequence[Key]) -> dict[KeyId, list[Application]]:
        """Return the applications that use each key, by name."""
        inventory = self._workplace.inventory
        uses = inventory.uses.of_keys((key.id for key in keys if key.used_by), ended=False)
        applications = inventory.applications.some(use.application for use in uses)
        users: dict[KeyId, list[Application]] = {}
        for use in uses:
            users.setdefault(use.key, []).append(applications[use.application])
        return {key: sorted(some, key=lambda one: one.name) for key, some in users.items()}

    def _permission(self, key: Key, known: Known) -> str:
        users, levels = known.users.get(key.id, []), self._workplace.levels
        calls = frozenset().union(*(self._workplace.kinds.get(one.kind).calls for one in users))
        reports_api = known.people.organisations[key.organisation].reports_api
        enough = levels.enough(key.permission, calls, reports_api=reports_api)
        told = ngettext(
            "{given} is more than {names} needs: {enough} would do.",
            "{given} is more than {names} need: {enough} would do.",
            len(users),
        )
        return told.format(
            given=levels.label(key.permission),
            names=_names(users),
            enough=levels.label(enough.id) if enough else "",
        )

    def _not_compared(self, key: Key, _known: Known) -> str:
        last, today = key.compared_at or key.created_at, self._workplace.now()
        days = (today.astimezone(UTC).date() - last.astimezone(UTC).date()).days
        return advice.stale(days, compared=key.compared_at is not None)


def _one_person(key: Key, known: Known) -> str:
    return _("Only {address} would be told of it.").format(
        address=", ".join(known.people.told(key))
    )


def _unknown_use(_key: Key, _known: Known) -> str:
    return _("No application is recorded, nor that nothing uses it.")


def _shared(key: Key, known: Known) -> str:
    users = known.users.get(key.id, [])
    return _("{applications} use it: {names}.").format(
        applications=place_words.applications_counted(len(users)), names=_names(users)
    )


def _names(applications: Sequence[Application]) -> str:
    return advice.few([one.name for one in applications])
