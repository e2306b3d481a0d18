"""A person leaves: the keys that they know are to be replaced, and theirs get another owner."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.identity import AccountId, KeyId
from app.core.key import KeyState
from app.core.progress import Progress
from app.core.replacement import Reason, Replacement
from app.services.bulk import change_of
from app.services.key_change import KeyChange
from app.services.key_changer import Done
from app.services.key_list import KeyList
from app.services.replacements import Replacements
from app.services.workplace import NO_PROGRESS, Workplace


@dataclass(frozen=True, slots=True)
class Left:
    """What was done as a person left, and how to take it back."""

    planned: tuple[Replacement, ...]
    handed: Done
    undo: Callable[[], None]


class Leaving:
    """Hands keys over, and plans what must go with a person."""

    def __init__(
        self,
        workplace: Workplace,
        keys: KeyList,
        *,
        change: KeyChange,
        replacements: Replacements,
    ) -> None:
        self._workplace = workplace
        self._keys = keys
        self._change = change
        self._replacements = replacements

    def hand_over(
        self, giver: AccountId, taker: AccountId | None, progress: Progress = NO_PROGRESS
    ) -> Done:
        """Give all keys of one account to another, or to nobody, whatever became of them."""
        query = self._keys.owned_by(giver, frozenset(KeyState))
        ids = self._keys.ids(query, 0, self._keys.count(query))
        return self._change.hand_over(ids, taker, progress)

    def leave(
        self,
        giver: AccountId,
        taker: AccountId | None,
        known: Sequence[KeyId],
        progress: Progress = NO_PROGRESS,
    ) -> Left:
        """Plan for today to replace the keys *known* to a person, and hand over all they own.

        Plans for a later day are brought forward; keys that have a successor are left alone.
        """
        owned = self._keys.count(self._keys.owned_by(giver, frozenset(KeyState)))
        with change_of(self._workplace, max(owned, len(known))):
            days = self._workplace.days()
            keys = self._workplace.inventory.keys.some(known)
            turns = [(one, days[keys[one].organisation]) for one in known]
            plans = self._replacements.plan(turns, Reason.PERSON_LEFT, progress)
            handed = self.hand_over(giver, taker, progress)

        def undo() -> None:
            with self._workplace.change():
                plans.undo()
                handed.undo()

        return Left(plans.planned, handed, undo)
