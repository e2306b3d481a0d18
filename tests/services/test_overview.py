"""The dashboard: how the keys stand, which stop next, what is to do."""

from datetime import date, timedelta

import pytest

from app.core.key import KeyState
from app.core.organisation import OrganisationDraft
from app.core.todo import Todo
from app.services.key_list import View
from app.services.overview import NEEDS, NEXT
from app.services.suite import Services
from tests.stage import add_key

TODAY = date(2026, 6, 15)
DAYS = {"gone": -1, "today": 0, "tomorrow": 1, "a month": 30, "later": 31, "last": 400}


@pytest.fixture
def standing(services: Services) -> Services:
    """Keys in each state, in two organisations."""
    college = services.organisations.create(OrganisationDraft(name="College"))
    for name, days in DAYS.items():
        add_key(services, name, expires_on=TODAY + timedelta(days=days))
        add_key(
            services,
            f"{name} at college",
            expires_on=TODAY + timedelta(days=days),
            organisation=college.id,
        )
    services.change.disable([add_key(services, "off").id])
    services.change.remove([add_key(services, "away").id])
    return services


def test_the_counts_are_those_of_each_state(standing):
    college = standing.organisations.find("College").id
    assert standing.overviews.of(None).counts == {
        KeyState.EXPIRED: 4,
        KeyState.EXPIRING: 4,
        KeyState.ACTIVE: 4,
        KeyState.DISABLED: 1,
        KeyState.REMOVED: 1,
        KeyState.SUPERSEDED: 0,
    }
    assert standing.overviews.of(college).counts[KeyState.DISABLED] == 0
    assert standing.overviews.of(college).counts[KeyState.EXPIRING] == 2


def test_the_next_to_stop_are_those_that_still_work_soonest_first(standing):
    college = standing.organisations.find("College").id
    shown = [key.name for key in standing.overviews.of(college).next_to_expire]
    assert shown == [f"{name} at college" for name in ("tomorrow", "a month", "later", "last")]
    assert len(standing.overviews.of(None).next_to_expire) == 8


def test_the_dashboard_shows_a_few_and_tells_how_many_there_are(services):
    keys = [add_key(services, f"{n}", expires_on=TODAY + timedelta(days=n)) for n in range(20)]
    services.change.set_permission([key.id for key in keys], "full")
    overview = services.overviews.of(None)
    assert len(overview.next_to_expire) == NEXT
    assert len(overview.needed.first) == NEEDS
    assert overview.needed.todos == 20
    assert overview.needed.more()[Todo] == 12


def test_todos_of_another_organisation_are_not_shown(standing):
    college = standing.organisations.find("College").id
    assert standing.overviews.of(college).needed.todos == 0
    needed = standing.overviews.of(None).needed
    names = [one.key_name for one in needed.first if isinstance(one, Todo)]
    assert sorted(names) == ["away", "off"]


def test_everything_that_is_shown_can_be_named(standing):
    overview = standing.overviews.of(None)
    for key in overview.next_to_expire:
        assert overview.people.organisation_name(key) in {"College", "Example University"}
        assert overview.people.day(key) == TODAY


def test_an_empty_inventory_has_an_empty_dashboard(services):
    overview = services.overviews.of(None)
    assert set(overview.counts.values()) == {0}
    assert (overview.next_to_expire, overview.replacements) == ([], [])
    assert (overview.needed.first, overview.needed.count) == ((), 0)


def test_a_day_that_passes_moves_keys_on(standing, clock):
    clock.turn(days=1)
    counts = standing.keys.counts(View())
    assert (counts[KeyState.EXPIRED], counts[KeyState.EXPIRING]) == (6, 4)
