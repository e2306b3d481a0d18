"""What other processes do to an inventory while a test watches, or kills them."""

import multiprocessing
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from app.core.errors import AppError
from app.core.identity import KeyId
from app.services.key_change import KeyEdit
from app.services.key_list import View
from app.services.set_up import SetUpForm, WaysIn
from app.services.suite import Services
from tests.stage import ORGANISATION, PASSPHRASE, FakeClock, Stage, create_key, names

# A process that has imported the program already, and is copied for each test: it starts at once
_CONTEXT: Any = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    _CONTEXT.set_forkserver_preload([__name__])


def start(target: Callable[..., None], *arguments: object) -> tuple[BaseProcess, Connection]:
    """Start a process that does *target*, and return it and what it says."""
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=target, args=(*arguments, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


@dataclass(frozen=True)
class Known:
    """What is known of a key."""

    name: str
    notes: str = ""
    disabled: bool = False
    removed: bool = False


@dataclass(frozen=True)
class Change:
    """A change of one key; *key* None for a new one."""

    act: str
    text: str
    key: str | None = None

    def applied(self, keys: dict[str, Known]) -> dict[str, Known]:
        """Return what is known after the change; new keys are known by their names."""
        if self.key is None:
            return keys | {self.text: Known(self.text)}
        before = keys[self.key]
        after = {
            "edit": replace(before, notes=self.text),
            "disable": replace(before, disabled=True),
            "enable": replace(before, disabled=False),
            "remove": replace(before, removed=True),
            "restore": replace(before, removed=False),
        }
        return keys | {self.key: after[self.act]}


@dataclass
class Story:
    """What a writer said: what it did, and what it had begun."""

    done: dict[str, Known] = field(default_factory=dict)
    begun: Change | None = None
    heard: int = 0

    def hear(self, said: tuple[str, Change]) -> None:
        """Take note of what the writer said."""
        word, change = said
        self.begun = change
        if word == "done":
            self.done = change.applied(self.done)
            self.begun = None
            self.heard += 1

    def possible(self) -> list[dict[str, Known]]:
        """Return what may be in the inventory: with and without what was begun."""
        begun = [self.begun.applied(self.done)] if self.begun else []
        return [self.done, *begun]


def write(folder: str, seed: int, ears: Connection) -> None:
    """Change keys without end; say what is begun, and what is done once it is stored."""
    chance = random.Random(seed)
    services = Stage(folder=Path(folder)).open()
    ids = ids_by_name(services)
    while True:
        change = chosen(services, chance, ids, seed)
        ears.send(("begun", change))
        ids |= make(services, change, ids)
        ears.send(("done", change))


def chosen(services: Services, chance: random.Random, ids: dict[str, KeyId], seed: int) -> Change:
    text = f"{seed} {len(ids)} {chance.random()}"
    if len(ids) < 3 or chance.random() < 0.2:
        return Change("create", text)
    name = chance.choice(sorted(ids))
    key = services.keys.get(ids[name])
    if key.removed_at is not None:
        return Change("restore", text, name)
    toggle = "enable" if key.disabled_at is not None else "disable"
    return Change(chance.choice(["edit", toggle, "remove"]), text, name)


def make(services: Services, change: Change, ids: dict[str, KeyId]) -> dict[str, KeyId]:
    """Make the change and return the id of a new key."""
    if change.key is None:
        return {change.text: create_key(services, change.text).id}
    key_id = ids[change.key]
    if change.act == "edit":
        services.change.edit(key_id, KeyEdit(notes=change.text))
    else:
        getattr(services.change, change.act)([key_id])
    return {}


def ids_by_name(services: Services) -> dict[str, KeyId]:
    return {key.name: key.id for key in everything(services)}


def everything(services: Services) -> list[Any]:
    states = "state:expired,expiring,active,disabled,removed"
    return services.keys.page(services.keys.query(View(filter=states)), 0, 100_000)


def found(services: Services) -> dict[str, Known]:
    """Return what is in the inventory."""
    return {
        key.name: Known(
            name=key.name,
            notes=key.notes,
            disabled=key.disabled_at is not None,
            removed=key.removed_at is not None,
        )
        for key in everything(services)
    }


def set_up(folder: str, ears: Connection) -> None:
    """Set an inventory up; say when that begins, and how it ends."""
    stage = Stage(folder=Path(folder), clock=FakeClock())
    ears.send("begun")
    try:
        services = stage.make()
    except AppError as error:
        ears.send(type(error).__name__)
    else:
        ears.send("made")
        services.inventory.close()


def race(folder: str, number: int, ears: Connection) -> None:
    """Set an inventory up with a code of its own as soon as the test says so; say how it ends."""
    stage = Stage(folder=Path(folder), clock=FakeClock())
    ways_in = stage.door.set_up()
    code = ways_in.new_recovery_code()
    ears.send("ready")
    ears.recv()
    try:
        services = racing(stage, code)
    except AppError as error:
        ears.send((type(error).__name__, ""))
        return
    create_key(services, f"Of program {number}")
    ears.send(("made", code.reveal()))
    services.inventory.close()


def racing(stage: Stage, code: Any) -> Services:
    form = SetUpForm(organisation=ORGANISATION, account_name="Ada", account_email="")
    ways = WaysIn(recovery_code=code, passphrase=PASSPHRASE)
    return stage.door.services(stage.door.set_up().finish(form, ways))


def answer(folder: str, ears: Connection) -> None:
    """Do what the test asks, until it asks for nothing more: a second program beside it."""
    services = Stage(folder=Path(folder)).open()
    while (asked := ears.recv()) is not None:
        verb, text = asked
        if verb == "create":
            create_key(services, text)
        elif verb == "set":
            services.settings.set_text(*text)
        ears.send((names(services), services.inventory.stamp()))
    services.inventory.close()


def hold_window(folder: str, ears: Connection) -> None:
    """Take the window and hold it until the test ends this process."""
    door = Stage(folder=Path(folder)).door
    ears.send(door.take_window())
    ears.recv()
