"""Keys that must go at once: exposed, or known to somebody who left."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.errors import FieldError
from app.core.identity import KeyId
from app.core.key import Key, Origin
from app.core.progress import Progress
from app.core.replacement import Reason, most_powerful_first
from app.services.bulk import change_of
from app.services.key_creation import KeyCreation, KeyDraft
from app.services.replacement_list import ReplacementList
from app.services.replacements import Replacements
from app.services.workplace import NO_PROGRESS, Workplace


@dataclass(frozen=True, slots=True)
class Begun:
    """What was begun: successors that were *made*, and keys that are to be replaced today.

    Those *under_way* had a successor already.
    """

    made: tuple[Key, ...]
    planned: tuple[Key, ...]
    under_way: tuple[Key, ...]


class Exposure:
    """Begins to replace keys today, the most powerful first, without waiting for working days."""

    def __init__(
        self, workplace: Workplace, *, creation: KeyCreation, replacements: Replacements
    ) -> None:
        self._workplace = workplace
        self._creation = creation
        self._replacements = replacements
        self._list = ReplacementList(workplace)

    def in_order(self, key_ids: Sequence[KeyId]) -> list[Key]:
        """Return these keys, what is allowed the most first; those out of the list are left out."""
        levels = self._workplace.levels
        keys = self._workplace.inventory.keys.some(key_ids).values()
        kept = [key for key in keys if not key.retired]
        return most_powerful_first(kept, {level.id: levels.power(level.id) for level in levels})

    def replace(
        self, key_ids: Sequence[KeyId], reason: Reason, report: Progress = NO_PROGRESS
    ) -> Begun:
        """Make the successors of keys made here; plan those of others for today.

        These are the portal's keys, and keys whose like cannot be made any more.
        """
        made: list[Key] = []
        planned: list[Key] = []
        under_way: list[Key] = []
        with change_of(self._workplace, len(key_ids)):
            days, keys = self._workplace.days(), self.in_order(key_ids)
            for number, key in enumerate(keys):
                report(number, len(keys))
                running = self._list.running_of(key.id)
                if running is not None and running.new is not None:
                    under_way.append(key)
                elif (successor := self._made(key, reason)) is not None:
                    made.append(successor)
                else:
                    planned.append(key)
            self._replacements.plan([(key.id, days[key.organisation]) for key in planned], reason)
        return Begun(tuple(made), tuple(planned), tuple(under_way))

    def _made(self, key: Key, reason: Reason) -> Key | None:
        """Make the successor of *key*, where that can be done here and now."""
        if key.origin is not Origin.MADE_HERE:
            return None
        try:
            return self._creation.create(_successor(key, reason))[0]
        except FieldError:  # such as a level that its organisation does not have any more
            return None


def _successor(key: Key, reason: Reason) -> KeyDraft:
    return KeyDraft(
        name=key.name,
        organisation=key.organisation,
        permission=key.permission,
        owner=key.owner,
        notes=key.notes,
        also_tell=key.also_tell,
        predecessor=key.id,
        reason=reason,
    )
