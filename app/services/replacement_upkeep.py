"""Replacements that close by themselves, and open again where something was taken back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.core import replacement as replacements
from app.core.audit import Act, Thing
from app.core.key import Key
from app.core.replacement import Checklist, Replacement
from app.services.checklists import Checklists
from app.services.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Turned:
    """A replacement that closed or opened again by itself: as it was, and as it is."""

    before: Replacement
    after: Replacement


class ReplacementUpkeep:
    """Keeps the replacements of a key true after the key, or its uses, were changed."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._checklists = Checklists(workplace)

    def follow(self, key: Key, back: Iterable[Turned] = ()) -> list[Turned]:
        """Close the replacement of *key* that is done, or open again one that is no longer.

        What an act had turned that is taken back, *back*, becomes what it was, where that is
        true. Return what was turned; of several that are closed, the latest alone opens again.
        """
        found = self._workplace.inventory.replacements.of_key(key.id)
        own = [one for one in found if one.old == key.id and one.cancelled_at is None]
        if not own:
            return []
        day = self._workplace.organisation(key.organisation).today(self._workplace.now())
        works = replacements.works_on(key, day)
        former = {one.after: one.before for one in back}
        running = any(one.is_running for one in own)
        turned: list[Turned] = []
        for checklist in reversed(self._checklists.of(own)):
            one = checklist.replacement
            if one.is_running:
                after = self._closed(checklist, former.get(one), works=works)
            else:
                after = one if running else self._opened(checklist, former.get(one), works=works)
                running = running or after.is_running
            if after != one:
                self.put(Act.REOPENED if after.is_running else Act.CLOSED, after)
                turned.append(Turned(one, after))
        return turned

    def _closed(
        self, checklist: Checklist, former: Replacement | None, *, works: bool
    ) -> Replacement:
        """Return a running replacement closed, where nothing is left to do."""
        one = checklist.replacement
        if one.new is None or not checklist.is_done or works:
            return one
        if former is not None:
            return former
        removed = checklist.old.removed_at is not None
        return replace(one, closed_at=self._workplace.now()) if removed else one

    def _opened(
        self, checklist: Checklist, former: Replacement | None, *, works: bool
    ) -> Replacement:
        """Return a closed replacement running, where something is to do again."""
        one = checklist.replacement
        stays = checklist.is_done and not works and former is None
        return one if stays else replace(one, closed_at=None)

    def put(self, act: Act, after: Replacement) -> None:
        """Store *after*, and say so in the trail of both keys."""
        self._workplace.inventory.replacements.update(after)
        self._workplace.record(
            act, Thing.REPLACEMENT, after.id, after={"old": after.old, "new": after.new}
        )
