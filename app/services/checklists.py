"""Replacements with all that their state depends on, read together."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from app.core.application import Application
from app.core.errors import TamperedError
from app.core.identity import ApplicationId, KeyId
from app.core.replacement import Checklist, Replacement
from app.core.use import Place, Use, steps
from app.services.workplace import Workplace

Id = TypeVar("Id", bound=str)
T = TypeVar("T")


class Checklists:
    """Reads checklists: the keys, and the places that use the old one or did."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def of(self, replacements: Sequence[Replacement]) -> list[Checklist]:
        """Return the checklist of each of *replacements*."""
        inventory = self._workplace.inventory
        ids = {key for one in replacements for key in (one.old, one.new) if key is not None}
        keys = inventory.keys.some(ids)
        uses = by_key(inventory.uses.of_keys(one.old for one in replacements))
        applications = inventory.applications.some(
            use.application for some in uses.values() for use in some
        )
        return [
            Checklist(
                replacement=one,
                old=referred(keys, one.old),
                new=None if one.new is None else referred(keys, one.new),
                steps=places(steps(uses.get(one.old, ())), applications),
            )
            for one in replacements
        ]


def by_key(uses: Iterable[Use]) -> dict[KeyId, list[Use]]:
    """Group *uses* by their keys."""
    found: dict[KeyId, list[Use]] = {}
    for use in uses:
        found.setdefault(use.key, []).append(use)
    return found


def referred(things: Mapping[Id, T], wanted: Id) -> T:
    """Return what a record refers to; raise TamperedError where that is gone."""
    found = things.get(wanted)
    if found is None:
        raise TamperedError(name=wanted)
    return found


def places(
    uses: Iterable[Use], applications: Mapping[ApplicationId, Application]
) -> tuple[Place, ...]:
    """Return *uses* with their applications, by name."""
    found = [Place(use, referred(applications, use.application)) for use in uses]
    return tuple(sorted(found, key=lambda place: (place.application.name.casefold(), place.use.id)))
