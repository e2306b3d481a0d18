"""Somebody who looks for notices, and what they and the outbox then have."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from app.core.delivery import ChannelName, Delivery
from app.core.identity import NoticeId
from app.core.key import Key
from app.core.notice import Notice, NoticeState
from app.core.organisation import Account, AccountDraft
from app.services.notice_list import Line
from app.services.notices import Look
from app.services.suite import Services
from tests.stage import ORGANISATION, FakeClock, add_key

DAY = timedelta(days=1)
WHOLE = [30, 21, 14, 10, 7, 5, 3, 2, 1, 0]
"""The usual stages."""
OF_A_WEDNESDAY = [30, 21, 14, 10, 7, 3, 2, 1, 0]
"""What is raised for an expiry on a Wednesday: its 5 and 3 days before fall on one Friday."""
Told = list[tuple[str, int]]
"""Names, each with a stage."""


def today(services: Services) -> date:
    """Return the day at the organisation."""
    return services.organisations.default().today(services.workplace.now())


def expiring(services: Services, days: int, name: str = "Koha", **fields: object) -> Key:
    """Add a key of the portal that expires in so many *days*."""
    return add_key(services, name, expires_on=today(services) + days * DAY, **fields)


def account(services: Services, name: str, **fields: object) -> Account:
    """Create an account at the organisation, or at the one of *fields*."""
    drafted = AccountDraft(name=name, organisation=services.organisations.default().id)
    return services.accounts.create(replace(drafted, **fields))  # type: ignore[arg-type]


def move(services: Services, zone: str) -> None:
    """Give the organisation another time zone."""
    services.organisations.edit(
        services.organisations.default().id, replace(ORGANISATION, time_zone=zone)
    )


def told(look: Look) -> Told:
    """Return what a look raised."""
    return [(one.subject.name, one.due.stage) for one in look.raised]


def look(services: Services) -> Told:
    """Look now, and return what was raised."""
    return told(services.notices.look())


def look_daily(services: Services, clock: FakeClock, days: int) -> list[int]:
    """Look on each of so many *days* from tomorrow on, and return the stages that were raised."""
    found: list[int] = []
    for _ in range(days):
        clock.turn(days=1)
        found += [stage for _, stage in look(services)]
    return found


def notices(services: Services, subject_id: str | None = None) -> list[Notice]:
    """Return what is recorded of a subject, or of all, oldest first; voided ones are left out."""
    lines = services.notice_list.history()[::-1]
    return [
        line.notice
        for line in lines
        if line.notice.voided_at is None and subject_id in {None, line.notice.subject_id}
    ]


def stages(found: Iterable[Notice], *, skipped: bool = False) -> list[int]:
    """Return the stages that were raised, or *skipped*, runs written out."""
    return [
        stage
        for notice in found
        if notice.skipped is skipped
        for stage in range(notice.stage, notice.through - 1, -1)
    ]


def recorded(services: Services, subject_id: str | None = None) -> list[int]:
    """Return the stages that were raised or skipped, in order, each as often as it was."""
    found = notices(services, subject_id)
    return sorted(stages(found) + stages(found, skipped=True), reverse=True)


def digests(services: Services, channel: ChannelName = ChannelName.DESKTOP) -> list[Delivery]:
    """Return the messages by *channel*, oldest first."""
    return services.outbox.latest(10_000, channel)[::-1]


def the_one(services: Services) -> Line:
    """Return the only notice that is open, snoozed or acknowledged."""
    [line] = services.notice_list.current()
    return line


def standing(services: Services) -> tuple[str, int, NoticeState]:
    """Return whose the only such notice is, its stage, and how it stands."""
    line = the_one(services)
    return line.subject.name, line.notice.stage, line.state


def snooze(services: Services, notice_id: NoticeId, days: int) -> None:
    """Snooze a notice for so many *days*."""
    services.notice_list.snooze([notice_id], lambda day: day + days * DAY)


def told_of(services: Services, days: int, name: str = "Koha") -> NoticeId:
    """Add a key that expires in so many *days*, look, and return its notice."""
    key = expiring(services, days, name)
    look(services)
    lines = services.notice_list.current()
    return next(line.notice.id for line in lines if line.subject.id == key.id)
