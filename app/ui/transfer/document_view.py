"""A document on the import page: what it would bring in of each kind, and its records."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.document import Kind, PlacedRemark
from app.core.document_plan import DocumentPlan, RecordLine, RecordState
from app.core.progress import Progress
from app.services.documents import DocumentIntake
from app.services.suite import Services
from app.ui import dates
from app.ui.kit.chips import Chip
from app.ui.kit.theme import Theme
from app.ui.transfer.counts_card import CountsCard
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
from app.ui.transfer.table_view import keys_verb, nothing_to_do, problems_told


class DocumentView(ImportView[DocumentIntake]):
    """Shows what an inventory in JSON would bring in."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.counts = CountsCard()
        lines = LinesCard(theme, _("Records"))
        super().__init__(self.counts, lines, lines=lines, parent=parent)
        self.counts.preferences_chosen.connect(self._on_preferences)

    def take(self, found: DocumentIntake) -> None:
        """Override ImportView.take."""
        self._intake = found

    def plan(self, services: Services, intake: DocumentIntake, report: Progress) -> DocumentPlan:
        """Override ImportView.plan."""
        return services.documents.plan(intake, report)

    def run(self, services: Services, intake: DocumentIntake, report: Progress) -> DocumentPlan:
        """Override ImportView.run."""
        return services.documents.run(intake, report)

    def show_plan(self, plan: DocumentPlan) -> Offer:
        """Override ImportView.show_plan."""
        self.counts.show_plan(plan)
        self.lines.show_groups(_groups(plan))
        told = _("{file}, an inventory that {who} exported on {day} with {program}.")
        line = told.format(
            file=self.name(),
            who=plan.made_by,
            day=dates.day_text(plan.made_at.date()),
            program=plan.program,
        )
        count = plan.count(RecordState.NEW, Kind.KEY) + plan.count(RecordState.CHANGED, Kind.KEY)
        return Offer(line=line, verb=keys_verb(count) if count else _("&Import"), why=_why(plan))

    def told(self, done: DocumentPlan) -> str:
        """Override ImportView.told."""
        counts = {state.value: done.count(state, Kind.KEY) for state in RecordState}
        written = done.count(RecordState.NEW) + done.count(RecordState.CHANGED)
        others = written - counts[RecordState.NEW] - counts[RecordState.CHANGED]
        told = _("Imported: {new} keys new, {changed} changed, {same} the same; {n} other records.")
        return told.format(n=others, **counts)

    def _on_preferences(self, wanted: bool) -> None:  # noqa: FBT001 - what a box says
        if self._intake is not None:
            self._intake = replace(self._intake, preferences=wanted)
            self.changed.emit()


def _why(plan: DocumentPlan) -> str:
    if plan.problem_count:
        return problems_told(plan.problem_count)
    return "" if plan.does_something else nothing_to_do()


def _groups(plan: DocumentPlan) -> list[Group]:
    def of(state: RecordState) -> Iterator[ShownLine]:
        return (_line(one) for one in plan.lines if one.state is state)

    left_out = Chip(RecordState.LEFT_OUT.value, _("Left out"), plan.count(RecordState.LEFT_OUT))
    chips = (
        (RecordState.NEW, new_chip(RecordState.NEW.value, plan.count(RecordState.NEW))),
        (
            RecordState.CHANGED,
            changed_chip(RecordState.CHANGED.value, plan.count(RecordState.CHANGED)),
        ),
        (RecordState.SAME, same_chip(RecordState.SAME.value, plan.count(RecordState.SAME))),
        (RecordState.LEFT_OUT, left_out),
    )
    return [
        problems_group(plan.problem_count, lambda: map(_remark, plan.problems)),
        *(Group(chip, partial(of, state)) for state, chip in chips),
        warnings_group(len(plan.warnings), lambda: map(_remark, plan.warnings)),
    ]


def _remark(one: PlacedRemark) -> ShownLine:
    return one.told, one.where


def _line(one: RecordLine) -> ShownLine:
    if not one.fields:
        return one.name, one.where
    told = _("changes: {fields}").format(fields=", ".join(one.fields))
    return one.name, f"{one.where}, {told}"
