"""Reconciling: the portal's list against the inventory, and each difference mended on its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _

from app.core import value
from app.core.audit import Act, Thing
from app.core.errors import FieldError, WrongStateError
from app.core.identity import KeyId, OrganisationId
from app.core.key import Key, KeyState, Origin, ending_of
from app.core.progress import Progress
from app.core.reconcile import Pairing, Part, PortalLine, Standing, reconcile
from app.core.reconcile_words import needs_a_look, why_not
from app.core.todo import TodoKind
from app.services.bulk import change_of
from app.services.key_change import KeyChange, KeyEdit
from app.services.key_creation import KeyCreation, PortalKeyDraft
from app.services.key_list import KeyList, View
from app.services.key_secret import Correction, KeySecret
from app.services.todos import Todos
from app.services.workplace import NO_PROGRESS, Workplace

_PAGE = 500
_DONE_IN_PORTAL = {
    Part.NAME: TodoKind.RENAME,
    Part.PERMISSION: TodoKind.PERMISSION,
}


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """How the portal's list and the inventory stand to each other."""

    organisation: OrganisationId
    pairings: Sequence[Pairing]
    organisation_name: str
    made_here: int
    """Keys that were left out: made here, so the portal does not know them."""

    def count(self, standing: Standing) -> int:
        """Return how many stand so."""
        return sum(one.standing is standing for one in self.pairings)

    @property
    def agrees(self) -> bool:
        """Whether nothing differs."""
        return all(one.standing is Standing.AGREES for one in self.pairings)


class Reconciler:
    """Holds lists of the portal against the inventory."""

    def __init__(
        self,
        workplace: Workplace,
        *,
        keys: KeyList,
        change: KeyChange,
        creation: KeyCreation,
        secret: KeySecret,
        todos: Todos,
    ) -> None:
        self._workplace = workplace
        self._keys = keys
        self._change = change
        self._creation = creation
        self._secret = secret
        self._todos = todos

    def look(
        self,
        lines: Iterable[PortalLine],
        organisation: OrganisationId,
        progress: Progress = NO_PROGRESS,
    ) -> Reconciliation:
        """Compare the portal's *lines* with an organisation's keys; nothing is changed."""
        ours = self._ours(organisation, progress)
        known = [self._known(line) for line in lines]
        open_ones = frozenset(
            one.key for one in self._todos.all(organisation=organisation) if one.done_at is None
        )
        made_here = sum(key.origin is Origin.MADE_HERE and key.removed_at is None for key in ours)
        return Reconciliation(
            organisation,
            reconcile(known, ours, open_ones),
            self._workplace.organisation(organisation).name,
            made_here,
        )

    def _ours(self, organisation: OrganisationId, progress: Progress) -> list[Key]:
        keys = self._workplace.inventory.keys
        query = self._keys.query(View(organisation=organisation)).with_states(*KeyState)
        total = keys.count(query)
        found: list[Key] = []
        while len(found) < total:
            page = keys.page(query, len(found), _PAGE)
            if not page:
                break
            found += page
            progress(len(found), total)
        return found

    def _known(self, line: PortalLine) -> PortalLine:
        """Return the line with the key that has its value, and its ending."""
        if line.value is None:
            return line
        holder = self._workplace.inventory.keys.holder_of(line.value)
        return replace(
            line,
            known_as=None if holder is None else holder.id,
            ending=line.ending or ending_of(line.value.reveal()),
        )

    def mend(self, pairing: Pairing, organisation: OrganisationId) -> Callable[[], None] | None:
        """Let the inventory say what the portal says; return what takes it back, if that can be.

        Raise WrongStateError or FieldError where it cannot be done.
        """
        reason = why_not(pairing)
        if reason:
            raise WrongStateError(name=pairing.name, reason=reason.rstrip("."))
        line, key = pairing.line, pairing.key
        with self._workplace.change():
            match pairing.standing:
                case Standing.DIFFERS if line is not None and key is not None:
                    return self._adopt(line, key, pairing.differs)
                case Standing.MISSING_HERE if line is not None:
                    self._add(line, organisation)
                case Standing.GONE_THERE if key is not None:
                    removed = self._change.remove([key.id])
                    return self._back(self._tick(key.id, None), removed.undo)
                case Standing.STILL_THERE if key is not None:
                    return self._change.restore([key.id]).undo
                case _ if key is not None:
                    return self._tick(key.id, None)
        return None

    def mend_all(
        self,
        pairings: Sequence[Pairing],
        organisation: OrganisationId,
        progress: Progress = NO_PROGRESS,
    ) -> int:
        """Mend those that can be mended, all or none; return how many.

        Keys that are gone there, and that applications use here, are left for a look at each; so
        are further lines with the value of one before.
        """
        able = _each_once(one for one in pairings if not why_not(one) and not needs_a_look(one))
        with change_of(self._workplace, len(able)):
            for number, one in enumerate(able):
                progress(number, len(able))
                self.mend(one, organisation)
        return len(able)

    def mark_compared(
        self, found: Reconciliation, progress: Progress = NO_PROGRESS
    ) -> Callable[[], None]:
        """Note that the keys that agree were compared with the portal now."""
        agreeing = [
            one.key.id
            for one in found.pairings
            if one.standing is Standing.AGREES and one.key is not None
        ]
        return self._change.compared(agreeing, progress).undo

    def _adopt(
        self, line: PortalLine, key: Key, differs: Sequence[Part]
    ) -> Callable[[], None] | None:
        """Take over name and level as the portal has them: there it is done already."""
        edited: Callable[[], None] | None = None
        if set(differs) - {Part.EXPIRES_ON}:
            back = self._change.edit(
                key.id,
                KeyEdit(
                    name=line.name if Part.NAME in differs else None,
                    permission=line.permission if Part.PERMISSION in differs else None,
                ),
            ).undo
            parts = [part for part in _DONE_IN_PORTAL if part in differs]
            ticks = [self._tick(key.id, _DONE_IN_PORTAL[part]) for part in parts]
            edited = self._back(*ticks, back)
        if Part.EXPIRES_ON in differs:
            self._secret.correct(key.id, Correction(expires_on=line.expires_on))
            return None
        return edited

    def _back(self, *steps: Callable[[], None]) -> Callable[[], None]:
        """Return what takes back *steps*, in this order, all or none."""

        def back() -> None:
            with self._workplace.change():
                for step in steps:
                    step()

        return back

    def _add(self, line: PortalLine, organisation: OrganisationId) -> None:
        if line.expires_on is None:
            raise FieldError("expires_on", _("The list does not tell when it expires."))
        self._creation.add_existing(
            PortalKeyDraft(
                name=line.name,
                organisation=organisation,
                permission=line.permission,
                owner=self._workplace.my_account(),
                value=None if line.value is None else value.checked(line.value),
                ending=line.ending,
                expires_on=line.expires_on,
            )
        )

    def _tick(self, key_id: KeyId, kind: TodoKind | None) -> Callable[[], None]:
        """Tick the key's open to-dos of one kind, or all; return what takes that back."""
        ticked = [one.id for one in self._todos.open_of(key_id) if kind in {None, one.kind}]
        for todo_id in ticked:
            self._todos.tick(todo_id)

        def untick() -> None:
            with self._workplace.change():
                for todo_id in ticked:
                    self._todos.untick(todo_id)

        return untick

    def note(self, found: Reconciliation, source: str) -> None:
        """Write into the trail that the portal's list was compared, and how it stood."""
        counts = {one.value: found.count(one) for one in Standing if found.count(one)}
        with self._workplace.change():
            self._workplace.record(
                Act.COMPARED,
                Thing.ORGANISATION,
                found.organisation,
                after={"file": source, **counts},
            )


def _each_once(pairings: Iterable[Pairing]) -> list[Pairing]:
    """Return *pairings* without those whose line has the value of one before."""
    seen, once = set[str](), list[Pairing]()
    for one in pairings:
        given = None if one.line is None else one.line.value
        shown = "" if given is None else given.reveal()
        if not shown or shown not in seen:
            once.append(one)
        seen.add(shown)
    return once
