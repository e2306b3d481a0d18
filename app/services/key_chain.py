"""Chains of keys: what took the place of what, from the first to the last."""

from collections.abc import Callable

from app.core.identity import KeyId
from app.core.key import Key
from app.core.replacement import Replacement
from app.services.checklists import referred
from app.services.workplace import Workplace


class KeyChain:
    """Follows replacements from key to key."""

    def __init__(self, workplace: Workplace) -> None:
        self._inventory = workplace.inventory

    def of(self, key_id: KeyId) -> list[Key]:
        """Return all keys before and after a key, and itself, in their order."""
        back = self._walk(key_id, self._before)
        ahead = self._walk(key_id, self._after)
        ids = [*reversed(back), key_id, *ahead]
        keys = self._inventory.keys.some(ids)
        return [referred(keys, one) for one in dict.fromkeys(ids)]

    def _walk(self, key_id: KeyId, step: Callable[[KeyId], KeyId | None]) -> list[KeyId]:
        found: list[KeyId] = []
        following = step(key_id)
        while following is not None and following not in {key_id, *found}:
            found.append(following)
            following = step(following)
        return found

    def _before(self, key_id: KeyId) -> KeyId | None:
        known = [one.old for one in self._alive(key_id) if one.new == key_id]
        return known[-1] if known else None

    def _after(self, key_id: KeyId) -> KeyId | None:
        known = [one.new for one in self._alive(key_id) if one.old == key_id]
        return known[-1] if known else None

    def _alive(self, key_id: KeyId) -> list[Replacement]:
        found = self._inventory.replacements.of_key(key_id)
        return [one for one in found if one.cancelled_at is None and one.new is not None]
