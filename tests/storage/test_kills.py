"""Programs killed in the middle of their work: nothing that was acknowledged is lost."""

import random
import time
from multiprocessing.connection import Connection

import pytest

from app.core.errors import AlreadySetUpError
from tests.stage import Stage, create_key
from tests.storage import writer
from tests.storage.hand import told
from tests.storage.writer import Story


def spin(seconds: float) -> None:
    """Wait busily: a sleep would let the other process run on to where it waits itself."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


def hear_out(story: Story, voice: Connection) -> None:
    """Hear what a killed writer had still said."""
    try:
        while voice.poll():
            story.hear(voice.recv())
    except EOFError:
        return


@pytest.mark.parametrize("seed", range(10))
def test_writers_killed_ten_times_lose_nothing_that_they_acknowledged(tmp_path, seed):
    chance = random.Random(seed)
    stage = Stage(folder=tmp_path / "inventory")
    stage.make().inventory.close()
    story = Story()
    for number in range(10):
        process, voice = writer.start(writer.write, str(stage.folder), 100 * seed + number)
        until = story.heard + chance.randrange(12)
        while story.heard < until:
            story.hear(voice.recv())
        spin(chance.random() * 0.01)
        process.kill()
        process.join()
        hear_out(story, voice)
        voice.close()
        services = stage.open()
        there = writer.found(services)
        assert there in story.possible()
        assert told(services) == ""
        services.inventory.close()
        story.done, story.begun = there, None
    assert story.heard > 10


@pytest.mark.parametrize("part", range(20))
def test_a_set_up_that_is_killed_leaves_an_inventory_or_none(tmp_path, part, setting_up_takes):
    stage = Stage(folder=tmp_path / "inventory")
    process, voice = writer.start(writer.set_up, str(stage.folder))
    assert voice.recv() == "begun"
    spin(setting_up_takes * (part + 0.5) / 20)
    process.kill()
    process.join()
    voice.close()
    if stage.door.exists():
        with pytest.raises(AlreadySetUpError):
            stage.make()
        services = stage.open()
    else:
        services = stage.make()
    assert told(services) == ""
    create_key(services)
    assert told(services) == ""
    services.inventory.close()
    left = {path.name for path in stage.folder.iterdir() if not path.match("*-journal")}
    assert left - {"inventory.seen"} == {"inventory.db", "inventory.lock"}


@pytest.fixture(scope="module")
def setting_up_takes(tmp_path_factory) -> float:
    """How long a process takes to set an inventory up."""
    times = []
    for number in range(3):
        folder = tmp_path_factory.mktemp("time") / str(number)
        process, voice = writer.start(writer.set_up, str(folder))
        assert voice.recv() == "begun"
        start = time.perf_counter()
        assert voice.recv() == "made"
        times.append(time.perf_counter() - start)
        process.join()
        voice.close()
    return min(times) * 1.2
