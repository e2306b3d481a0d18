"""What SQL counts is what plain Python counts of all keys, one by one."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from app.core.identity import OrganisationId
from app.core.key import Key, KeyState
from app.core.query import EVERYDAY, days_of
from app.core.statistics import Expiry
from app.services.suite import Services
from tests.stage import FakeClock, Stage, add_key, create_key
from tests.storage.oracle import World
from tests.storage.population import MOMENTS, TODAY, populate, world_of

UNTIL = TODAY + timedelta(days=200)


@pytest.fixture(scope="module", params=[1, 2], ids="population {}".format)
def populated(request, tmp_path_factory) -> Iterator[Services]:
    made = Stage(folder=tmp_path_factory.mktemp("statistics") / "inventory").make()
    populate(made, 150, request.param)
    yield made
    made.inventory.close()


@pytest.fixture(params=range(len(MOMENTS)), ids="moment {}".format)
def world(request, populated) -> World:
    clock = populated.workplace.clock
    assert isinstance(clock, FakeClock)
    clock.moment = MOMENTS[request.param]
    return world_of(populated)


def scopes(world: World) -> list[OrganisationId | None]:
    return [None, *(one.id for one in world.organisations.values())]


def within(world: World, organisation: OrganisationId | None, *states: KeyState) -> list[Key]:
    return [
        key
        for key in world.keys
        if organisation in {None, key.organisation} and world.state(key) in (states or EVERYDAY)
    ]


def test_keys_in_use_are_counted_by_day_and_permission(populated, world):
    for organisation in scopes(world):
        shown = [one for one in world.organisations.values() if organisation in {None, one.id}]
        days = days_of(shown, populated.workplace.now())
        found = populated.inventory.statistics.expiries(days, UNTIL, organisation)
        wanted = Counter(
            (key.expires_on, key.permission)
            for key in within(world, organisation, KeyState.ACTIVE, KeyState.EXPIRING)
            if key.expires_on < UNTIL
        )
        assert sorted(found, key=str) == sorted(
            (Expiry(day, level, count) for (day, level), count in wanted.items()), key=str
        )


def test_the_keys_of_every_day_are_counted_by_what_they_are(populated, world):
    counted = populated.inventory.statistics
    for organisation in scopes(world):
        keys = within(world, organisation)
        assert counted.permissions(organisation) == Counter(key.permission for key in keys)
        assert counted.organisations(organisation) == Counter(key.organisation for key in keys)


def test_the_keys_of_every_day_are_counted_by_when_they_were_recorded(populated, world):
    recorded = MOMENTS[0].date()
    days = [recorded - timedelta(days=1), recorded]
    for organisation in scopes(world):
        found = populated.inventory.statistics.recorded_after(days, organisation)
        ages = [key.created_at.date() for key in within(world, organisation)]
        assert found == [sum(day < recorded for recorded in ages) for day in days]


@pytest.fixture
def services(stage: Stage) -> Iterator[Services]:
    made = stage.make()
    yield made
    made.inventory.close()


def test_an_empty_inventory_counts_nothing(services):
    counted = services.inventory.statistics
    day = days_of(services.organisations.all(), services.workplace.now())
    assert counted.expiries(day, UNTIL, None) == []
    assert counted.expiries((), UNTIL, None) == []
    assert counted.recorded_after([TODAY, TODAY], None) == [0, 0]
    assert (counted.permissions(None), counted.successions(None)) == ({}, [])
    assert counted.notices(services.workplace.days(), None) == {}


def test_a_day_is_told_by_utc_where_a_key_was_recorded(services, clock):
    clock.moment = datetime(2026, 6, 15, 23, 30, tzinfo=UTC)  # the sixteenth in London already
    create_key(services, "Late in the evening")
    counted = services.inventory.statistics.recorded_after([date(2026, 6, 14), TODAY], None)
    assert counted == [1, 0]


def test_replacements_that_are_alike_are_counted_together(services, clock):
    old = [add_key(services, f"Old {at}", ending=f"{at:04}") for at in range(3)]
    for key in old:
        create_key(services, f"{key.name}, next", predecessor=key.id)
    [found] = services.inventory.statistics.successions(None)
    assert (found.begun_at, found.count, found.ended_at) == (clock.moment, 3, None)
    clock.turn(days=2)
    services.change.disable([old[0].id])
    clock.turn(days=1)
    services.change.remove([old[0].id])
    ended = {one.ended_at: one.count for one in services.inventory.statistics.successions(None)}
    assert ended == {None: 2, clock.moment - timedelta(days=1): 1}


def test_replacements_are_counted_where_the_old_key_belongs(services):
    old = add_key(services, "Old")
    create_key(services, "New", predecessor=old.id)
    counted = services.inventory.statistics
    assert len(counted.successions(old.organisation)) == 1
    assert counted.successions(OrganisationId("another")) == []
