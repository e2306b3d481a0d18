"""How keys are changed: in one transaction, told in the trail, and each change can be undone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from operator import attrgetter

from app.core import todo
from app.core.audit import Act, Thing
from app.core.errors import WrongStateError
from app.core.identity import KeyId, TodoId, new_id
from app.core.key import Key
from app.core.progress import Progress
from app.core.todo import Todo
from app.services import facts
from app.services.bulk import change_of
from app.services.replacement_upkeep import ReplacementUpkeep, Turned
from app.services.workplace import NO_PROGRESS, Workplace

_OPPOSITE = {
    Act.EDITED: Act.EDITED,
    Act.DISABLED: Act.ENABLED,
    Act.ENABLED: Act.DISABLED,
    Act.REMOVED: Act.RESTORED,
    Act.RESTORED: Act.REMOVED,
    Act.CONFIRMED_UNUSED: Act.EDITED,
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
    ("unused_at", "unused_by"),
)
"""What can be changed of a key; each is put back for itself."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was changed, and how to take it back."""

    keys: tuple[Key, ...]
    undo: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Changed:
    """A key as it was and as it is, and its replacements that the change turned."""

    before: Key
    after: Key
    turned: Sequence[Turned]


class KeyChanger:
    """Changes keys, and what hangs on them: portal to-dos, and replacements that are done."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._upkeep = ReplacementUpkeep(workplace)

    def change(
        self,
        key_ids: Sequence[KeyId],
        act: Act,
        change: Callable[[Key], Key],
        progress: Progress = NO_PROGRESS,
    ) -> Done:
        """Change the keys, skipping those that are so already or, among several, cannot be."""
        changed: list[_Changed] = []
        refused: WrongStateError | None = None
        with change_of(self._workplace, len(key_ids)):
            for number, key_id in enumerate(key_ids):
                progress(number, len(key_ids))
                before = self._workplace.inventory.keys.get(key_id)
                try:
                    after = change(before)
                except WrongStateError as error:
                    refused = error
                    continue
                if after != before:
                    turned = self._put(act, before, after)
                    changed.append(_Changed(before, after, turned))
            if refused is not None and not changed:
                raise refused
        return Done(tuple(one.after for one in changed), lambda: self._take_back(act, changed))

    def _put(
        self, act: Act, before: Key, after: Key, back: Iterable[Turned] = ()
    ) -> Sequence[Turned]:
        self._workplace.inventory.keys.update(after)
        old, new = facts.changed(before, after)
        self._workplace.record(act, Thing.KEY, after.id, before=old, after=new)
        self._follow(before, after)
        return self._upkeep.follow(after, back)

    def _take_back(self, act: Act, changed: Sequence[_Changed]) -> None:
        """Put back what *act* changed, and nothing that was changed since."""
        with self._workplace.change():
            for one in changed:
                current = self._workplace.inventory.keys.get(one.before.id)
                if one.before.superseded_at is None:
                    require_not_superseded(current)
                if current.destroyed_at is not None and one.before.destroyed_at is None:
                    raise WrongStateError(name=current.name, reason=_("its value was destroyed"))
                restored = _put_back(one.before, one.after, current)
                if restored.owner is not None and restored.owner != current.owner:
                    self._workplace.account(restored.owner)
                if restored != current:
                    self._put(_OPPOSITE.get(act, act), current, restored, one.turned)

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


def require_not_superseded(key: Key) -> None:
    """Raise WrongStateError where a corrected record has taken the key's place."""
    if key.superseded_at is not None:
        raise WrongStateError(name=key.name, reason=_("a corrected record has taken its place"))


def require_kept(key: Key) -> None:
    """Raise WrongStateError where the key is out of the everyday list."""
    require_not_superseded(key)
    if key.removed_at is not None:
        raise WrongStateError(name=key.name, reason=_("it is removed; restore it first"))


def _put_back(before: Key, after: Key, current: Key) -> Key:
    """Return *current* with what *after* changed of *before* put back, where it still is so."""
    for part in _PARTS:
        of = attrgetter(*part)
        if of(before) != of(after) and of(current) == of(after):
            current = replace(current, **{field: getattr(before, field) for field in part})
    return current
