"""What would break: the places that use keys, and whom to call about each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.core.identity import KeyId
from app.core.key import Key
from app.core.use import Place
from app.services.checklists import by_key, places
from app.services.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Impact:
    """Keys that are used, each with the places that would stop working."""

    keys: tuple[tuple[Key, tuple[Place, ...]], ...]
    about: Mapping[KeyId, str] = field(default_factory=dict)
    """What each key may do, and whose it is."""

    @property
    def count(self) -> int:
        """How many applications there are; one that uses several keys counts once."""
        return len({place.application.id for _key, some in self.keys for place in some})

    def __bool__(self) -> bool:
        return bool(self.keys)


class Impacts:
    """Looks up what uses keys."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def of(self, key_ids: Sequence[KeyId]) -> Impact:
        """Return what would break if these keys stopped; keys that nothing uses are left out."""
        used = self.places(key_ids)
        keys = self._workplace.inventory.keys.some(used)
        known = (key for key in keys.values() if key.id in used)  # a damaged one has another id
        found = sorted(known, key=lambda key: (key.expires_on, key.name, key.id))
        return Impact(
            keys=tuple((key, used[key.id]) for key in found),
            about={key.id: self._about(key) for key in found},
        )

    def _about(self, key: Key) -> str:
        level = self._workplace.levels.label(key.permission)
        return f"{level} · {self._workplace.organisation(key.organisation).name}"

    def places(self, key_ids: Iterable[KeyId]) -> Mapping[KeyId, tuple[Place, ...]]:
        """Return the places that use each of these keys, by name."""
        inventory = self._workplace.inventory
        uses = inventory.uses.of_keys(key_ids, ended=False)
        applications = inventory.applications.some(use.application for use in uses)
        return {key_id: places(some, applications) for key_id, some in by_key(uses).items()}
