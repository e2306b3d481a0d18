"""Replacements: planned, begun, followed place by place, closed or cancelled."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from gettext import gettext as _

from app.core import replacement as replacements
from app.core.audit import Act, Thing
from app.core.errors import WrongStateError
from app.core.identity import ApplicationId, KeyId, ReplacementId, new_id
from app.core.key import Key
from app.core.progress import Progress
from app.core.replacement import Reason, Replacement
from app.services.bulk import change_of
from app.services.key_change import KeyChange
from app.services.key_changer import require_kept, require_not_superseded
from app.services.replacement_list import Course, ReplacementList
from app.services.replacement_upkeep import ReplacementUpkeep, Turned
from app.services.uses import Uses
from app.services.workplace import NO_PROGRESS, Workplace


@dataclass(frozen=True, slots=True)
class Plans:
    """What was planned, and how to take it back."""

    planned: tuple[Replacement, ...]
    undo: Callable[[], None]


class Replacements:
    """Replaces keys without breaking what uses them."""

    def __init__(self, workplace: Workplace, uses: Uses, change: KeyChange) -> None:
        self._workplace = workplace
        self._uses = uses
        self._change = change
        self._list = ReplacementList(workplace)
        self._upkeep = ReplacementUpkeep(workplace)

    def plan(
        self, turns: Sequence[tuple[KeyId, date]], reason: Reason, report: Progress = NO_PROGRESS
    ) -> Plans:
        """Plan the replacement of keys, each for a day.

        A plan for a later day is brought forward and gets this reason; those that have a successor
        are left alone.
        """
        former: dict[ReplacementId, Replacement | None] = {}
        planned: list[Replacement] = []
        inventory = self._workplace.inventory
        with change_of(self._workplace, len(turns)):
            keys = inventory.keys.some(key_id for key_id, _day in turns)
            running = {one.old: one for one in inventory.replacements.running()}
            for number, (key_id, day) in enumerate(turns):
                report(number, len(turns))
                key = keys.get(key_id) or inventory.keys.get(key_id)
                require_kept(key)
                before = running.get(key_id)
                after = running[key_id] = self._plan(key, before, reason, day)
                if after != before:
                    former.setdefault(after.id, before)
                    planned.append(after)
        return Plans(tuple(planned), lambda: self._withdraw(former))

    def begin(
        self,
        key: Key,
        new: Key,
        *,
        reason: Reason,
        applications: Sequence[ApplicationId] | None = None,
    ) -> Replacement:
        """Begin to replace *key* by *new*, in the running change.

        *applications* are all that use the old key; None leaves what is recorded. Raise
        WrongStateError where it is being replaced already.
        """
        running = self.require_free(key)
        if applications is not None:
            self._say_who_uses(key, applications)
        planned = running.replacement if running is not None else self._add(key, reason)
        begun = replace(planned, new=new.id, reason=reason, begun_at=self._workplace.now())
        self._workplace.inventory.replacements.update(begun)
        told = {"by": new.id, "name": new.name, "reason": reason.value, "replacement": begun.id}
        self._workplace.record(Act.REPLACED, Thing.KEY, key.id, after=told)
        self._upkeep.follow(self._workplace.inventory.keys.get(key.id))
        return self._workplace.inventory.replacements.get(begun.id)

    def require_free(self, key: Key) -> Course | None:
        """Return the plan to replace *key*, if any; raise WrongStateError if it cannot be begun."""
        require_not_superseded(key)
        running = self._list.running_of(key.id)
        if running is not None and running.new is not None:
            raise WrongStateError(
                name=key.name,
                reason=_("it is being replaced by “{name}” ({id}) already").format(
                    name=running.new.name, id=running.new.id[:8]
                ),
            )
        return running

    def move(
        self,
        replacement_id: ReplacementId,
        application_id: ApplicationId,
        note: str = "",
    ) -> None:
        """Note that an application was given the new key; raise WrongStateError."""
        with self._workplace.change():
            course = self._list.get(replacement_id)
            new = self._require_begun(course)
            for step in course.checklist.steps:
                if step.use.application == application_id and step.use.is_open:
                    self._uses.move(step.use.id, new.id, note)
                    return
            application = self._workplace.inventory.applications.get(application_id)
            raise WrongStateError(name=application.name, reason=_("it has no place to do here"))

    def close(self, replacement_id: ReplacementId, *, disable: bool, remove: bool) -> None:
        """Close a replacement whose places have all moved; raise WrongStateError.

        The old key must have stopped, or be made to: *disable* and *remove* do that first.
        """
        with self._workplace.change():
            course = self._list.get(replacement_id)
            self._require_done(course)
            if disable and not course.old.retired:
                self._change.disable([course.old.id])
            if remove and course.old.removed_at is None:
                self._change.remove([course.old.id])
            course = self._list.get(replacement_id)
            if not course.replacement.is_running:
                return
            if replacements.works_on(course.old, course.day):
                raise WrongStateError(
                    name=course.old.name, reason=_("it still works: disable or remove it first")
                )
            closed = replace(course.replacement, closed_at=self._workplace.now())
            self._upkeep.put(Act.CLOSED, closed)

    def cancel(self, replacement_id: ReplacementId) -> Callable[[], None]:
        """Cancel a replacement; what has moved stays where it is. Return what takes that back."""
        with self._workplace.change():
            course = self._list.get(replacement_id)
            if not course.replacement.is_running:
                raise WrongStateError(name=course.old.name, reason=_("its replacement has ended"))
            cancelled = replace(course.replacement, cancelled_at=self._workplace.now())
            self._upkeep.put(Act.CANCELLED, cancelled)
            turned = self._upkeep.follow(course.old)
        return lambda: self._uncancel(replacement_id, turned)

    def uncancel(self, replacement_id: ReplacementId) -> None:
        """Let a cancelled replacement run again; raise WrongStateError where it cannot."""
        with self._workplace.change():
            course = self._list.get(replacement_id)
            if course.replacement.cancelled_at is None:
                raise WrongStateError(
                    name=course.old.name, reason=_("its replacement is not cancelled")
                )
            self._uncancel(replacement_id, ())

    def _plan(self, key: Key, before: Replacement | None, reason: Reason, day: date) -> Replacement:
        """Plan to replace *key*, or bring the plan that there was *before* forward."""
        if before is None:
            after = self._add(key, reason, planned_on=day)
        else:
            after = before.brought_forward(day, reason)
            if after == before:
                return before
            self._workplace.inventory.replacements.update(after)
        self._tell_planned(after)
        return after

    def _withdraw(self, former: Mapping[ReplacementId, Replacement | None]) -> None:
        """Take plans back where there is no successor yet; the others go on."""
        with self._workplace.change():
            for replacement_id, before in former.items():
                now = self._workplace.inventory.replacements.get(replacement_id)
                if not now.is_running or now.new is not None:
                    continue
                if before is None:
                    self.cancel(replacement_id)
                else:
                    self._workplace.inventory.replacements.update(before)
                    self._tell_planned(before)

    def _uncancel(self, replacement_id: ReplacementId, turned: Sequence[Turned]) -> None:
        """Let a replacement run again; an earlier one that took over is what it was before."""
        with self._workplace.change():
            course = self._list.get(replacement_id)
            if course.replacement.cancelled_at is None:
                return
            running = self._list.running_of(course.old.id)
            former = {one.after: one.before for one in turned}
            if running is not None and running.replacement not in former:
                raise WrongStateError(name=course.old.name, reason=_("it is being replaced again"))
            if running is not None:
                self._upkeep.put(Act.CLOSED, former[running.replacement])
            self._upkeep.put(Act.REOPENED, replace(course.replacement, cancelled_at=None))
            self._upkeep.follow(course.old)

    def _add(self, key: Key, reason: Reason, *, planned_on: date | None = None) -> Replacement:
        made = Replacement(
            id=ReplacementId(new_id()),
            old=key.id,
            reason=reason,
            planned_on=planned_on,
            created_at=self._workplace.now(),
            created_by=self._workplace.actor,
        )
        self._workplace.inventory.replacements.add(made)
        return made

    def _tell_planned(self, plan: Replacement) -> None:
        day = "" if plan.planned_on is None else plan.planned_on.isoformat()
        told = {"on": day, "reason": plan.reason.value, "replacement": plan.id}
        self._workplace.record(Act.PLANNED, Thing.KEY, plan.old, after=told)

    def _say_who_uses(self, key: Key, applications: Sequence[ApplicationId]) -> None:
        """Let exactly *applications* use the key: the checklist is made of them."""
        known = {place.use.application: place.use for place in self._uses.of_key(key.id)}
        for application_id, use in known.items():
            if application_id not in applications:
                self._uses.end(use.id)
        for application_id in applications:
            if application_id not in known:
                self._uses.add(application_id, key.id)

    def _require_begun(self, course: Course) -> Key:
        if not course.replacement.is_running:
            raise WrongStateError(name=course.old.name, reason=_("its replacement has ended"))
        if course.new is None:
            raise WrongStateError(name=course.old.name, reason=_("it has no successor yet"))
        return course.new

    def _require_done(self, course: Course) -> None:
        self._require_begun(course)
        checklist = course.checklist
        if checklist.left:
            raise WrongStateError(
                name=course.old.name,
                reason=_("{left} of {places} places still use it").format(
                    left=checklist.left, places=len(checklist.steps)
                ),
            )
        if checklist.is_unknown:
            raise WrongStateError(
                name=course.old.name,
                reason=_("nobody said where it is used: confirm that nothing uses it"),
            )
