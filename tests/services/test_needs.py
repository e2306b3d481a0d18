"""What needs a person: the most urgent first, and as many as the lists have."""

from datetime import timedelta

from app.core.application import ApplicationDraft
from app.core.key import Key
from app.core.notice import NoticeState
from app.core.organisation import OrganisationDraft
from app.core.replacement import Reason, ReplacementState
from app.core.todo import Todo
from app.services.needs import Need, Needed
from app.services.notice_list import Line
from app.services.replacement_list import Course
from app.services.suite import Services
from tests.services.telling import expiring, today
from tests.stage import add_key, create_key


def needed(services: Services, organisation=None) -> Needed:
    return services.overviews.of(organisation).needed


def told(need: Need) -> str:
    match need:
        case Line():
            return f"notice {need.subject.name}"
        case Course():
            return f"replacement {need.old.name}"
        case Todo():
            return f"to-do {need.key_name}"


def plan(services: Services, days: int, *keys: Key) -> None:
    day = today(services) + timedelta(days=days)
    services.replacements.plan([(key.id, day) for key in keys], Reason.EXPIRY)


def test_nothing_needs_anybody_in_a_new_inventory(services):
    assert needed(services) == Needed((), 0, 0, 0)


def test_what_has_stopped_comes_first_then_what_stops_soon_then_the_portal_then_the_rest(
    services, clock
):
    expiring(services, 20, "in three weeks", ending="0001")
    expiring(services, 5, "in five days", ending="0002")
    expiring(services, -3, "three days ago", ending="0003")
    services.change.disable([add_key(services, "in the portal", ending="0004").id])
    plan(services, -1, create_key(services, "should be begun"))
    plan(services, 0, create_key(services, "to be begun today"))
    plan(services, 1, create_key(services, "to be begun tomorrow"))
    services.notices.look()
    assert [told(one) for one in needed(services).first] == [
        "notice three days ago",
        "replacement should be begun",
        "replacement to be begun today",
        "notice in five days",
        "to-do in the portal",
        "notice in three weeks",
    ]


def test_a_replacement_that_is_late_needs_somebody_until_it_is_done(services):
    old = expiring(services, 0, "old")
    new = create_key(services, "new", predecessor=old.id)
    found = needed(services)
    assert found.replacements == 1
    course = services.replacement_list.running_of(old.id)
    assert course is not None
    assert course.state is ReplacementState.LATE
    assert course.new == new
    services.replacements.cancel(course.replacement.id)
    assert needed(services).replacements == 0


def test_one_that_is_merely_under_way_needs_nobody(services):
    old = expiring(services, 40, "old")
    create_key(services, "new", predecessor=old.id)
    overview = services.overviews.of(None)
    assert overview.needed.count == 0
    assert [course.old.name for course in overview.replacements] == ["old"]
    assert overview.replacements_running == 1


def test_the_counts_are_those_of_the_lists(services):
    college = services.organisations.create(OrganisationDraft(name="College"))
    for number in range(6):
        here = college.id if number % 2 else None
        fields = {"organisation": here} if here else {}
        key = expiring(services, number, f"key {number}", ending=f"000{number}", **fields)
        plan(services, -1, key)
    gone = [
        add_key(services, f"gone {n}", ending=f"001{n}", organisation=college.id) for n in range(5)
    ]
    services.change.remove([key.id for key in gone])
    services.notices.look()
    for scope in (None, college.id, services.organisations.default().id):
        overview = services.overviews.of(scope)
        found = overview.needed
        running = services.replacement_list.counts(scope)
        assert found.notices == len(
            services.notice_list.current(NoticeState.OPEN, organisation=scope)
        )
        assert found.replacements == running[ReplacementState.LATE]
        assert found.todos == len(services.todos.all(organisation=scope))
        assert overview.replacements_running == len(services.replacement_list.running(scope))
        assert sum(found.more().values()) == found.count - len(found.first)
        assert len(found.first) == min(found.count, 8)


def test_an_exposed_key_comes_right_after_what_has_stopped_until_its_places_have_moved(services):
    expiring(services, 5, "in five days", ending="0002")
    expiring(services, -3, "three days ago", ending="0003")
    later = today(services) + timedelta(days=30)
    planned, used = create_key(services, "planned"), create_key(services, "used")
    home = services.organisations.default().id
    draft = ApplicationDraft(name="Koha", kind="koha", organisation=home)
    application = services.applications.create(draft, [used.id])
    services.replacements.plan([(planned.id, later), (used.id, later)], Reason.EXPOSED)
    create_key(services, "new", predecessor=used.id, reason=Reason.EXPOSED)
    services.notices.look()
    exposed = {"replacement planned", "replacement used"}
    found = [told(one) for one in needed(services).first]
    assert found[0] == "notice three days ago"
    assert set(found[1:3]) == exposed
    assert found[3] == "notice in five days"
    course = services.replacement_list.running_of(used.id)
    assert course is not None
    services.replacements.move(course.replacement.id, application.id)
    assert needed(services).replacements == 1
