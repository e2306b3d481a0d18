"""What the stand-in counted goes into the trail, whoever else writes meanwhile."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from app.core.audit import Act
from app.core.stand_in import Heard
from tests.stage import Stage


@contextmanager
def somebody_writes(stage: Stage) -> Iterator[None]:
    with closing(sqlite3.connect(stage.place.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_what_cannot_be_written_now_is_written_a_minute_later(services, clock, stage):
    services.inventory._database.sql("PRAGMA busy_timeout = 20")
    heard = Heard(at=clock.now(), method="GET", path="/report", status=401)
    services.stand_in.note(heard)
    with somebody_writes(stage):
        clock.turn(minutes=1)
        services.stand_in.write_if_due()
        services.stand_in.note(heard)
    clock.turn(minutes=1)
    services.stand_in.write_if_due()
    told = [one.after for one in services.inventory.audit.latest(5) if one.act is Act.SERVED]
    assert [one["requests"] for one in told] == [2]


def test_it_waits_for_a_vault_that_gets_its_new_key_at_this_moment(services, clock, stage):
    heard = Heard(at=clock.now(), method="GET", path="/report", status=401)
    services.stand_in.note(heard)
    services.inventory._database.sql("UPDATE state SET generation = generation + 1")
    clock.turn(minutes=1)
    services.stand_in.write_if_due()
    services.inventory._database.sql("UPDATE state SET generation = generation - 1")
    clock.turn(minutes=1)
    services.stand_in.write_if_due()
    told = [one.after for one in services.inventory.audit.latest(5) if one.act is Act.SERVED]
    assert [one["requests"] for one in told] == [1]
