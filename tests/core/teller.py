"""One expiry date, and what is recorded of it while somebody looks now and then."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.core.schedule import Due, Recorded, Schedule, due

DAY = timedelta(days=1)


@dataclass(kw_only=True)
class Teller:
    """Looks at one date as the engine does: what it told or skipped once is recorded."""

    expires_on: date
    schedule: Schedule = field(default_factory=Schedule)
    daily: bool = True
    told: list[tuple[int, date]] = field(default_factory=list)
    """The stages that were raised, each with the day."""
    skipped: list[int] = field(default_factory=list)
    """The stages that were not, runs of days after the expiry date written out."""
    snoozed_until: date | None = None

    @property
    def stages(self) -> list[int]:
        """The stages that were raised, in their order."""
        return [stage for stage, _ in self.told]

    @property
    def least(self) -> int | None:
        """The most urgent stage that is recorded."""
        return min([*self.stages, *self.skipped], default=None)

    def look(self, day: date) -> Due | None:
        """Look on *day*, and record what is raised."""
        if self.snoozed_until is not None and self.snoozed_until <= day:
            self.snoozed_until = None
        recorded = Recorded(least=self.least, snoozed_until=self.snoozed_until)
        found = due(self.expires_on, day, self.schedule, recorded=recorded, daily=self.daily)
        if found is not None:
            self.told.append((found.stage, day))
            for run in found.missed:
                self.skipped += range(run.stage, run.through - 1, -1)
        return found


class Life:
    """A key, its organisation and a person: whatever they do, and a look after each."""

    def __init__(self, expires_on: date, begins: int) -> None:
        self.teller = Teller(expires_on=expires_on)
        self.noon = expires_on - begins * DAY
        self.zone = 0
        self.enabled = True

    @property
    def day(self) -> date:
        """The day where the organisation is: yesterday, today or tomorrow elsewhere."""
        return self.noon + self.zone * DAY

    def step(self, what: str, how: object) -> None:
        """Do one thing."""
        acts: dict[str, Callable[[], object]] = {
            "wait": lambda: setattr(self, "noon", self.noon + _days(how)),
            "move": lambda: setattr(self, "zone", how),
            "plan": lambda: setattr(self.teller, "schedule", how),
            "disable": lambda: setattr(self, "enabled", False),
            "enable": lambda: setattr(self, "enabled", True),
            "snooze": lambda: self.snooze(_days(how)),
            "acknowledge": lambda: None,  # it changes nothing of what is recorded
        }
        acts[what]()

    def snooze(self, length: timedelta) -> None:
        """Snooze what was told, if there is something that can be."""
        if self.teller.told and self.day < self.teller.expires_on:
            self.teller.snoozed_until = min(self.day + length, self.teller.expires_on)

    def look(self) -> None:
        """Look, and check what must hold whenever somebody looked."""
        if not self.enabled:
            return
        teller, before = self.teller, self.teller.least
        found = teller.look(self.day)
        assert found is None or before is None or found.stage < before
        snoozed = teller.snoozed_until is not None and self.day < teller.snoozed_until
        assert found is None or not snoozed
        reached = teller.schedule.stage_on(self.day, teller.expires_on, daily=True)
        if reached is not None and not snoozed:
            assert teller.least is not None
            assert teller.least <= reached


def _days(number: object) -> timedelta:
    assert isinstance(number, int)
    return number * DAY
