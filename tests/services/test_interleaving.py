"""Any acts in any order: records, to-dos, lists and the portal itself fit together afterwards."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from app.core.errors import WrongStateError
from app.core.key import Key, KeyState, Origin
from app.core.query import EVERYDAY
from app.core.todo import Todo, TodoKind
from app.services.key_change import KeyEdit
from app.services.key_changer import Done
from app.services.key_list import View
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.core.rule import MORE, RULE
from tests.services.scene import everything
from tests.stage import FakeClock, Stage, add_key, create_key, listed

NAMES, LEVELS = ("Koha", "Alma", "Primo"), ("authentication", "reports", "full")
ACTS = (
    "rename", "level", "disable", "enable", "remove", "restore", "undo", "tick", "untick",
    "correct", "compare", "wait",
)  # fmt: skip
KEYS = 3
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, KEYS - 1), st.integers(0, 5)), max_size=14
)


@dataclass
class PortalKey:
    """A key as the portal has it: somebody does there what each ticked to-do says."""

    name: str
    permission: str
    disabled: bool = False
    exists: bool = True

    def do(self, todo: Todo) -> None:
        """Do what *todo* says; it must fit what is there."""
        match todo.kind:
            case TodoKind.RENAME:
                assert self.name == todo.before
                self.name = todo.after
            case TodoKind.PERMISSION:
                assert self.permission == todo.before
                self.permission = todo.after
            case TodoKind.DISABLE | TodoKind.ENABLE:
                self.disabled = todo.kind is TodoKind.DISABLE
            case TodoKind.REMOVE | TodoKind.CHECK:
                self.exists = todo.kind is TodoKind.CHECK

    def undo(self, todo: Todo) -> None:
        """Take back what *todo* said."""
        match todo.kind:
            case TodoKind.RENAME:
                self.name = todo.before
            case TodoKind.PERMISSION:
                self.permission = todo.before
            case TodoKind.DISABLE | TodoKind.ENABLE:
                self.disabled = todo.kind is not TodoKind.DISABLE
            case TodoKind.REMOVE | TodoKind.CHECK:
                self.exists = todo.kind is not TodoKind.CHECK


class World:
    """An inventory, the portal, and somebody who works in both."""

    def __init__(self, services: Services, clock: FakeClock) -> None:
        self.services = services
        self.clock = clock
        made = create_key(services, "Koha")
        added = [add_key(services, name, ending=f"000{at}") for at, name in enumerate(NAMES[:2])]
        self.ids = [made.id, *(key.id for key in added)]
        self.portal = {key.id: PortalKey(key.name, key.permission) for key in added}
        self.done: list[Done] = []

    def step(self, act: str, at: int, choice: int) -> None:
        """Do one thing, if it is allowed."""
        with suppress(WrongStateError):
            getattr(self, f"_{act}")(at, choice)

    def _rename(self, at: int, choice: int) -> None:
        name = NAMES[choice % len(NAMES)]
        self.done.append(self.services.change.edit(self.ids[at], KeyEdit(name=name)))

    def _level(self, at: int, choice: int) -> None:
        level = LEVELS[choice % len(LEVELS)]
        self.done.append(self.services.change.set_permission([self.ids[at]], level))

    def _disable(self, at: int, choice: int) -> None:
        ids = self.ids if choice == 0 else [self.ids[at]]
        self.done.append(self.services.change.disable(ids))

    def _enable(self, at: int, choice: int) -> None:
        ids = self.ids if choice == 0 else [self.ids[at]]
        self.done.append(self.services.change.enable(ids))

    def _remove(self, at: int, choice: int) -> None:
        self.done.append(self.services.change.remove([self.ids[at]]))

    def _restore(self, at: int, choice: int) -> None:
        self.done.append(self.services.change.restore([self.ids[at]]))

    def _compare(self, at: int, choice: int) -> None:
        self.done.append(self.services.change.compared([self.ids[at]]))

    def _undo(self, at: int, choice: int) -> None:
        if self.done:
            self.done[-1 - choice % len(self.done)].undo()

    def _tick(self, at: int, choice: int) -> None:
        todos = self.services.todos.all()
        if todos:
            todo = todos[choice % len(todos)]
            self.services.todos.tick(todo.id)
            self.portal[todo.key].do(todo)

    def _untick(self, at: int, choice: int) -> None:
        todos = self.services.todos.all(done=True)
        if todos:
            todo = todos[choice % len(todos)]
            self.services.todos.untick(todo.id)
            self.portal[todo.key].undo(todo)

    def _correct(self, at: int, choice: int) -> None:
        day = date(2027, 5, 1 + len(everything(self.services)))
        new = self.services.secret.correct(self.ids[at], Correction(expires_on=day))
        self.portal[new.id] = self.portal.pop(self.ids[at])
        self.ids[at] = new.id

    def _wait(self, at: int, choice: int) -> None:
        self.clock.turn(hours=1)

    def require_order(self) -> None:
        """Require that everything fits together."""
        keys = {key.id: key for key in everything(self.services)}
        open_of = {key_id: self.services.todos.open_of(key_id) for key_id in keys}
        assert sum(map(len, open_of.values())) == self.services.todos.count_open()
        for key in keys.values():
            if key.origin is not Origin.PORTAL or key.superseded_at is not None:
                assert open_of[key.id] == []
            else:
                require_fit(key, open_of[key.id], self.portal[key.id])
        self._require_counts()

    def _require_counts(self) -> None:
        counts = self.services.keys.counts(View())
        assert counts == {state: len(listed(self.services, state=state)) for state in KeyState}
        assert sum(counts[state] for state in EVERYDAY) == len(listed(self.services))
        assert sum(counts.values()) == len(everything(self.services))


def require_fit(key: Key, todos: list[Todo], portal: PortalKey) -> None:
    """Require that doing all *todos* makes the portal what the record says."""
    kinds = [todo.kind for todo in todos]
    assert len(set(kinds)) == len(kinds)
    assert not {TodoKind.DISABLE, TodoKind.ENABLE} <= set(kinds)
    assert not {TodoKind.REMOVE, TodoKind.CHECK} <= set(kinds)
    assert TodoKind.REMOVE not in kinds or key.removed_at is not None
    assert TodoKind.CHECK not in kinds or key.removed_at is None
    there = PortalKey(portal.name, portal.permission, portal.disabled, portal.exists)
    for todo in todos:
        there.do(todo)
    here = PortalKey(key.name, key.permission, key.disabled_at is not None, key.removed_at is None)
    assert there == here


@contextmanager
def world(original: Path) -> Iterator[World]:
    """Give a world with a few keys; its records must be as they were sealed in the end."""
    with TemporaryDirectory() as folder:
        shutil.copytree(original, Path(folder) / "inventory")
        clock = FakeClock()
        services = Stage(folder=Path(folder) / "inventory", clock=clock).open()
        yield World(services, clock)
        assert services.verify() == []
        services.inventory.close()


@rules(RULE, max_examples=40 * MORE)
@example([("remove", 1, 0), ("tick", 0, 0), ("restore", 1, 0), ("untick", 0, 0)])
@example([("disable", 1, 1), ("tick", 0, 0), ("correct", 1, 0), ("untick", 0, 0)])
@example([("rename", 1, 2), ("undo", 0, 0), ("undo", 0, 0), ("rename", 1, 0), ("undo", 0, 1)])
@given(STEPS)
def test_records_todos_lists_and_the_portal_fit_together(empty_original, steps):
    with world(empty_original) as made:
        for step in steps:
            made.step(*step)
            made.require_order()


@rules(RULE, max_examples=25)
@given(STEPS)
def test_taking_everything_back_latest_first_leaves_nothing(empty_original, steps):
    with world(empty_original) as made:
        before = everything(made.services)
        for act, at, choice in steps:
            if act not in {"undo", "tick", "untick", "correct"}:
                made.step(act, at, choice)
        for done in reversed(made.done):
            done.undo()
        assert everything(made.services) == before
        assert made.services.todos.count_open() == 0
