"""Imports: a file is read, what it would do is planned, and done all or not at all."""

from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import PurePath

from app.core import column_map, importing, text
from app.core.access import VaultState
from app.core.audit import Act, Thing
from app.core.backup import Why
from app.core.column_map import ColumnMap
from app.core.errors import FieldError, ImportRefusedError, VaultLockedError
from app.core.identity import ApplicationId, KeyId, UseId, new_id
from app.core.import_plan import Choices, ImportPlan, Known, Line, LineState
from app.core.key import Key
from app.core.key_table import COLUMNS
from app.core.ordering import named_first
from app.core.progress import Progress
from app.core.secret import Secret
from app.core.sheet import Sheet, SheetReader
from app.core.use import Use
from app.services import facts
from app.services.backups import Backups
from app.services.column_memory import ColumnMemory
from app.services.key_list import KeyList, every_key
from app.services.organisations import Organisations
from app.services.uses import Uses
from app.services.workplace import NO_PROGRESS, Workplace

_STEP = 20
_TEMPLATES = (".csv", ".xlsx")
TEMPLATE = tuple(
    one
    for one in COLUMNS
    if one
    in {
        "name",
        "permission",
        "organisation",
        "owner",
        "ending",
        "value",
        "expires_on",
        "notes",
        "also_tell",
        "applications",
    }
)
"""The columns of the file to fill in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came in."""

    new: int
    changed: int
    same: int
    made: tuple[str, ...] = ()
    """What was made besides keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A file that is to come in: its name, its table, and what was chosen for it."""

    name: str
    sheet: Sheet = field(repr=False)
    choices: Choices


class Imports:
    """Brings keys in out of files."""

    def __init__(self, workplace: Workplace, keys: KeyList, reader: SheetReader) -> None:
        self._workplace = workplace
        self._keys = keys
        self._uses = Uses(workplace)
        self._reader = reader
        self._memory = ColumnMemory(workplace)
        self._organisations = Organisations(workplace)

    def read(self, path: str, report: Progress = NO_PROGRESS, *, sheet: str = "") -> Intake:
        """Read the file at *path*, its columns as they were remembered or are recognised.

        Raise a SheetError, FieldError or CancelledError.
        """
        table = self._reader.read(path, report, sheet=sheet)
        if any(text.holds_uuid(header) for header in table.headers):  # it is a key, not a name
            raise FieldError(
                "file",
                _("The first line does not name the columns. Put their names above the keys."),
            )
        return Intake(
            name=PurePath(path).name,
            sheet=table,
            choices=Choices(columns=self.columns(table)),
        )

    def columns(self, sheet: Sheet) -> ColumnMap:
        """Return which columns are which fields: as remembered, else as recognised."""
        return self._memory.recall(sheet.headers) or column_map.recognised(sheet.headers)

    def template(self, ending: str) -> bytes:
        """Return a file to fill in, as .csv or .xlsx; raise FieldError."""
        if ending not in _TEMPLATES:
            raise FieldError("file", _("A template is a .csv or an .xlsx file."))
        return self._reader.template(ending, TEMPLATE)

    def plan(self, intake: Intake, report: Progress = NO_PROGRESS) -> ImportPlan:
        """Return what an import would do now; nothing is written.

        Raise VaultLockedError or CancelledError.
        """
        if self._workplace.inventory.access.state is not VaultState.OPEN:
            raise VaultLockedError
        return importing.plan(intake.sheet, intake.choices, self._known(), report)

    def run(self, intake: Intake, report: Progress = NO_PROGRESS) -> Imported:
        """Import all of a file, after a backup where a folder is chosen; it cannot be undone.

        Raise ImportRefusedError where any line has a problem, VaultLockedError, a StorageError or
        CancelledError: then nothing was imported.
        """
        if self._workplace.inventory.access.state is not VaultState.OPEN:
            raise VaultLockedError
        Backups(self._workplace).before(Why.IMPORT, report)
        with self._workplace.change():
            plan = self.plan(intake, report)
            if plan.problems:
                raise ImportRefusedError(count=len(plan.problems), name=intake.name)
            self._make(plan)
            lines = _predecessors_first(plan)
            for number, line in enumerate(lines):
                if number % _STEP == 0:
                    report(number, len(lines))
                self._store(line)
            report(len(lines), len(lines))
            self._memory.remember(intake.sheet.headers, intake.choices.columns)
            done = Imported(
                new=plan.count(LineState.NEW),
                changed=plan.count(LineState.CHANGED),
                same=plan.count(LineState.SAME),
                made=plan.makes.names,
            )
            self._record(intake, plan, done)
        return done

    def _known(self) -> Known:
        inventory = self._workplace.inventory
        keys = {key.id: key for key in every_key(self._keys)}
        uses: dict[KeyId, set[ApplicationId]] = {}
        for use in inventory.uses.all(ended=False):
            uses.setdefault(use.key, set()).add(use.application)
        return Known(
            keys=keys,
            holder=self._holder,
            organisations=inventory.organisations.all(),
            accounts=inventory.accounts.all(),
            applications=inventory.applications.all(),
            uses={key: frozenset(some) for key, some in uses.items()},
            levels=self._workplace.levels,
            home=self._organisations.default(),
            me=self._workplace.my_account(),
            now=self._workplace.now(),
            new_id=new_id,
        )

    def _holder(self, value: Secret) -> KeyId | None:
        key = self._workplace.inventory.keys.holder_of(value)
        return None if key is None else key.id

    def _make(self, plan: ImportPlan) -> None:
        inventory, record = self._workplace.inventory, self._workplace.record
        for organisation in plan.makes.organisations:
            inventory.organisations.add(organisation)
            told = facts.of(organisation)
            record(Act.CREATED, Thing.ORGANISATION, organisation.id, after=told)
        for account in plan.makes.accounts:
            inventory.accounts.add(account)
            record(Act.CREATED, Thing.ACCOUNT, account.id, after=facts.of(account))
        for application in plan.makes.applications:
            inventory.applications.add(application)
            record(Act.CREATED, Thing.APPLICATION, application.id, after=facts.of(application))

    def _store(self, line: Line) -> None:
        match line.state:
            case LineState.NEW if line.key is not None:
                self._add(line, line.key)
            case LineState.CHANGED if line.key is not None:
                self._change(line, line.key)
            case _:
                pass

    def _add(self, line: Line, key: Key) -> None:
        self._workplace.inventory.keys.add(key, line.value)
        self._workplace.record(Act.ADDED, Thing.KEY, key.id, after=facts.of(key))
        for application_id in line.applications:
            use = Use(
                id=UseId(new_id()),
                application=application_id,
                key=key.id,
                since=self._workplace.now(),
                begun_by=self._workplace.actor,
            )
            self._workplace.inventory.uses.add(use)
            name = self._workplace.inventory.applications.get(application_id).name
            told = {"application": application_id, "name": name, "use": use.id}
            self._workplace.record(Act.USED, Thing.KEY, key.id, after=told)

    def _change(self, line: Line, key: Key) -> None:
        keys, record = self._workplace.inventory.keys, self._workplace.record
        before = keys.get(key.id)
        old, new = facts.changed(before, key)
        if new:
            keys.update(key)
            record(Act.EDITED, Thing.KEY, key.id, before=old, after=new)
        if line.value is not None:
            keys.fill_value(key, line.value)
            record(Act.VALUE_FILLED, Thing.KEY, key.id)
        for application_id in line.applications:
            self._uses.add(application_id, key.id)

    def _record(self, intake: Intake, plan: ImportPlan, done: Imported) -> None:
        self._workplace.record(
            Act.IMPORTED,
            Thing.INVENTORY,
            "",
            after={
                "file": intake.name,
                "source": plan.source.value,
                "new": done.new,
                "changed": done.changed,
                "same": done.same,
            },
        )


def _predecessors_first(plan: ImportPlan) -> list[Line]:
    """Return the lines so that each key comes after the one that it took the place of."""
    lines = {line.key.id: line for line in plan.lines if line.key is not None}
    keys = (line.key for line in lines.values() if line.key is not None)
    return [lines[key.id] for key in named_first(keys, lambda key: key.predecessor)]
