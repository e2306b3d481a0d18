"""Writes what the import of a document brings, in the order in which the database takes it.

What only one record may have is given up by the one that has it, before another gets it.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from app.core.audit import Act, Thing
from app.core.document_plan import Change, Work
from app.core.ordering import named_first
from app.core.organisation import Account, Organisation
from app.core.preference import MY_ACCOUNT
from app.core.progress import Progress
from app.core.replacement import Replacement
from app.core.use import Use
from app.services import facts
from app.services.facts import Recorded
from app.services.settings import Settings
from app.services.workplace import Workplace

_STEP = 20
T_contra = TypeVar("T_contra", contravariant=True)
R = TypeVar("R", bound=Recorded)


class Shelf(Protocol[T_contra]):
    """Where things of one kind are stored."""

    def add(self, one: T_contra, /) -> None:
        """Store a new one."""

    def update(self, one: T_contra, /) -> None:
        """Store what changed."""


class DocumentWriter:
    """Writes the *work* of one plan, in the running change."""

    def __init__(self, workplace: Workplace, work: Work, report: Progress) -> None:
        self._workplace = workplace
        self._inventory = workplace.inventory
        self._work = work
        self._report = report
        self._done = 0
        self._applications: dict[str, str] = {}

    def write(self) -> None:
        """Write everything; raise CancelledError."""
        work, inventory = self._work, self._inventory
        self._give_names_up()
        self._put(Thing.ORGANISATION, inventory.organisations, work.organisations)
        self._put(Thing.ACCOUNT, inventory.accounts, work.accounts)
        self._give_way()
        self._put(Thing.APPLICATION, inventory.applications, work.applications)
        self._write_keys()
        self._applications = {
            one.id: one.name
            for one in (*inventory.applications.all(), *inventory.applications.removed())
        }
        self._write_uses()
        self._write_replacements()
        self._write_todos()
        settings = Settings(self._workplace)
        for name, text in work.preferences.items():
            settings.set_text(name, text)
        self._report(work.count, work.count)

    def _step(self) -> None:
        """Count one record that is written."""
        if self._done % _STEP == 0:
            self._report(self._done, self._work.count)
        self._done += 1

    def _give_names_up(self) -> None:
        """Let organisations that get another name, or give way, go without theirs meanwhile."""
        gone = self._work.giving_way.organisation
        renamed = [
            one.before
            for one in self._work.organisations
            if one.before is not None and one.before.name != one.after.name
        ]
        for one in (*renamed, *((gone,) if gone is not None else ())):
            self._inventory.organisations.update(replace(one, name=one.id))

    def _give_way(self) -> None:
        """Remove what the set-up made, now that the document's is there."""
        way = self._work.giving_way
        for one in way.moved:
            self._inventory.accounts.update(one.after)
            self._edited(Thing.ACCOUNT, one)
        if way.account is not None and way.account_becomes is not None:
            Settings(self._workplace).set_text(MY_ACCOUNT.name, way.account_becomes)
            self._inventory.accounts.remove(way.account)
            self._removed(Thing.ACCOUNT, way.account)
        if way.organisation is not None:
            self._inventory.organisations.remove(way.organisation)
            self._removed(Thing.ORGANISATION, way.organisation)

    def _removed(self, thing: Thing, one: Organisation | Account) -> None:
        self._workplace.record(Act.REMOVED, thing, one.id, before=facts.of(one))

    def _edited(self, thing: Thing, one: Change[Recorded]) -> None:
        if one.before is not None:
            old, new = facts.changed(one.before, one.after)
            self._workplace.record(Act.EDITED, thing, one.after.id, before=old, after=new)

    def _put(self, thing: Thing, shelf: Shelf[R], changes: Iterable[Change[R]]) -> None:
        """Store new and changed records of one kind, and tell the trail."""
        for one in changes:
            self._step()
            if one.before is None:
                shelf.add(one.after)
                told = facts.of(one.after)
                self._workplace.record(Act.CREATED, thing, one.after.id, after=told)
            else:
                shelf.update(one.after)
                self._edited(thing, one)

    def _write_keys(self) -> None:
        keys, values = self._inventory.keys, self._work.values
        known = [one for one in self._work.keys if one.before is not None]
        for one in known:
            self._step()
            if one.after != one.before:
                keys.update(one.after)
                self._edited(Thing.KEY, one)
        for one in known:
            if one.after.id in values:
                keys.fill_value(one.after, values[one.after.id])
                self._workplace.record(Act.VALUE_FILLED, Thing.KEY, one.after.id)
        for one in self._work.keys:
            if one.before is None:
                self._step()
                keys.add(one.after, values.get(one.after.id))
                told = facts.of(one.after)
                self._workplace.record(Act.ADDED, Thing.KEY, one.after.id, after=told)

    def _write_uses(self) -> None:
        uses, changes = self._inventory.uses, self._work.uses
        known = [(one.before, one.after) for one in changes if one.before is not None]
        for before, after in known:
            ended = after.ended_at or after.since
            uses.update(replace(after, ended_at=ended, moved_to=before.moved_to))
        new = [one.after for one in changes if one.before is None]
        for use in named_first(new, lambda one: one.moved_to):
            self._step()
            uses.add(use)
        for _before, after in known:
            self._step()
            uses.update(after)
        for one in changes:
            self._tell_of_use(one)

    def _tell_of_use(self, change: Change[Use]) -> None:
        """Tell the key's trail of a use, as if it were begun, moved or ended now."""
        before, use = change.before, change.after
        told: dict[str, object] = {
            "application": use.application,
            "name": self._applications[use.application],
            "use": use.id,
        }
        if before is None:
            self._workplace.record(Act.USED, Thing.KEY, use.key, after=told)
        if use.is_open:
            back = before is not None and not before.is_open
            act = Act.MOVED_BACK if back else Act.EDITED
        else:
            act = Act.MOVED if use.is_moved else Act.LEFT
            told |= {"note": use.note, **self._target(use)}
        if before is not None or not use.is_open:
            self._workplace.record(act, Thing.KEY, use.key, after=told)

    def _target(self, use: Use) -> dict[str, str]:
        if use.moved_to is None:
            return {}
        key = self._inventory.keys.get(self._inventory.uses.get(use.moved_to).key)
        return {"to": key.id, "to_name": key.name}

    def _write_replacements(self) -> None:
        replacements, changes = self._inventory.replacements, self._work.replacements
        known = [one.after for one in changes if one.before is not None]
        for one in known:
            replacements.update(replace(one, cancelled_at=one.cancelled_at or one.created_at))
        for change in changes:
            if change.before is None:
                self._step()
                replacements.add(change.after)
        for one in known:
            self._step()
            replacements.update(one)
        for change in changes:
            self._tell_of_replacement(change)

    def _tell_of_replacement(self, change: Change[Replacement]) -> None:
        before, one = change.before, change.after
        told: dict[str, object] = {"reason": one.reason.value, "replacement": one.id}
        if before is None or before.new != one.new:
            if one.new is not None:
                name = self._inventory.keys.get(one.new).name
                by = {"by": one.new, "name": name}
                self._workplace.record(Act.REPLACED, Thing.KEY, one.old, after=told | by)
            else:
                day = "" if one.planned_on is None else one.planned_on.isoformat()
                self._workplace.record(Act.PLANNED, Thing.KEY, one.old, after=told | {"on": day})
        act = Act.CLOSED if one.closed_at is not None else Act.REOPENED
        act = Act.CANCELLED if one.cancelled_at is not None else act
        if one.is_running != (before is None or before.is_running):
            about = {"old": one.old, "new": one.new}
            self._workplace.record(act, Thing.REPLACEMENT, one.id, after=about)

    def _write_todos(self) -> None:
        todos = self._inventory.todos
        for change in self._work.todos:
            self._step()
            before, one = change.before, change.after
            if before is None:
                todos.add(one)
            else:
                todos.update(one)
            if one.done_at is not None and (before is None or before.done_at is None):
                told = {"key": one.key, "kind": one.kind.value}
                self._workplace.record(Act.TICKED, Thing.TODO, one.id, after=told)
