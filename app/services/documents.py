"""Documents that come in: a whole inventory, or a part of one, that was exported as JSON."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath

from app.core import document_planning, preference
from app.core.access import VaultState
from app.core.audit import Act, Thing
from app.core.backup import Why
from app.core.document import DocumentReader, Kind, ReadDocument
from app.core.document_plan import DocumentPlan, KnownInventory, RecordState
from app.core.document_reading import read_document
from app.core.errors import DocumentRefusedError, VaultLockedError
from app.core.identity import KeyId
from app.core.progress import Progress
from app.core.secret import Secret
from app.services.backups import Backups
from app.services.document_writer import DocumentWriter
from app.services.key_list import KeyList, every_key
from app.services.workplace import NO_PROGRESS, Workplace

SOURCE = "json"
"""What the trail calls a document, as it calls tables by their sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentIntake:
    """A document that is to come in, and what was chosen for it."""

    name: str
    read: ReadDocument = field(repr=False)
    preferences: bool | None = None
    """Whether preferences come in; None for where the inventory is as it was set up."""


class Documents:
    """Brings documents in."""

    def __init__(self, workplace: Workplace, keys: KeyList, reader: DocumentReader) -> None:
        self._workplace = workplace
        self._keys = keys
        self._reader = reader

    def fits(self, path: str) -> bool:
        """Tell whether the file at *path* is JSON, and no table."""
        return self._reader.fits(path)

    def read(self, path: str, report: Progress = NO_PROGRESS) -> DocumentIntake:
        """Read the document at *path*; what is wrong inside it stands in its plan.

        Raise a SheetError or CancelledError.
        """
        name = PurePath(path).name
        data = self._reader.read(path, report)
        return DocumentIntake(name=name, read=read_document(data, name))

    def plan(self, intake: DocumentIntake, report: Progress = NO_PROGRESS) -> DocumentPlan:
        """Return what an import would do now; nothing is written.

        Raise VaultLockedError or CancelledError.
        """
        self._require_open()
        known = self._known(intake.read.document.values.values())
        return document_planning.plan(
            intake.read, known, preferences=intake.preferences, progress=report
        )

    def run(self, intake: DocumentIntake, report: Progress = NO_PROGRESS) -> DocumentPlan:
        """Import a document, after a backup where a folder is chosen; it cannot be undone.

        Return what was done. Raise DocumentRefusedError where there is a problem,
        VaultLockedError, a StorageError or CancelledError: then nothing was imported.
        """
        self._require_open()
        Backups(self._workplace).before(Why.IMPORT, report)
        with self._workplace.change():
            plan = self.plan(intake, report)
            if plan.problem_count:
                raise DocumentRefusedError(count=plan.problem_count, name=intake.name)
            DocumentWriter(self._workplace, plan.work, report).write()
            self._record(intake, plan)
        return plan

    def _require_open(self) -> None:
        if self._workplace.inventory.access.state is not VaultState.OPEN:
            raise VaultLockedError

    def _known(self, values: Iterable[Secret]) -> KnownInventory:
        inventory = self._workplace.inventory
        stored = inventory.preferences.load()
        return KnownInventory(
            organisations=inventory.organisations.all(),
            accounts=inventory.accounts.all(),
            applications=[*inventory.applications.all(), *inventory.applications.removed()],
            keys={key.id: key for key in every_key(self._keys)},
            uses=inventory.uses.all(),
            replacements=[*inventory.replacements.running(), *inventory.replacements.ended(None)],
            todos=[*inventory.todos.all(done=False), *inventory.todos.all(done=True)],
            preferences={one.name: stored.text(one) for one in preference.ALL},
            holders=self._holders(values),
            value_of=inventory.keys.value_of,
            levels=self._workplace.levels,
            kinds=self._workplace.kinds,
            me=self._workplace.my_account(),
        )

    def _holders(self, values: Iterable[Secret]) -> dict[str, KeyId]:
        """Return which keys, superseded ones left out, have some of *values*."""
        asked = list(values)
        found = zip(asked, self._workplace.inventory.values.holders(asked), strict=True)
        return {
            value.reveal(): key.id
            for value, key in found
            if key is not None and key.superseded_at is None
        }

    def _record(self, intake: DocumentIntake, plan: DocumentPlan) -> None:
        written = {
            kind.value: plan.count(RecordState.NEW, kind) + plan.count(RecordState.CHANGED, kind)
            for kind in Kind
        }
        self._workplace.record(
            Act.IMPORTED,
            Thing.INVENTORY,
            "",
            after={
                "file": intake.name,
                "source": SOURCE,
                "new": plan.count(RecordState.NEW, Kind.KEY),
                "changed": plan.count(RecordState.CHANGED, Kind.KEY),
                "same": plan.count(RecordState.SAME, Kind.KEY),
                **{name: count for name, count in written.items() if count},
            },
        )
