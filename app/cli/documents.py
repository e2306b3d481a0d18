"""keyholder import, of an inventory in JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from gettext import gettext as _
from gettext import ngettext

from app.cli.output import note, say, say_json
from app.core.document import KIND_WORDS, Kind, PlacedRemark
from app.core.document_plan import DocumentPlan, RecordState
from app.core.errors import DocumentRefusedError, FieldError
from app.services.suite import Services

_STATES = (RecordState.NEW, RecordState.CHANGED, RecordState.SAME, RecordState.LEFT_OUT)


def require_none_of(given: Mapping[str, object]) -> None:
    """Raise FieldError where an option about tables is *given*."""
    for name, value in given.items():
        if value:
            option = {"maps": "map"}.get(name, name.replace("_", "-"))
            told = _("JSON has no columns: --{option} does not apply to it.").format(option=option)
            raise FieldError(name, told)


def import_document(
    services: Services, file: str, *, preferences: bool | None, dry_run: bool, as_json: bool
) -> None:
    """Import the document in *file* and say what came of it; raise DocumentRefusedError."""
    intake = replace(services.documents.read(file), preferences=preferences)
    plan = services.documents.plan(intake)
    if not as_json:
        _tell_remarks(plan)
    if not plan.problem_count and not dry_run:
        plan = services.documents.run(intake)
    if as_json:
        say_json(_record(plan, imported=not dry_run and not plan.problem_count))
    elif dry_run or not plan.problem_count:
        _tell(plan, dry_run=dry_run)
    if plan.problem_count:
        raise DocumentRefusedError(count=plan.problem_count, name=intake.name)


def _tell_remarks(plan: DocumentPlan) -> None:
    for one in (*plan.problems, *plan.warnings):
        note(f"{one.where}: {one.told}")
    for told in plan.notes:
        note(told)


def _tell(plan: DocumentPlan, *, dry_run: bool) -> None:
    said = _("Read as an inventory that {who} exported on {day} with {program}.")
    day = plan.made_at.date().isoformat()
    say(said.format(who=plan.made_by, day=day, program=plan.program))
    for kind in Kind:
        told = _("{kind}: {new} new, {changed} changed, {same} the same, {left_out} left out.")
        counts = {state.value: plan.count(state, kind) for state in _STATES}
        say(told.format(kind=_(KIND_WORDS[kind]), **counts))
    if dry_run:
        count = plan.problem_count
        problems = ngettext("{n} problem.", "{n} problems.", count).format(n=count)
        say(f"{problems} " + _("Nothing was written."))


def _record(plan: DocumentPlan, *, imported: bool) -> dict[str, object]:
    return {
        "source": "json",
        "imported": imported,
        "made": {"at": plan.made_at.isoformat(), "by": plan.made_by, "program": plan.program},
        "preferences_taken": plan.with_preferences,
        **{
            kind.value: {state.value: plan.count(state, kind) for state in RecordState}
            for kind in Kind
        },
        "notes": list(plan.notes),
        "problem_count": plan.problem_count,
        "problems": list(_as_json(plan.problems)),
        "warnings": list(_as_json(plan.warnings)),
        "records": [
            {
                "kind": one.kind.value,
                "where": one.where,
                "state": one.state.value,
                "name": one.name,
                "fields": list(one.fields),
            }
            for one in plan.lines
        ],
    }


def _as_json(remarks: tuple[PlacedRemark, ...]) -> Iterator[dict[str, str]]:
    for one in remarks:
        yield {"where": one.where, "told": one.told}
