"""Permission levels: what a key may do, as the data file names it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any

from app.core.errors import FieldError


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionLevel:
    """One level: its id, its label, and what it can and cannot do."""

    id: str
    label: str
    can: tuple[str, ...]
    cannot: tuple[str, ...]
    operations: frozenset[str] = frozenset()
    """The families of operations that it allows: authentication, accounts, reports."""
    needs_reports_api: bool = False

    def explained(self) -> str:
        """Return one line: what a key of this level can and cannot do."""
        can = _("Can: {list}.").format(list="; ".join(_(line) for line in self.can))
        if not self.cannot:
            return can
        return f"{can} " + _("Cannot: {list}.").format(
            list="; ".join(_(line) for line in self.cannot)
        )


class PermissionLevels:
    """All levels, in the order of the data file."""

    def __init__(self, levels: Iterable[PermissionLevel]) -> None:
        self._levels = {level.id: level for level in levels}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "PermissionLevels":
        """Build the levels from the data file's content; raise KeyError or TypeError if off."""
        return cls(
            PermissionLevel(
                id=entry["id"],
                label=entry["label"],
                can=tuple(entry["can"]),
                cannot=tuple(entry.get("cannot", ())),
                operations=frozenset(entry.get("operations", ())),
                needs_reports_api=entry.get("needs_reports_api", False),
            )
            for entry in data["levels"]
        )

    def __iter__(self) -> Iterator[PermissionLevel]:
        return iter(self._levels.values())

    def __contains__(self, level_id: object) -> bool:
        return level_id in self._levels

    def get(self, level_id: str) -> PermissionLevel | None:
        """Return a level; None for one that the data file lost."""
        return self._levels.get(level_id)

    def label(self, level_id: str) -> str:
        """Return a level's label; the id itself for one that the data file lost."""
        level = self._levels.get(level_id)
        return _(level.label) if level else level_id

    def power(self, level_id: str) -> int:
        """Return how many operations a level allows; 0 for one that the data file lost."""
        level = self._levels.get(level_id)
        return len(level.operations) if level else 0

    def enough(
        self, level_id: str, calls: frozenset[str], *, reports_api: bool
    ) -> PermissionLevel | None:
        """Return the least level that allows *calls*, where that allows less than *level_id*."""
        given = self._levels.get(level_id)
        if given is None or not calls:
            return None
        serving = [
            level
            for level in self.offered(reports_api=reports_api)
            if calls <= level.operations < given.operations
        ]
        return min(serving, key=lambda level: len(level.operations), default=None)

    def offered(self, *, reports_api: bool) -> list[PermissionLevel]:
        """Return the levels that an organisation can give, in order."""
        return [level for level in self if reports_api or not level.needs_reports_api]

    def require(self, level_id: str, *, reports_api: bool) -> PermissionLevel:
        """Return the level if it exists and is enabled; raise FieldError if not."""
        level = self._levels.get(level_id)
        if level is None:
            raise FieldError(
                "permission",
                _("There is no permission level “{id}”. Choose one of: {ids}.").format(
                    id=level_id, ids=", ".join(self._levels)
                ),
            )
        if level.needs_reports_api and not reports_api:
            raise FieldError(
                "permission",
                _(
                    "{label} needs the reports API, which is not enabled for this organisation. "
                    "Enable it in Preferences if the portal offers this level."
                ).format(label=_(level.label)),
            )
        return level
