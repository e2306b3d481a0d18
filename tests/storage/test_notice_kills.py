"""The engine killed while it raises, and two engines at once: no notice is lost or told twice."""

import random
from collections import deque
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from app.core.audit import Act
from tests.stage import Stage
from tests.storage import notice_writer, writer
from tests.storage.hand import told
from tests.storage.notice_writer import DAYS, DUE
from tests.storage.test_kills import spin


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """The place of an inventory with keys, closed."""
    made = Stage(folder=tmp_path / "inventory")
    notice_writer.prepare(made)
    return made


def start(stage: Stage) -> tuple[BaseProcess, Connection]:
    process, voice = writer.start(notice_writer.look_when_told, str(stage.folder))
    assert voice.recv() == "ready"
    return process, voice


def look(voice: Connection, moment: datetime) -> None:
    voice.send(moment)
    assert voice.recv() == "looked"


def has_looked(voice: Connection) -> bool:
    """Tell whether a killed engine had still said that its look was over."""
    try:
        return voice.poll() and voice.recv() == "looked"
    except (EOFError, OSError):  # it ended with what it was told unread
        return False


def finish(process: BaseProcess, voice: Connection) -> None:
    voice.send(None)
    process.join()
    voice.close()


def live_through(stage: Stage, kills: int, seed: int) -> int:
    """Look on each day and be killed so often; return how many kills came within a look.

    The moment of a kill follows how long a look takes on this computer.
    """
    chance, waiting = random.Random(seed), deque(notice_writer.moments())
    whole, within, length = DAYS // kills, 0, 0.005
    for _ in range(kills):
        process, voice = start(stage)
        for _ in range(chance.randrange(whole)):
            look(voice, waiting.popleft())
        voice.send(waiting[0])
        spin(chance.random() * length)
        process.kill()
        process.join()
        if has_looked(voice):
            waiting.popleft()
            length *= 0.8
        else:
            within += 1
            length *= 1.15
        voice.close()
    process, voice = start(stage)
    for moment in waiting:
        look(voice, moment)
    finish(process, voice)
    return within


def require_all(stage: Stage) -> None:
    """Require that exactly the notices that were due are there, each told once, and all whole."""
    due = notice_writer.due()
    assert len(due) == DUE
    assert notice_writer.raised(stage) == due
    services = stage.open()
    assert told(services) == ""
    counted = [one for one in services.inventory.audit.latest(10_000) if one.act is Act.RAISED]
    assert sum(int(str(one.after["count"])) for one in counted) == DUE
    services.inventory.close()


def test_an_engine_killed_sixty_times_loses_none_of_6000_notices_and_tells_none_twice(stage):
    within = live_through(stage, kills=60, seed=0)
    assert within >= 15
    require_all(stage)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 6))
def test_an_engine_killed_a_hundred_times_more_loses_none_and_tells_none_twice(stage, seed):
    within = live_through(stage, kills=100, seed=seed)
    assert within >= 25
    require_all(stage)


def test_two_engines_that_start_together_raise_each_of_6000_notices_once(stage):
    engines = [start(stage) for _ in range(2)]
    for moment in notice_writer.moments():
        for _, voice in engines:
            voice.send(moment)
        for _, voice in engines:
            assert voice.recv() == "looked"
    for process, voice in engines:
        finish(process, voice)
    require_all(stage)


def test_an_engine_goes_on_beside_one_that_is_killed_and_started_again_and_again(stage):
    chance, survivor = random.Random(7), start(stage)
    for number, moment in enumerate(notice_writer.moments()):
        if number % 4:
            look(survivor[1], moment)
            continue
        process, voice = start(stage)
        for one in (voice, survivor[1]):
            one.send(moment)
        spin(chance.random() * 0.02)
        process.kill()
        process.join()
        voice.close()
        assert survivor[1].recv() == "looked"
    finish(*survivor)
    require_all(stage)
