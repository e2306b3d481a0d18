"""A world of keys and applications, and somebody who replaces one by the other in a hurry."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from operator import attrgetter
from typing import TypeVar

from app.core.errors import FieldError, RefusedError
from app.core.identity import KeyId
from app.core.key import Key
from app.core.replacement import Reason
from app.core.use import Use
from app.services.applications import Removed
from app.services.key_secret import Correction
from app.services.replacement_list import Course
from app.services.suite import Services
from tests.services.replacing import application
from tests.services.scene import everything
from tests.services.telling import DAY, today
from tests.stage import FakeClock, add_key, create_key

ACTS = (
    "create", "replace", "replace", "plan", "add", "end", "move", "tick", "tick", "tick",
    "confirm", "close", "close", "cancel", "undo", "undo", "disable", "enable", "enable", "remove",
    "remove", "restore", "restore", "destroy", "wait", "correct", "leave", "return", "portal",
)  # fmt: skip
MOST_KEYS = 7
Undo = Callable[[], object]
T = TypeVar("T")


class World:
    """An inventory with three keys and three applications."""

    def __init__(self, services: Services, clock: FakeClock) -> None:
        self.services, self.clock = services, clock
        self.keys: list[KeyId] = [create_key(services, "key 0").id]
        for days in (3, 20):
            given = {"ending": f"00{days:02}", "expires_on": today(services) + days * DAY}
            self.keys.append(add_key(services, f"key {len(self.keys)}", **given).id)
        self.applications = [
            application(services, f"app {name}", services.keys.get(self.keys[number])).id
            for number, name in enumerate("abc")
        ]
        self.gone: list[Removed] = []
        self.undos: list[Undo] = []

    def step(self, act: str, at: int, choice: int, *, back: bool) -> None:
        """Do one thing, if it is allowed; and where asked, take it back at once."""
        self.clock.turn(seconds=1)
        before = self.snapshot() if back else None
        undo: Undo | None = None
        with suppress(RefusedError, FieldError):
            undo = getattr(self, f"_{act}")(at, choice)
        if undo is not None:
            self.undos.append(undo)
            if back:
                self.clock.turn(seconds=1)
                undo()
                assert self.snapshot() == before

    def key(self, at: int, fits: Callable[[Key], object] = bool) -> Key:
        """Return the key that is meant: of those that fit, if there are any."""
        keys = [self.services.keys.get(one) for one in self.keys]
        found = chosen([key for key in keys if fits(key)] or keys, at)
        assert found is not None
        return found

    def uses(self) -> list[Use]:
        """Return all uses that there were."""
        return self.services.inventory.uses.of_applications(self.applications)

    def courses(self) -> list[Course]:
        """Return all replacements that there were, each once."""
        of_key = self.services.replacement_list.of_key
        found = {one.replacement.id: one for key_id in self.keys for one in of_key(key_id)}
        return [found[one] for one in sorted(found)]

    def snapshot(self) -> object:
        """Return everything that an undo has to put back."""
        return (
            sorted(everything(self.services), key=lambda key: key.id),
            self.uses(),
            [one.replacement for one in self.courses()],
            [self.services.applications.get(one) for one in self.applications],
        )

    # What somebody does; what can be taken back at once says how

    def _create(self, at: int, choice: int) -> None:
        if len(self.keys) < MOST_KEYS:
            self._made(applications=tuple(self.applications[: choice % 3]))

    def _replace(self, at: int, choice: int) -> None:
        running = self.services.replacement_list.running_of
        if len(self.keys) < MOST_KEYS:
            who = (None, None, (), tuple(self.applications[: choice % 3]))[choice % 4]
            reason = list(Reason)[choice % len(Reason)]
            old = self.key(at, lambda key: running(key.id) is None)
            self._made(predecessor=old.id, applications=who, reason=reason)

    def _made(self, **fields: object) -> None:
        name, ending = f"key {len(self.keys)}", f"11{len(self.keys):02}"
        given = {"ending": ending, "expires_on": today(self.services) + 40 * DAY}
        made = add_key(self.services, name, **given, **fields)
        self.keys.append(made.id)

    def _plan(self, at: int, choice: int) -> Undo | None:
        day = today(self.services) + (choice - 3) * DAY
        self.services.replacements.plan([(self.key(at).id, day)], Reason.EXPIRY)
        return None

    def _add(self, at: int, choice: int) -> None:
        self.services.uses.add(self.applications[choice % 3], self.key(at).id)

    def _end(self, at: int, choice: int) -> Undo | None:
        return self._taken(at, lambda use: self.services.uses.end(use.id))

    def _move(self, at: int, choice: int) -> Undo | None:
        new = self.key(choice)
        undo = self._taken(at, lambda use: self.services.uses.move(use.id, new.id))
        return undo if new.unused_at is None else None  # that is forgotten, and asked anew

    def _taken(self, at: int, act: Callable[[Use], object]) -> Undo | None:
        use = chosen([one for one in self.uses() if one.is_open], at)
        if use is None:
            return None
        act(use)
        return lambda: self.services.uses.take_back(use.id)

    def _tick(self, at: int, choice: int) -> Undo | None:
        running = self.services.replacement_list.running()
        course = chosen([one for one in running if one.new and one.checklist.left], at)
        step = chosen(course.checklist.steps if course else (), choice)
        if course is None or step is None:
            return None
        self.services.replacements.move(course.replacement.id, step.application.id)
        clean = course.new is not None and course.new.unused_at is None
        return (lambda: self.services.uses.take_back(step.use.id)) if clean else None

    def _confirm(self, at: int, choice: int) -> Undo:
        return self.services.change.confirm_unused([self.key(at, _is_free).id]).undo

    def _close(self, at: int, choice: int) -> None:
        running = self.services.replacement_list.running()
        course = chosen([one for one in running if one.checklist.is_done] or running, at)
        if course is not None:
            self.services.replacements.close(
                course.replacement.id, disable=choice > 0, remove=choice == 1
            )

    def _cancel(self, at: int, choice: int) -> Undo | None:
        course = chosen(self.services.replacement_list.running(), at)
        return None if course is None else self.services.replacements.cancel(course.replacement.id)

    def _undo(self, at: int, choice: int) -> None:
        undo = chosen(self.undos[::-1], at)
        if undo is not None:
            undo()

    def _disable(self, at: int, choice: int) -> Undo:
        return self.services.change.disable([self.key(at).id]).undo

    def _enable(self, at: int, choice: int) -> Undo:
        return self.services.change.enable([self.key(at, attrgetter("disabled_at")).id]).undo

    def _remove(self, at: int, choice: int) -> Undo:
        ids = list(self.keys) if choice == 0 else [self.key(at).id]
        return self.services.change.remove(ids).undo

    def _restore(self, at: int, choice: int) -> Undo:
        return self.services.change.restore([self.key(at, attrgetter("removed_at")).id]).undo

    def _destroy(self, at: int, choice: int) -> None:
        self.services.destruction.destroy(self.key(at, attrgetter("removed_at")).id)

    def _wait(self, at: int, choice: int) -> None:
        self.clock.turn(days=(1, 2, 9, 31)[choice % 4])
        self.services.destruction.destroy_due()

    def _correct(self, at: int, choice: int) -> None:
        days = (choice * 9 - 9) * DAY
        correction = Correction(ending=f"22{len(everything(self.services)):02}"[:4])
        if choice % 2:
            correction = Correction(expires_on=today(self.services) + days)
        old = self.key(at)
        self.keys[self.keys.index(old.id)] = self.services.secret.correct(old.id, correction).id

    def _leave(self, at: int, choice: int) -> Undo:
        removed = self.services.applications.remove(self.applications[choice % 3])
        self.gone.append(removed)
        return lambda: self.services.applications.restore(removed)

    def _return(self, at: int, choice: int) -> None:
        removed = chosen(self.gone[::-1], at)
        if removed is not None:
            self.services.applications.restore(removed)

    def _portal(self, at: int, choice: int) -> None:
        todo = chosen(self.services.todos.all(), choice)
        if todo is not None:
            self.services.todos.tick(todo.id)


def _is_free(key: Key) -> bool:
    return not key.used_by


def chosen(some: Iterable[T], at: int) -> T | None:
    """Return one of *some*, if there is any."""
    found = list(some)
    return found[at % len(found)] if found else None
