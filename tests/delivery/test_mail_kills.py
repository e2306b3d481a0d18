"""Programs killed while they send: every message arrives, and a repeat is known as one."""

import random
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from app.core.delivery import LEASE, DeliveryState
from tests.delivery import errand
from tests.delivery.mail_server import MOMENTS, MailServer
from tests.delivery.office import ADA, BOB, CAROL, add_account, expiring, states, turn_on
from tests.stage import FakeClock, Stage
from tests.storage import writer
from tests.storage.hand import told
from tests.storage.test_kills import spin

RECIPIENTS = (ADA, BOB, CAROL)
LATE_S = 0.3
"""More than a program needs to send three messages."""


@dataclass
class Killer:
    """Kills the program that sends at the moment it is told: the first, the second, …"""

    seen: list[str] = field(default_factory=list)
    at: int = 0
    process: BaseProcess | None = None

    def __call__(self, moment: str) -> None:
        self.seen.append(moment)
        if len(self.seen) == self.at and self.process is not None:
            self.process.kill()


@dataclass
class Scene:
    """An inventory with three messages to send, each time by a program of its own."""

    stage: Stage
    clock: FakeClock
    server: MailServer
    authority: Path
    killer: Killer = field(default_factory=Killer)

    def run(self, *, kill_at: int = 0, kill_after_s: float | None = None) -> bool:
        """Let a program send, killed at a moment or after a time; tell whether it ended itself."""
        moment = self.clock.moment.isoformat()
        arguments = str(self.stage.folder), str(self.authority), moment
        process, voice = writer.start(errand.deliver, *arguments)
        assert voice.recv() == "ready"
        self.killer.seen.clear()
        self.killer.at, self.killer.process = kill_at, process
        voice.send("go")
        if kill_after_s is not None:
            spin(kill_after_s)
            process.kill()
        process.join(60)
        assert self.server.idle.wait(60)
        voice.close()
        return process.exitcode == 0

    def run_to_the_end(self) -> None:
        """Let a program send undisturbed once nobody else can be at it any more."""
        self.clock.moment += LEASE
        assert self.run()

    def check(self) -> None:
        """Nothing was lost, and repeats are known as such."""
        for recipient in RECIPIENTS:
            tries = self.server.to(recipient)
            assert tries
            assert len({mail.id for mail in tries}) == 1
        assert len({mail.id for mail in self.server.begun}) == 3
        services = self.stage.open()
        assert states(services) == dict.fromkeys(RECIPIENTS, DeliveryState.SENT)
        assert told(services) == ""
        services.inventory.close()


@pytest.fixture
def scene(services, stage, clock, serve, authority, tmp_path) -> Scene:
    killer = Killer()
    server = serve(witness=killer)
    turn_on(services, server.as_server())
    add_account(services, "Bob Tester", BOB)
    add_account(services, "Carol Tester", CAROL)
    expiring(services)
    services.inventory.close()
    return Scene(stage, clock, server, authority.write(tmp_path), killer)


def test_a_program_that_nobody_kills_sends_each_message_once(scene):
    assert scene.run()
    assert scene.killer.seen == [*MOMENTS] * 3
    assert len(scene.server.begun) == 3
    scene.run_to_the_end()
    assert len(scene.server.begun) == 3
    scene.check()


@pytest.mark.parametrize("letter", [0, 2])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_program_killed_at_any_moment_of_a_letter_loses_none(scene, moment, letter):
    scene.run(kill_at=letter * len(MOMENTS) + MOMENTS.index(moment) + 1)
    before = len(scene.server.begun)
    assert before >= letter
    assert scene.run()
    others = len(RECIPIENTS) - letter - 1
    assert len(scene.server.begun) == before + others  # the killed one waits for its lease
    scene.run_to_the_end()
    scene.check()


@pytest.mark.parametrize("seed", range(6))
def test_programs_killed_again_and_again_lose_nothing_in_the_end(scene, seed):
    chance = random.Random(seed)
    for _ in range(4):
        if chance.random() < 0.5:
            scene.run(kill_at=chance.randint(1, 3 * len(MOMENTS)))
        else:
            scene.run(kill_after_s=chance.random() * LATE_S)
        scene.clock.moment += LEASE
    scene.run_to_the_end()
    scene.check()
