"""Create: a key whose value is generated here."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from app.core import calendar
from app.core.errors import FieldError, NotFoundError
from app.core.identity import AccountId, OrganisationId
from app.core.key import KeyState, Origin
from app.core.organisation import OrganisationDraft
from app.services.key_creation import KeyDraft
from app.services.suite import Services
from tests.core.rule import RULE
from tests.services.scene import everything
from tests.stage import NOON, FakeClock, create_key, names

HERE = rules(RULE, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])


def draft(services: Services, **fields: object) -> KeyDraft:
    given = {
        "name": "Koha",
        "organisation": services.organisations.default().id,
        "permission": "authentication",
    }
    return KeyDraft(**(given | fields))  # type: ignore[arg-type]  # each test knows its fields


@pytest.mark.parametrize("permission", ["authentication", "reports", "full"])
def test_a_key_of_each_level_is_made_with_a_value_in_the_portals_form(services, permission):
    key, value = services.creation.create(draft(services, permission=permission))
    assert uuid.UUID(value.reveal()).version == 4
    assert value.reveal() == str(uuid.UUID(value.reveal()))
    assert services.secret.reveal(key.id) == value
    assert services.keys.get(key.id) == key
    assert (key.permission, key.origin) == (permission, Origin.MADE_HERE)
    assert key.ending == value.reveal()[-4:]


def test_each_key_has_a_value_of_its_own(services):
    made = [create_key(services, f"Koha {number}") for number in range(20)]
    values = {services.secret.copy(key.id).reveal() for key in made}
    assert len(values) == len({key.id for key in made}) == 20


def test_a_new_key_works_from_now_on(services):
    key = create_key(services)
    assert key.state_on(date(2026, 6, 15)) is KeyState.ACTIVE
    assert (key.created_at, key.expires_on) == (services.workplace.now(), date(2027, 6, 15))
    assert not services.todos.count_open()


@pytest.mark.parametrize(
    ("today", "months", "expires_on"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 8, 31), 18, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 6, 15), 120, date(2036, 6, 15)),
    ],
)
def test_a_key_lasts_its_lifetime_to_the_same_day_or_the_months_last(
    services, clock, today, months, expires_on
):
    clock.moment = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    organisation = services.organisations.create(
        OrganisationDraft(name="Brief", lifetime_months=months)
    )
    assert create_key(services, organisation=organisation.id).expires_on == expires_on
    assert services.creation.expiry_of_new_key(organisation.id) == expires_on


@HERE
@example(datetime(2026, 6, 15, 23, 30, tzinfo=UTC), "Pacific/Kiritimati", 1)
@example(datetime(2026, 6, 30, 10, 30, tzinfo=UTC), "Pacific/Pago_Pago", 12)
@given(
    st.integers(0, 3_650 * 24).map(lambda hours: NOON + timedelta(hours=hours)),
    st.sampled_from(["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London", "Africa/Cairo"]),
    st.integers(1, 120),
)
def test_the_lifetime_counts_from_today_where_the_key_belongs(services, moment, zone, months):
    clock = services.workplace.clock
    assert isinstance(clock, FakeClock)
    clock.moment = moment
    organisation = services.organisations.default()
    edited = services.organisations.edit(
        organisation.id,
        OrganisationDraft(name=organisation.name, time_zone=zone, lifetime_months=months),
    )
    today = calendar.day_at(clock.moment, zone)
    assert create_key(services).expires_on == calendar.add_months(today, months)
    assert edited.today(clock.moment) == today


def test_a_level_that_needs_the_reports_api_is_refused_where_it_is_not_enabled(services):
    college = services.organisations.create(OrganisationDraft(name="College"))
    with pytest.raises(FieldError, match="Reports API needs the reports API") as caught:
        create_key(services, organisation=college.id, permission="reports")
    assert caught.value.field == "permission"
    assert create_key(services, organisation=college.id, permission="full").permission == "full"


def test_a_level_that_does_not_exist_is_refused_naming_those_that_do(services):
    with pytest.raises(FieldError, match="authentication, reports, full"):
        create_key(services, permission="admin")


def test_an_owner_or_organisation_that_does_not_exist_is_refused(services):
    with pytest.raises(NotFoundError, match="account"):
        create_key(services, owner=AccountId("nobody"))
    with pytest.raises(NotFoundError, match="organisation"):
        create_key(services, organisation=OrganisationId("nowhere"))
    assert everything(services) == []


def test_an_owner_is_kept(services):
    mine = services.accounts.mine()
    key = create_key(services, owner=mine)
    assert services.keys.people().owner_name(services.keys.get(key.id)) == "Ada Tester"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "A name is needed"),
        (" \t ", "A name is needed"),
        ("x" * 201, "201 characters; 200 is the most"),
        ("Ko\u202eha", "Character 3 (U+202E) cannot be seen"),
        ("Ko\x00ha", "Character 3 (U+0000) cannot be seen"),
        ("two\nlines", "Character 4 (U+000A) cannot be seen"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused_saying_why(services, name, told):
    with pytest.raises(FieldError) as caught:
        create_key(services, name)
    assert caught.value.field == "name"
    assert told in str(caught.value)
    assert everything(services) == []


def test_a_name_is_kept_as_it_is_meant(services):
    create_key(services, "  Universite\u0301 東京 <b>&amp; “x”  ")
    create_key(services, "x" * 200)
    assert set(names(services)) == {"Université 東京 <b>&amp; “x”", "x" * 200}


def test_notes_may_have_lines_but_nothing_unseen(services):
    key = create_key(services, notes="Rack 4\r\n\tsecond floor\n")
    assert services.keys.get(key.id).notes == "Rack 4\n\tsecond floor"
    with pytest.raises(FieldError) as caught:
        create_key(services, notes="x\u200by")
    assert caught.value.field == "notes"
    with pytest.raises(FieldError, match="10000 is the most"):
        create_key(services, notes="x" * 10_001)


def test_two_keys_may_have_one_name(services):
    assert create_key(services, "Koha").id != create_key(services, "Koha").id
    assert names(services) == ["Koha", "Koha"]
