"""The engine of notices in processes of its own, and what must be in the inventory in the end."""

from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from app.core.preference import NOTICE_BEFORE_WEEKEND
from app.core.schedule import DEFAULT_STAGES
from tests.stage import NOON, FakeClock, Stage, add_key
from tests.storage.hand import plain

DAY = timedelta(days=1)
KEYS = 75
FIRST_EXPIRY = NOON.date() + max(DEFAULT_STAGES) * DAY
DAYS = 138
"""So many days are looked at: the last key expires on day 104, and all go on daily after that."""
DUE = 6_000
"""So many notices are due in these days."""

Told = tuple[str, int, str]
"""The name of a key, a stage, and a day."""

_RAISED = """
    SELECT key.name, notice.stage, substr(notice.raised_at, 1, 10), notice.id
    FROM notice JOIN key ON key.id = notice.subject_id"""
_SHOWN = """
    SELECT delivery_notice.notice, count(*) FROM delivery
    LEFT JOIN delivery_notice ON delivery_notice.delivery = delivery.id
    WHERE delivery.channel = 'desktop' GROUP BY delivery_notice.notice"""


def prepare(stage: Stage) -> None:
    """Make an inventory of keys that expire on one day after the other, no day being off."""
    services = stage.make()
    with services.workplace.change():
        services.settings.set(NOTICE_BEFORE_WEEKEND, value=False)
        for number in range(KEYS):
            add_key(services, str(number), expires_on=FIRST_EXPIRY + number * DAY)
    services.inventory.close()


def moments() -> list[datetime]:
    """Return the moments at which somebody looks, one each day."""
    return [NOON + number * DAY for number in range(DAYS)]


def due() -> list[Told]:
    """Return every notice that is due in these days, and its day."""
    last = NOON.date() + (DAYS - 1) * DAY
    found = []
    for number in range(KEYS):
        expires_on = FIRST_EXPIRY + number * DAY
        days = {stage: expires_on - stage * DAY for stage in (*DEFAULT_STAGES, *range(-DAYS, 0))}
        found += [(str(number), one, str(day)) for one, day in days.items() if day <= last]
    return sorted(found)


def raised(stage: Stage) -> list[Told]:
    """Return every notice there is, and its day; each must be in one message to the desktop."""
    with plain(stage.place.database) as connection:
        rows = connection.execute(_RAISED).fetchall()
        shown = dict(connection.execute(_SHOWN).fetchall())
    assert shown == {row[3]: 1 for row in rows}
    return sorted((row[0], row[1], row[2]) for row in rows)


def look_when_told(folder: str, ears: Connection) -> None:
    """Look at each moment that the test says, until it says no more; the vault stays shut."""
    clock = FakeClock()
    services = Stage(folder=Path(folder), clock=clock).open(locked=True)
    ears.send("ready")
    while (moment := ears.recv()) is not None:
        clock.moment = moment
        services.notices.look()
        ears.send("looked")
    services.inventory.close()
