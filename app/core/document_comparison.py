"""Holds records of a document against those that are known, and notes what becomes of each."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from app.core.document import Kind, Remarks
from app.core.document_plan import Change, RecordLine, RecordState
from app.core.ordering import Identified

T = TypeVar("T", bound=Identified)


class Comparison:
    """What becomes of each record, and what is to be said about it."""

    def __init__(self) -> None:
        self.problems = Remarks()
        self.warnings = Remarks()
        self.lines: list[RecordLine] = []
        self.counts: Counter[tuple[Kind, RecordState]] = Counter()

    def note(
        self,
        kind: Kind,
        where: str,
        state: RecordState,
        name: str,
        fields: tuple[str, ...] = (),
    ) -> None:
        """Note what becomes of a record."""
        self.counts[kind, state] += 1
        self.lines.append(RecordLine(kind=kind, where=where, state=state, name=name, fields=fields))

    @contextmanager
    def inspecting(self, kind: Kind, where: str, name: str) -> Iterator["Finding"]:
        """Give what notes the outcome: a problem where one is found inside."""
        before, finding = self.problems.count, Finding()
        yield finding
        state = RecordState.PROBLEM if self.problems.count > before else finding.state
        self.note(kind, where, state, name, finding.fields)

    def compared(
        self,
        kind: Kind,
        things: Sequence[T],
        known: Mapping[str, T],
        fields: Sequence[str],
        *,
        name: Callable[[T], str],
        inspect: Callable[[str, T, T | None], T | None] = lambda _where, thing, _before: thing,
    ) -> list[Change[T]]:
        """Return what is to be written of *things*; of those known, *fields* may change.

        *inspect* is given the place, the record and what it was; it returns the record as it is
        to be, None to leave it out, and may note problems.
        """
        changes: list[Change[T]] = []
        for at, thing in enumerate(things):
            where, before = f"{kind.value}[{at}]", known.get(thing.id)
            with self.inspecting(kind, where, name(thing)) as finding:
                wanted = inspect(where, thing, before)
                finding.settle(before, wanted, fields)
                if finding.change is not None:
                    changes.append(finding.change)
        return changes


class Finding:
    """What becomes of one record."""

    def __init__(self) -> None:
        self.state = RecordState.SAME
        self.fields: tuple[str, ...] = ()
        self.change: Change[Any] | None = None

    def settle(self, before: Any, wanted: Any, fields: Sequence[str]) -> None:
        """Compare what is known with what is wanted: None of that leaves it out."""
        if wanted is None:
            self.state = RecordState.LEFT_OUT
        elif before is None:
            self.state, self.change = RecordState.NEW, Change(None, wanted)
        else:
            self.fields = tuple(
                one for one in fields if getattr(before, one) != getattr(wanted, one)
            )
            if self.fields:
                after = replace(before, **{one: getattr(wanted, one) for one in self.fields})
                self.state, self.change = RecordState.CHANGED, Change(before, after)

    def fill(self, before: Any) -> None:
        """Note that a value is filled in besides."""
        self.state = RecordState.CHANGED
        self.fields = (*self.fields, "value")
        self.change = self.change or Change(before, before)


def after_all(known: Mapping[str, T], changes: Sequence[Change[T]]) -> dict[str, T]:
    """Return everything as it is once *changes* are made, by id."""
    return {**known, **{str(one.after.id): one.after for one in changes}}
