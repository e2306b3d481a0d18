"""Changes to keys that exist: edit, disable, enable, remove, restore; each can be undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from gettext import gettext as _
from operator import attrgetter

from app.core import text, todo
from app.core.audit import Act, Thing
from app.core.errors import FieldError, WrongStateError
from app.core.identity import AccountId, KeyId, TodoId, new_id
from app.core.key import KEEP_REMOVED_DAYS, Key
from app.core.ports import Progress
from app.core.todo import Todo
from app.services import facts
from app.services.workplace import NO_PROGRESS, Workplace

_OPPOSITE = {
    Act.EDITED: Act.EDITED,
    Act.DISABLED: Act.ENABLED,
    Act.ENABLED: Act.DISABLED,
    Act.REMOVED: Act.RESTORED,
    Act.RESTORED: Act.REMOVED,
}
_PARTS = (
    ("name",),
    ("permission",),
    ("owner",),
    ("notes",),
    ("also_tell",),
    ("disabled_at",),
    ("removed_at",),
    ("compared_at", "compared_by"),
)
"""What can be changed of a key; each is put back for itself."""


class Same(Enum):
    """Stands for an owner that stays, where None stands for nobody."""

    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEdit:
    """What can be changed of a key; None leaves a field as it is, SAME the owner."""

    name: str | None = None
    permission: str | None = None
    owner: AccountId | Same | None = Same.SAME
    notes: str | None = None
    also_tell: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What was changed, and how to take it back."""

    keys: tuple[Key, ...]
    undo: Callable[[], None]


class KeyChange:
    """Changes one key or many, in one transaction."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def edit(self, key_id: KeyId, edit: KeyEdit) -> Done:
        """Change what *edit* names; raise FieldError."""
        return self._change([key_id], Act.EDITED, lambda key: self._edited(key, edit))

    def _edited(self, key: Key, edit: KeyEdit) -> Key:
        _require_kept(key)
        after = replace(
            key,
            name=key.name if edit.name is None else text.clean_name("name", edit.name),
            notes=key.notes if edit.notes is None else text.clean_notes("notes", edit.notes),
            owner=key.owner if isinstance(edit.owner, Same) else self._known(edit.owner),
            also_tell=(
                key.also_tell
                if edit.also_tell is None
                else text.clean_emails("also_tell", edit.also_tell)
            ),
        )
        return after if edit.permission is None else self._levelled(after, edit.permission)

    def _levelled(self, key: Key, permission: str) -> Key:
        _require_kept(key)
        if permission != key.permission:
            reports_api = self._workplace.organisation(key.organisation).reports_api
            self._workplace.levels.require(permission, reports_api=reports_api)
        return replace(key, permission=permission)

    def set_permission(
        self, key_ids: Sequence[KeyId], permission: str, progress: Progress = NO_PROGRESS
    ) -> Done:
        """Give keys another permission level; raise FieldError where it is not offered."""

        def levelled(key: Key) -> Key:
            try:
                return self._levelled(key, permission)
            except FieldError as error:
                problem = _("“{name}”: {problem}").format(name=key.name, problem=error)
                raise FieldError(error.field, problem) from error

        return self._change(key_ids, Act.EDITED, levelled, progress)

    def set_owner(
        self, key_ids: Sequence[KeyId], owner: AccountId | None, progress: Progress = NO_PROGRESS
    ) -> Done:
        """Give keys another owner, or none."""
        self._known(owner)

        def owned(key: Key) -> Key:
            _require_kept(key)
            return replace(key, owner=owner)

        return self._change(key_ids, Act.EDITED, owned, progress)

    def _known(self, owner: AccountId | None) -> AccountId | None:
        return None if owner is None else self._workplace.account(owner).id

    def disable(self, key_ids: Sequence[KeyId], progress: Progress = NO_PROGRESS) -> Done:
        """Disable keys; those disabled already are left alone."""
        now = self._workplace.now()

        def disabled(key: Key) -> Key:
            _require_kept(key)
            return replace(key, disabled_at=key.disabled_at or now)

        return self._change(key_ids, Act.DISABLED, disabled, progress)

    def enable(self, key_ids: Sequence[KeyId], progress: Progress = NO_PROGRESS) -> Done:
        """Enable keys; an expired one stays expired."""

        def enabled(key: Key) -> Key:
            _require_kept(key)
            return replace(key, disabled_at=None)

        return self._change(key_ids, Act.ENABLED, enabled, progress)

    def remove(self, key_ids: Sequence[KeyId], progress: Progress = NO_PROGRESS) -> Done:
        """Remove keys; they can be restored until their values are destroyed."""
        now = self._workplace.now()

        def removed(key: Key) -> Key:
            _require_not_superseded(key)
            return replace(key, removed_at=key.removed_at or now)

        return self._change(key_ids, Act.REMOVED, removed, progress)

    def restore(self, key_ids: Sequence[KeyId], progress: Progress = NO_PROGRESS) -> Done:
        """Restore removed keys; raise WrongStateError if a value is destroyed already."""
        return self._change(key_ids, Act.RESTORED, _restored, progress)

    def compared(self, key_ids: Sequence[KeyId], progress: Progress = NO_PROGRESS) -> Done:
        """Note that portal keys were compared with the portal now; others are left alone."""
        now = self._workplace.now()

        def noted(key: Key) -> Key:
            _require_kept(key)
            if key.origin.value != "portal":
                return key
            return replace(key, compared_at=now, compared_by=self._workplace.actor)

        return self._change(key_ids, Act.COMPARED, noted, progress)

    def destroy(self, key_id: KeyId) -> None:
        """Remove a key for good: its value is destroyed now, its record stays."""
        with self._workplace.change():
            key = self._workplace.inventory.keys.get(key_id)
            _require_not_superseded(key)
            if key.removed_at is None:
                self.remove([key_id])
            self._destroy(self._workplace.inventory.keys.get(key_id), self._workplace.now())

    def destroy_due(self) -> int:
        """Destroy the values of keys removed long enough ago; return how many there were."""
        now = self._workplace.now()
        due = self._workplace.inventory.keys.removed_until(now - timedelta(days=KEEP_REMOVED_DAYS))
        if due:
            with self._workplace.change():
                for key in due:
                    self._destroy(key, now)
        return len(due)

    def _destroy(self, key: Key, now: datetime) -> None:
        if key.destroyed_at is None:
            self._workplace.inventory.keys.destroy_value(replace(key, destroyed_at=now))
            self._workplace.record(Act.DESTROYED, Thing.KEY, key.id)

    def _change(
        self,
        key_ids: Sequence[KeyId],
        act: Act,
        change: Callable[[Key], Key],
        progress: Progress = NO_PROGRESS,
    ) -> Done:
        """Change the keys, skipping those that are so already or, among several, cannot be."""
        pairs: list[tuple[Key, Key]] = []
        refused: WrongStateError | None = None
        with self._workplace.change():
            for number, key_id in enumerate(key_ids):
                progress(number, len(key_ids))
                before = self._workplace.inventory.keys.get(key_id)
                try:
                    after = change(before)
                except WrongStateError as error:
                    refused = error
                    continue
                if after != before:
                    self._put(act, before, after)
                    pairs.append((before, after))
            if refused is not None and not pairs:
                raise refused
        return Done(tuple(after for _, after in pairs), lambda: self._take_back(act, pairs))

    def _put(self, act: Act, before: Key, after: Key) -> None:
        self._workplace.inventory.keys.update(after)
        old, new = facts.changed(before, after)
        self._workplace.record(act, Thing.KEY, after.id, before=old, after=new)
        self._follow(before, after)

    def _take_back(self, act: Act, pairs: Sequence[tuple[Key, Key]]) -> None:
        """Put back what *act* changed, and nothing that was changed since."""
        with self._workplace.change():
            for before, after in pairs:
                current = self._workplace.inventory.keys.get(before.id)
                _require_not_superseded(current)
                if current.destroyed_at is not None:
                    raise WrongStateError(name=current.name, reason=_("its value was destroyed"))
                restored = _put_back(before, after, current)
                if restored.owner != current.owner:
                    self._known(restored.owner)
                if restored != current:
                    self._put(_OPPOSITE.get(act, act), current, restored)

    def _follow(self, before: Key, after: Key) -> None:
        """Leave, or withdraw, what the portal has to be told."""
        todos = self._workplace.inventory.todos
        plan = todo.plan(before, after, todos.of_key(after.id))
        for one in plan.withdraw:
            todos.withdraw(one)
        for wanted in plan.add:
            todos.add(
                Todo(
                    id=TodoId(new_id()),
                    key=after.id,
                    kind=wanted.kind,
                    before=wanted.before,
                    after=wanted.after,
                    since=self._workplace.now(),
                )
            )


def _require_not_superseded(key: Key) -> None:
    if key.superseded_at is not None:
        raise WrongStateError(name=key.name, reason=_("a corrected record has taken its place"))


def _require_kept(key: Key) -> None:
    _require_not_superseded(key)
    if key.removed_at is not None:
        raise WrongStateError(name=key.name, reason=_("it is removed; restore it first"))


def _put_back(before: Key, after: Key, current: Key) -> Key:
    """Return *current* with what *after* changed of *before* put back, where it still is so."""
    for part in _PARTS:
        of = attrgetter(*part)
        if of(before) != of(after) and of(current) == of(after):
            current = replace(current, **{field: getattr(before, field) for field in part})
    return current


def _restored(key: Key) -> Key:
    _require_not_superseded(key)
    if key.destroyed_at is not None:
        raise WrongStateError(name=key.name, reason=_("its value was destroyed"))
    return replace(key, removed_at=None)
