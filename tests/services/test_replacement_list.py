"""The list of replacements: those that run by urgency, those that ended, and how many there are."""

from datetime import date, timedelta

import pytest

from app.core.advice import AdviceKind
from app.core.errors import AmbiguousIdError, NotFoundError
from app.core.identity import OrganisationId
from app.core.key import Key
from app.core.organisation import OrganisationDraft
from app.core.replacement import Reason, ReplacementState
from app.services import replacement_list
from app.services.replacement_list import Course
from app.services.suite import Services
from tests.services.replacing import (
    application,
    begun,
    course,
    move_all,
    of,
    planned,
    successor,
)
from tests.services.telling import today
from tests.stage import add_key, create_key, listed

DAY = timedelta(days=1)


def old_keys(courses: list[Course]) -> list[tuple[str, ReplacementState]]:
    """Return the names of the keys that are replaced, and how each replacement stands."""
    return [(one.old.name, one.state) for one in courses]


def replaced(services: Services, name: str, days: int, **fields: object) -> Key:
    """Return a key that expires in so many *days*, is used, and is being replaced."""
    key = add_key(services, name, expires_on=today(services) + days * DAY, **fields)
    application(services, f"at {name}", key)
    successor(services, key, f"after {name}")
    return key


def test_what_is_most_urgent_comes_first(services):
    replaced(services, "open, later", 40)
    replaced(services, "open, soon", 20)
    replaced(services, "late", 0)
    day = today(services)
    planned(services, add_key(services, "planned, later", ending="dddd"), day + 9 * DAY)
    planned(services, add_key(services, "planned, soon", ending="eeee"), day + 3 * DAY)
    planned(services, add_key(services, "planned too late", ending="ffff"), day - DAY)
    assert old_keys(services.replacement_list.running()) == [
        ("planned too late", ReplacementState.LATE),
        ("late", ReplacementState.LATE),
        ("open, soon", ReplacementState.OPEN),
        ("open, later", ReplacementState.OPEN),
        ("planned, soon", ReplacementState.PLANNED),
        ("planned, later", ReplacementState.PLANNED),
    ]


def test_what_has_ended_comes_the_latest_first_and_no_more_than_the_most(
    services, clock, monkeypatch
):
    names = ["a", "b", "c", "d"]
    for number, name in enumerate(names):
        key = replaced(services, name, 40)
        one = of(services, key).replacement.id
        clock.turn(hours=1)
        if number % 2:
            services.replacements.cancel(one)
        else:
            move_all(services, one)
            services.replacements.close(one, disable=True, remove=False)
    states = (ReplacementState.CANCELLED, ReplacementState.CLOSED)
    assert old_keys(services.replacement_list.ended()) == [
        (name, states[number % 2]) for number, name in enumerate(names[::-1])
    ]
    assert services.replacement_list.running() == []
    monkeypatch.setattr(replacement_list, "MOST", 3)
    assert len(services.replacement_list.ended()) == 3
    monkeypatch.setattr(replacement_list, "MOST", 2)
    for state, names_of_it in zip(states, (["d", "b"], ["c", "a"]), strict=True):
        found = services.replacement_list.ended(state=state)
        assert old_keys(found) == [(name, state) for name in names_of_it]
    counts = services.replacement_list.counts()
    assert (counts[ReplacementState.CLOSED], counts[ReplacementState.CANCELLED]) == (2, 2)


def test_each_state_is_counted_at_each_organisation(services, clock):
    college = services.organisations.create(
        OrganisationDraft(name="College", time_zone="Pacific/Kiritimati")
    )
    replaced(services, "open", 20)
    replaced(services, "late", 0)
    replaced(services, "there", 2, organisation=college.id)
    there = add_key(services, "planned there", organisation=college.id)
    services.replacements.cancel(planned(services, there, today(services)))

    def counted(organisation: OrganisationId | None = None) -> dict[str, int]:
        counts = services.replacement_list.counts(organisation)
        assert list(counts) == list(ReplacementState)
        return {state.value: count for state, count in counts.items() if count}

    assert counted() == {"late": 1, "open": 2, "cancelled": 1}
    assert counted(services.organisations.default().id) == {"late": 1, "open": 1}
    assert counted(college.id) == {"open": 1, "cancelled": 1}
    clock.turn(days=1)  # there it is the day after
    assert counted(college.id) == {"late": 1, "cancelled": 1}


def test_a_day_is_that_of_the_old_keys_organisation(services, clock):
    college = services.organisations.create(
        OrganisationDraft(name="College", time_zone="Pacific/Kiritimati")
    )
    here = replaced(services, "here", 1)
    there = replaced(services, "there", 1, organisation=college.id)
    assert (of(services, here).days_left, of(services, there).days_left) == (1, 0)
    assert (of(services, here).state, of(services, there).state) == ("open", "late")
    clock.turn(hours=-3)  # there it is still the same day
    assert (of(services, here).days_left, of(services, there).days_left) == (1, 1)
    assert (of(services, here).state, of(services, there).state) == ("open", "open")


def test_one_is_found_by_the_beginning_of_its_id(services):
    ids = [
        of(services, replaced(services, name, 40)).replacement.id for name in "abcdefghijklmnopq"
    ]
    assert services.replacement_list.find(ids[0]).replacement.id == ids[0]
    with pytest.raises(NotFoundError, match="There is no replacement zzzz"):
        services.replacement_list.find("zzzz")
    twice = next(one[0] for one in ids if sum(other[0] == one[0] for other in ids) > 1)
    with pytest.raises(AmbiguousIdError):
        services.replacement_list.find(twice)


def test_of_a_key_come_those_before_and_after_it(services, clock):
    first = add_key(services, "first")
    second = successor(services, first, "second")
    clock.turn(hours=1)
    third = successor(services, second, "third")
    found = services.replacement_list.of_key(second.id)
    assert [(one.old.name, one.new and one.new.name) for one in found] == [
        ("first", "second"),
        ("second", "third"),
    ]
    running = services.replacement_list.running_of(second.id)
    assert running is not None
    assert running.old.name == "second"
    assert services.replacement_list.running_of(third.id) is None


def test_what_is_read_at_once_is_what_is_read_one_by_one(services):
    for number in range(6):
        replaced(services, f"key {number}", 20 + number)
    for one in services.replacement_list.running():
        assert course(services, one.replacement.id) == one
    assert len(services.replacement_list.running()) == 6


def test_a_key_without_a_use_is_unknown_until_somebody_said_that_it_has_none(services):
    key = create_key(services, "Old")
    successor(services, key)
    assert of(services, key).checklist.is_unknown
    services.change.confirm_unused([key.id])
    checklist = of(services, key).checklist
    assert (checklist.is_unknown, checklist.is_done) == (False, True)


def test_the_next_to_stop_comes_first_also_where_one_had_been_planned(services):
    far = add_key(services, "far", ending="0001", expires_on=date(2027, 6, 1))
    soon = add_key(services, "soon", ending="0002", expires_on=date(2026, 6, 20))
    services.replacements.plan([(far.id, date(2026, 6, 16))], Reason.EXPIRY)
    for key in (far, soon):
        successor(services, key)
    assert [one.old.name for one in services.replacement_list.running()] == ["soon", "far"]


def test_what_uses_an_old_key_is_known_once_its_places_have_moved(services):
    old, new, one = begun(services, "Koha")
    unknown = listed(services, filter="used:unknown")
    assert unknown == []
    assert [key.name for key in listed(services, filter="used:nothing")] == ["New"]
    move_all(services, one)
    assert [key.name for key in listed(services, filter="used:nothing")] == ["Old"]
    assert not services.keys.get(old.id).use_is_unknown
    services.replacements.cancel(one)
    assert not services.keys.get(new.id).use_is_unknown
    assert services.advice.counts()[AdviceKind.UNKNOWN_USE] == 0


def test_a_planned_replacement_has_its_reason_and_its_day(services):
    key, day = add_key(services), date(2026, 12, 1)
    [made] = services.replacements.plan([(key.id, day)], Reason.PERSON_LEFT).planned
    found = services.replacement_list.get(made.id).replacement
    assert (found.reason, found.planned_on, found.begun_at) == (Reason.PERSON_LEFT, day, None)
