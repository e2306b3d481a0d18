"""Replacements that close by themselves, and open again where something was taken back."""

from dataclasses import replace

from app.core import replacement as replacements
from app.core.audit import Act, Thing
from app.core.key import Key
from app.core.replacement import Checklist, Replacement
from app.services.checklists import Checklists
from app.services.workplace import Workplace


class ReplacementUpkeep:
    """Keeps the replacements of a key true after the key, or its uses, were changed."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._checklists = Checklists(workplace)

    def follow(self, key: Key) -> None:
        """Close the replacement of *key* that is done, or open again one that is no longer."""
        found = self._workplace.inventory.replacements.of_key(key.id)
        own = [one for one in found if one.old == key.id and one.cancelled_at is None]
        if not own:
            return
        day = self._workplace.organisation(key.organisation).today(self._workplace.now())
        for checklist in self._checklists.of(own):
            running = any(one.is_running and one is not checklist.replacement for one in own)
            self._keep(checklist, works=replacements.works_on(key, day), running=running)

    def _keep(self, checklist: Checklist, *, works: bool, running: bool) -> None:
        """Let one replacement be closed or not, as its checklist says."""
        one = checklist.replacement
        complete = checklist.is_done and one.new is not None
        if one.is_running and complete and checklist.old.removed_at is not None:
            self.put(Act.CLOSED, replace(one, closed_at=self._workplace.now()))
        elif one.closed_at is not None and (works or not complete) and not running:
            self.put(Act.REOPENED, replace(one, closed_at=None))

    def put(self, act: Act, after: Replacement) -> None:
        """Store *after*, and say so in the trail of both keys."""
        self._workplace.inventory.replacements.update(after)
        self._workplace.record(
            act, Thing.REPLACEMENT, after.id, after={"old": after.old, "new": after.new}
        )
