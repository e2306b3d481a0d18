"""A table on the import page: what is chosen for it, its lines and its columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtWidgets import QWidget

from app.core.column_map import SOURCE_WORDS
from app.core.import_plan import ImportPlan, Line, LineState, Remark
from app.core.organisation import Organisation
from app.core.permission import PermissionLevels
from app.core.progress import Progress
from app.services.imports import Imported, Intake
from app.services.suite import Services
from app.ui.kit.icons import Icons
from app.ui.transfer.choices_card import ChoicesCard
from app.ui.transfer.columns_card import ColumnsCard
from app.ui.transfer.import_view import ImportView, Offer
from app.ui.transfer.lines_card import (
    Group,
    LinesCard,
    ShownLine,
    changed_chip,
    new_chip,
    problems_group,
    same_chip,
    warnings_group,
)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as it was read, and the organisations to choose from."""

    intake: Intake
    organisations: Sequence[Organisation]


def read_table(services: Services, path: str) -> ReadTable:
    """Return the table in the file at *path*; raise a SheetError or FieldError."""
    return ReadTable(services.imports.read(path), services.organisations.all())


class TableView(ImportView[Intake]):
    """Shows what the lines of a table would bring in."""

    def __init__(
        self, icons: Icons, levels: PermissionLevels, parent: QWidget | None = None
    ) -> None:
        self.choices = ChoicesCard(icons)
        self.columns = ColumnsCard()
        lines = LinesCard(icons.theme, _("Lines"))
        super().__init__(self.choices, lines, self.columns, lines=lines, parent=parent)
        self._levels = levels
        self.choices.changed.connect(self.changed)
        self.columns.changed.connect(self.changed)

    def take(self, found: ReadTable) -> None:
        """Override ImportView.take."""
        self._intake = found.intake
        self.choices.offer(found.organisations, self._levels)
        self.columns.show_sheet(found.intake.sheet, found.intake.choices.columns)

    def forget(self) -> None:
        """Override ImportView.forget."""
        super().forget()
        self.columns.forget()

    def intake(self) -> Intake | None:
        """Override ImportView.intake."""
        if self._intake is not None:
            before = replace(self._intake.choices, columns=self.columns.columns)
            self._intake = replace(self._intake, choices=self.choices.choices(before))
        return self._intake

    def plan(self, services: Services, intake: Intake, report: Progress) -> ImportPlan:
        """Override ImportView.plan."""
        return services.imports.plan(intake, report)

    def run(self, services: Services, intake: Intake, report: Progress) -> Imported:
        """Override ImportView.run."""
        return services.imports.run(intake, report)

    def show_plan(self, plan: ImportPlan) -> Offer:
        """Override ImportView.show_plan."""
        self.choices.show_plan(plan)
        self.lines.show_groups(_groups(plan))
        rows = 0 if self._intake is None else len(self._intake.sheet.rows)
        told = ngettext(
            "{file}, from {source}: {n} line.", "{file}, from {source}: {n} lines.", rows
        )
        line = told.format(file=self.name(), source=_(SOURCE_WORDS[plan.source]), n=rows)
        count = plan.count(LineState.NEW) + plan.count(LineState.CHANGED)
        return Offer(line=line, verb=keys_verb(count), why=_why(plan))

    def told(self, done: Imported) -> str:
        """Override ImportView.told."""
        told = _("Imported: {new} new, {changed} changed, {same} the same.")
        return told.format(new=done.new, changed=done.changed, same=done.same)


def keys_verb(count: int) -> str:
    """Return what the button says that imports so many keys."""
    return ngettext("&Import {n} key", "&Import {n} keys", count).format(n=count)


def problems_told(count: int) -> str:
    """Say that problems keep the file from coming in."""
    return ngettext(
        "{n} problem: nothing is imported before it is mended.",
        "{n} problems: nothing is imported before they are mended.",
        count,
    ).format(n=count)


def nothing_to_do() -> str:
    """Say that the file brings nothing."""
    return _("Everything in the file is in the inventory already.")


def _why(plan: ImportPlan) -> str:
    if plan.problems:
        return problems_told(len(plan.problems))
    return "" if plan.does_something else nothing_to_do()


def _groups(plan: ImportPlan) -> list[Group]:
    def of(state: LineState) -> Iterator[ShownLine]:
        return (_line(one) for one in plan.lines if one.state is state)

    chips = (
        (LineState.NEW, new_chip),
        (LineState.CHANGED, changed_chip),
        (LineState.SAME, same_chip),
    )
    return [
        problems_group(len(plan.problems), lambda: map(_remark, plan.problems)),
        *(Group(chip(state.value, plan.count(state)), partial(of, state)) for state, chip in chips),
        warnings_group(len(plan.warnings), lambda: map(_remark, plan.warnings)),
    ]


def _remark(one: Remark) -> ShownLine:
    if one.column:
        where = _("Line {n}, column {column}").format(n=one.line, column=one.column)
    else:
        where = _("Line {n}").format(n=one.line)
    return one.told, where


def _line(one: Line) -> ShownLine:
    where = _("Line {n}").format(n=one.number)
    if one.key is not None and one.state is LineState.NEW:
        told = _("expires on {day}").format(day=one.key.expires_on.isoformat())
        return one.name, f"{where}, {told}"
    if one.fields and one.key is not None:
        told = _("changes: {fields}").format(fields=", ".join(one.fields))
        return one.key.name, f"{where}, {told}"
    return one.name or (one.key.name if one.key is not None else ""), where
