"""Plans: which keys they take, and on which day each is to be replaced."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core import calendar
from app.core.errors import FieldError, FilterError
from app.core.identity import KeyId
from app.core.organisation import OrganisationDraft
from app.core.preference import NOTICE_BEFORE_WEEKEND, WEEKEND
from app.core.replacement import Reason
from app.core.stagger import Turn
from app.services.suite import Services
from tests.core.rule import RULE
from tests.stage import FakeClock, Stage, add_key, create_key

TODAY = date(2026, 6, 15)
DAY = timedelta(days=1)
SATURDAY, MONDAY = date(2026, 6, 20), date(2026, 6, 22)


def add(services: Services, name: str, expires_on: date = date(2026, 9, 1)) -> KeyId:
    """Add a portal key; names of one length sort as they are written."""
    return add_key(services, name, expires_on=expires_on).id


def planned(turns: list[Turn]) -> list[tuple[str, date]]:
    return [(turn.key.name, turn.day) for turn in turns]


def test_keys_that_expire_on_one_day_get_working_days_one_after_another(services):
    ids = [add(services, name) for name in ("C", "A", "B")]
    turns = services.plans.turns(ids, date(2026, 6, 19))
    assert planned(turns) == [
        ("A", date(2026, 6, 19)),
        ("B", MONDAY),
        ("C", MONDAY + DAY),
    ]
    assert [turn.expires_on for turn in turns] == [
        calendar.add_months(turn.day, 12) for turn in turns
    ]


def test_days_off_are_those_of_the_preferences_even_where_notices_do_not_heed_them(services):
    services.settings.set(WEEKEND, ("mon",))
    services.settings.set(NOTICE_BEFORE_WEEKEND, value=False)
    turns = services.plans.turns([add(services, "A"), add(services, "B")], SATURDAY)
    assert planned(turns) == [("A", SATURDAY), ("B", SATURDAY + DAY)]
    assert services.plans.turns([add(services, "C")], MONDAY)[0].day == MONDAY + DAY


def test_a_successor_lives_as_long_as_its_organisation_says(services):
    brief = services.organisations.create(OrganisationDraft(name="Brief", lifetime_months=3))
    key = add_key(services, "A", organisation=brief.id)
    [turn] = services.plans.turns([key.id], TODAY)
    assert turn.expires_on == date(2026, 9, 15)


def test_keys_being_replaced_or_out_of_the_list_are_left_out(services):
    running, removed, kept = (add(services, name) for name in ("A", "B", "C"))
    services.replacements.plan([(running, TODAY)], Reason.EXPIRY)
    services.change.remove([removed])
    assert planned(services.plans.turns([running, removed, kept], TODAY + DAY)) == [
        ("C", TODAY + DAY)
    ]


def test_a_day_of_another_plan_stays_free(services):
    services.replacements.plan([(add(services, "A"), TODAY)], Reason.EXPIRY)
    assert planned(services.plans.turns([add(services, "B")], TODAY)) == [("B", TODAY + DAY)]


def test_a_key_named_twice_has_one_turn(services):
    key = add(services, "A")
    assert len(services.plans.turns([key, key], TODAY)) == 1


def test_all_at_once_begins_with_the_most_powerful(services):
    weak = create_key(services, "Weak", permission="authentication").id
    strong = create_key(services, "Strong", permission="full").id
    turns = services.plans.turns([weak, strong], SATURDAY, at_once=True)
    assert planned(turns) == [("Strong", SATURDAY), ("Weak", SATURDAY)]


def test_at_once_comes_before_plans_for_later(services):
    key = create_key(services, "Strong", permission="full").id
    services.replacements.plan([(key, MONDAY)], Reason.EXPIRY)
    assert services.plans.turns([key], SATURDAY) == []
    assert planned(services.plans.turns([key], SATURDAY, at_once=True)) == [("Strong", SATURDAY)]
    assert services.plans.turns([key], MONDAY, at_once=True) == []


def test_the_day_of_a_successor_that_was_just_made_stays_free(services):
    create_key(services, "Successor", predecessor=add(services, "A"))
    [turn] = services.plans.turns([add(services, "B")], TODAY)
    assert (turn.day, turn.shared) == (TODAY + DAY, False)


def test_a_plan_does_not_begin_in_the_past(services):
    with pytest.raises(FieldError, match="cannot begin in the past") as caught:
        services.plans.turns([add(services, "A")], TODAY - DAY)
    assert caught.value.field == "start"


def test_the_last_year_there_is_has_an_end(services, clock):
    clock.moment = clock.moment.replace(year=9999)
    key = add(services, "A", date(9999, 12, 1))
    [turn] = services.plans.turns([key], date(9999, 6, 15))
    assert turn.expires_on == date.max


def test_a_period_has_both_its_days_and_no_disabled_key(services):
    first, last = date(2026, 9, 1), date(2026, 9, 30)
    inside = [add(services, "A", first), add(services, "B", last)]
    add(services, "C", first - DAY)
    add(services, "D", last + DAY)
    services.change.disable([add(services, "E", first)])
    assert services.plans.expiring(first, last) == inside


def test_a_period_can_lie_in_the_past(services):
    stopped = add(services, "A", TODAY - DAY)
    assert services.plans.expiring(TODAY - 9 * DAY, TODAY) == [stopped]
    assert services.plans.turns([stopped], TODAY)[0].day == TODAY


def test_a_period_and_a_filter_can_be_of_one_organisation(services):
    college = services.organisations.create(OrganisationDraft(name="College")).id
    add(services, "Koha")
    there = add_key(services, "Koha", organisation=college, expires_on=date(2026, 9, 1)).id
    assert services.plans.expiring(TODAY, date.max, college) == [there]
    assert services.plans.of_filter("koha", college) == [there]


def test_a_filter_chooses_as_the_list_does(services):
    koha = add(services, "Koha")
    add(services, "Moodle")
    assert services.plans.of_filter("koha expires<2027-01-01") == [koha]
    with pytest.raises(FilterError):
        services.plans.of_filter("nonsense:1")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """An inventory with keys that expire on many days, some of them together."""
    folder: Path = tmp_path_factory.mktemp("many") / "inventory"
    services = Stage(folder=folder, clock=FakeClock()).make()
    for number in range(24):
        add_key(services, f"Key {number:02}", expires_on=TODAY + (number * number % 41) * DAY)
    yield services
    services.inventory.close()


@settings(RULE, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(0, 23)), st.integers(0, 60))
def test_whatever_is_planned_no_two_successors_share_a_day_unless_said(many, chosen, ahead):
    start = TODAY + ahead * DAY
    everything = many.plans.of_filter("")
    turns = many.plans.turns([everything[number] for number in chosen], start)
    alone = [turn.expires_on for turn in turns if not turn.shared]
    assert len(turns) == len(chosen)
    assert len(set(alone)) == len(alone)
    assert [turn.key.expires_on for turn in turns] == sorted(turn.key.expires_on for turn in turns)
    for turn in turns:
        assert turn.day >= start
        assert turn.day.weekday() < 5
