"""Searching files for the inventory's own keys, by their fingerprints."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.access import VaultState
from app.core.audit import Act, Thing
from app.core.errors import VaultLockedError
from app.core.key import Key, KeyState
from app.core.progress import Progress
from app.core.scan import FileSearch, Findings, Place, Recogniser, Search
from app.services.workplace import NO_PROGRESS, Workplace

_WORKING = frozenset({KeyState.ACTIVE, KeyState.EXPIRING})


@dataclass(frozen=True, slots=True)
class Hunt:
    """A search that is to be made; work for any thread."""

    search: Search
    files: FileSearch
    recogniser: Recogniser

    def carry_out(self, progress: Progress = NO_PROGRESS) -> Findings:
        """Look into all files; raise CancelledError, or FieldError for a path."""
        return self.files.run(self.search, self.recogniser, progress)


@dataclass(frozen=True, slots=True)
class FoundKey:
    """A place in a file where the value of a key lies, and how the key stands today."""

    place: Place
    key: Key
    state: KeyState

    @property
    def works(self) -> bool:
        """Whether the key works today; one that does not is an application that fails."""
        return self.key.intact and self.state in _WORKING


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came upon, its places in order of path and line."""

    findings: Findings
    places: Sequence[FoundKey]

    @property
    def keys(self) -> int:
        """How many keys lie somewhere."""
        return len({one.key.id for one in self.places})

    @property
    def stopped(self) -> int:
        """At how many places a key lies that does not work."""
        return sum(not one.works for one in self.places)


class FileSearches:
    """Finds keys in files. The vault has to have been opened, and may be locked again."""

    def __init__(self, workplace: Workplace, files: FileSearch) -> None:
        self._workplace = workplace
        self._files = files

    def hunt(self, search: Search) -> Hunt:
        """Return the search as work for any thread; raise VaultLockedError when shut."""
        if self._workplace.inventory.access.state is VaultState.SHUT:
            raise VaultLockedError
        return Hunt(search, self._files, self._workplace.inventory.values.recogniser())

    def settle(self, search: Search, findings: Findings) -> Found:
        """Write into the trail that files were searched, and return what was found."""
        found = self.standing(findings)
        told = {
            "paths": len(search.paths),
            "files": findings.files,
            "places": len(found.places),
            "keys": found.keys,
        }
        with self._workplace.unsealed():
            self._workplace.record(Act.SEARCHED, Thing.INVENTORY, "", after=told)
        return found

    def standing(self, findings: Findings) -> Found:
        """Return what was found, and how each key stands today."""
        keys = self._workplace.inventory.keys.some({one.key for one in findings.places})
        days = self._workplace.days()
        places = [
            FoundKey(one, key, key.state_on(days[key.organisation]))
            for one in sorted(findings.places, key=lambda one: (one.path, one.line))
            if (key := keys.get(one.key)) is not None
        ]
        return Found(findings, places)

    def run(self, search: Search, progress: Progress = NO_PROGRESS) -> Found:
        """Search, all on this thread; raise like the parts of it."""
        return self.settle(search, self.hunt(search).carry_out(progress))
