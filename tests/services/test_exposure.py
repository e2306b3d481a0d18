"""Keys that must go at once: the most powerful first, made here or planned for today."""

from dataclasses import replace
from datetime import date

from app.core.key import Origin
from app.core.organisation import OrganisationDraft
from app.core.replacement import Reason, ReplacementState
from tests.stage import add_key, create_key


def test_successors_of_keys_made_here_are_made_and_those_of_the_portal_planned_for_today(services):
    made = create_key(services, "made here", also_tell=("desk@example.org",), notes="rack 4")
    portal = add_key(services, "portal", permission="full")
    begun = services.exposure.replace([made.id, portal.id], Reason.EXPOSED)
    [successor] = begun.made
    assert begun.planned == (portal,)
    assert (successor.name, successor.origin) == ("made here", Origin.MADE_HERE)
    assert (successor.notes, successor.also_tell) == ("rack 4", ("desk@example.org",))
    states = {one.old.name: one for one in services.replacement_list.running()}
    assert states["made here"].state is ReplacementState.OPEN
    assert states["portal"].state is ReplacementState.PLANNED
    assert states["portal"].replacement.planned_on == date(2026, 6, 15)
    assert {one.replacement.reason for one in states.values()} == {Reason.EXPOSED}


def test_a_weekend_does_not_wait(services, clock):
    clock.turn(days=5)  # a Saturday
    portal = add_key(services, "portal")
    services.exposure.replace([portal.id], Reason.EXPOSED)
    [course] = services.replacement_list.running()
    assert course.replacement.planned_on == date(2026, 6, 20)


def test_the_most_powerful_come_first_then_those_that_stop_first(services):
    late = add_key(services, "late", ending="0001", expires_on=date(2027, 5, 1))
    soon = add_key(services, "soon", ending="0002", expires_on=date(2026, 7, 1))
    full = add_key(services, "full", ending="0003", permission="full")
    ordered = services.exposure.in_order([late.id, soon.id, full.id])
    assert [key.name for key in ordered] == ["full", "soon", "late"]


def test_what_is_being_replaced_or_gone_is_left_alone(services):
    key = create_key(services, "made here")
    services.exposure.replace([key.id], Reason.EXPOSED)
    again = services.exposure.replace([key.id], Reason.EXPOSED)
    assert (again.made, again.planned, again.under_way) == ((), (), (services.keys.get(key.id),))
    gone = create_key(services, "gone")
    services.change.remove([gone.id])
    assert services.exposure.in_order([gone.id]) == []


def test_a_plan_for_a_portal_key_is_brought_forward(services):
    key = add_key(services, "of the portal")
    services.replacements.plan([(key.id, date(2026, 12, 1))], Reason.EXPIRY)
    begun = services.exposure.replace([key.id], Reason.EXPOSED)
    assert begun.planned == (key,)
    [course] = services.replacement_list.running()
    assert course.replacement.planned_on == course.day
    assert course.replacement.reason is Reason.EXPOSED


def test_a_key_whose_like_cannot_be_made_is_planned_and_holds_nothing_up(services):
    home = services.organisations.default()
    with_reports = OrganisationDraft(name=home.name, reports_api=True)
    services.organisations.edit(home.id, with_reports)
    reports = create_key(services, "Reports", permission="reports")
    other = create_key(services, "Other")
    services.organisations.edit(home.id, replace(with_reports, reports_api=False))
    begun = services.exposure.replace([reports.id, other.id], Reason.EXPOSED)
    assert [key.name for key in begun.made] == ["Other"]
    assert [key.name for key in begun.planned] == ["Reports"]


def test_a_planned_one_of_a_key_made_here_is_made_now(services):
    key = create_key(services, "made here")
    services.replacements.plan([(key.id, date(2026, 7, 1))], Reason.EXPIRY)
    begun = services.exposure.replace([key.id], Reason.EXPOSED)
    assert len(begun.made) == 1
    [course] = services.replacement_list.running()
    assert (course.state, course.replacement.reason) == (ReplacementState.OPEN, Reason.EXPOSED)
