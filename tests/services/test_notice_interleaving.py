"""Whatever happens, in any order: each stage is told once, in one message, and none is lost."""

import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st

from app.core.delivery import ChannelName
from app.core.errors import FieldError, WrongStateError
from app.core.identity import NoticeId
from app.core.notice import Notice
from app.core.organisation import AccountDraft, OrganisationDraft
from app.core.preference import MAIL_ON, NOTICE_BEFORE_WEEKEND, NOTICE_STAGES
from app.core.schedule import DEFAULT_STAGES
from app.services.key_secret import Correction
from app.services.notice_list import HELD
from tests.core.rule import MORE, RULE
from tests.services.telling import DAY, account, expiring, move, notices, stages, today
from tests.stage import FakeClock, Stage

ACTS = (
    "wait", "wait", "wait", "glitch", "move", "plan", "weekend", "disable", "enable", "remove",
    "restore", "tick", "untick", "acknowledge", "snooze", "reopen", "correct", "extend", "peer",
)  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9)), max_size=20)
ZONES = ("Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago")
PLANS = (DEFAULT_STAGES, (30, 7), (60, 28, 15, 6, 4), (0,), (365, 100, 29, 8))
GLITCHES = (1, -1, 3, -3, 30, -30, 400, -200, 26_663, -20_000)
WAITS = (0, 0, 1, 1, 2, 3, 5, 9, 17, 40)


class World:
    """An inventory with three keys and an account, two programs, and somebody in a hurry."""

    def __init__(self, stage: Stage, clock: FakeClock) -> None:
        self.services, self.peer, self.clock = stage.open(), stage.open(locked=True), clock
        self.services.settings.set(MAIL_ON, value=True)
        east = OrganisationDraft(name="Kiritimati College", time_zone="Pacific/Kiritimati")
        college = self.services.organisations.create(east).id
        self.keys = [expiring(self.services, days, str(days)).id for days in (30, 7)]
        there = {"organisation": college, "also_tell": ("desk@example.org",)}
        self.keys += [expiring(self.services, 14, "14", **there).id]
        self.ben = account(self.services, "Ben", expires_on=today(self.services) + 20 * DAY)

    def step(self, act: str, choice: int) -> None:
        """Do one thing, if it is allowed, and look."""
        with suppress(WrongStateError, FieldError):
            getattr(self, f"_{act}")(choice)
        self.services.notices.look()

    def _wait(self, choice: int) -> None:
        self.clock.turn(days=WAITS[choice], hours=choice)

    def _glitch(self, choice: int) -> None:
        self.clock.turn(days=GLITCHES[choice])
        self.services.notices.look()
        self.clock.turn(days=-GLITCHES[choice])

    def _move(self, choice: int) -> None:
        move(self.services, ZONES[choice % len(ZONES)])

    def _plan(self, choice: int) -> None:
        self.services.settings.set(NOTICE_STAGES, PLANS[choice % len(PLANS)])

    def _weekend(self, choice: int) -> None:
        self.services.settings.set(NOTICE_BEFORE_WEEKEND, value=bool(choice % 2))

    def _disable(self, choice: int) -> None:
        self.services.change.disable([self.keys[choice % 3]])

    def _enable(self, choice: int) -> None:
        self.services.change.enable([self.keys[choice % 3]])

    def _remove(self, choice: int) -> None:
        self.services.change.remove([self.keys[choice % 3]])

    def _restore(self, choice: int) -> None:
        self.services.change.restore([self.keys[choice % 3]])

    def _tick(self, choice: int) -> None:
        for todo in self.services.todos.all()[: choice % 3]:
            self.services.todos.tick(todo.id)

    def _untick(self, choice: int) -> None:
        for todo in self.services.todos.all(done=True)[: choice % 3]:
            self.services.todos.untick(todo.id)

    def _chosen(self, choice: int) -> list[NoticeId]:
        return [line.notice.id for line in self.services.notice_list.current()][: choice % 3 + 1]

    def _acknowledge(self, choice: int) -> None:
        self.services.notice_list.acknowledge(self._chosen(choice))

    def _reopen(self, choice: int) -> None:
        self.services.notice_list.reopen(self._chosen(choice))

    def _snooze(self, choice: int) -> None:
        self.services.notice_list.snooze(self._chosen(choice), lambda day: day + choice * DAY)

    def _correct(self, choice: int) -> None:
        days = timedelta(days=choice - 5)
        correction = Correction(ending=f"000{choice}", expires_on=today(self.services) + days)
        if choice % 2:
            correction = replace(correction, expires_on=None)
        self.keys[0] = self.services.secret.correct(self.keys[0], correction).id

    def _extend(self, choice: int) -> None:
        draft = AccountDraft(name="Ben", organisation=self.ben.organisation)
        days = (20, 7, 400, 0, 30)[choice % 5] * DAY
        self.services.accounts.edit(
            self.ben.id, replace(draft, expires_on=date(2026, 6, 15) + days)
        )

    def _peer(self, choice: int) -> None:
        self.peer.notices.look()

    def require_order(self) -> None:
        """Require what must hold after any look, whatever came before."""
        assert self.services.notices.due() == []
        assert not self.peer.notices.look().changed
        self._require_list()
        told: dict[tuple[str, date], list[Notice]] = defaultdict(list)
        for notice in notices(self.services):
            told[notice.subject_id, notice.expires_on].append(notice)
        for found in told.values():
            raised, skipped = stages(found), stages(found, skipped=True)
            assert len(set(raised + skipped)) == len(raised) + len(skipped)
            assert all(later < earlier for earlier, later in pairwise(raised))
            assert raised[-1] == min(raised + skipped)

    def _require_list(self) -> None:
        """Require that what is listed and counted is what stands so in the history."""
        listed = self.services.notice_list.current()
        assert len(listed) == len({line.subject.id for line in listed})
        standing = [one for one in self.services.notice_list.history() if one.state in HELD]
        assert {one.notice.id for one in listed} == {one.notice.id for one in standing}
        states = Counter(one.state for one in standing)
        assert self.services.notice_list.counts() == {state: states[state] for state in HELD}

    def require_messages(self) -> None:
        """Require that each notice is in one message to each recipient, those skipped in none."""
        for line in self.services.notice_list.history():
            messages = self.services.inventory.deliveries.of_notices([line.notice.id])
            channels = [one.channel for one in messages[line.notice.id]]
            assert channels.count(ChannelName.EMAIL) == (not line.notice.skipped)
            assert (ChannelName.DESKTOP in channels) is not line.notice.skipped


@contextmanager
def world(original: Path) -> Iterator[World]:
    """Give a world; it must be whole in the end."""
    with TemporaryDirectory() as folder:
        shutil.copytree(original, Path(folder) / "inventory")
        clock = FakeClock()
        made = World(Stage(folder=Path(folder) / "inventory", clock=clock), clock)
        yield made
        made.require_messages()
        assert made.services.verify() == []
        made.peer.inventory.close()
        made.services.inventory.close()


@rules(RULE, max_examples=25 * MORE)
@given(STEPS)
def test_whatever_happens_each_stage_is_told_once_and_none_is_lost(empty_original, steps):
    with world(empty_original) as made:
        made.step("wait", 0)
        for step in steps:
            made.step(*step)
            made.require_order()
