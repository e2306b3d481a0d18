from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from app.core.audit import Act
from app.core.errors import DuplicateValueError, FieldError, NotFoundError
from app.core.identity import AccountId
from app.core.key import KeyState, Origin
from app.core.organisation import OrganisationDraft
from app.core.secret import Secret
from app.services.key_creation import KeyDraft, PortalKeyDraft
from app.services.suite import Services
from tests.services.trail import acts, entries
from tests.stage import ORGANISATION, OTHER_VALUE, VALUE, add_key, create_key, names

LEVELS = ("authentication", "reports", "full")


def draft(services: Services, **fields: object) -> KeyDraft:
    made = KeyDraft(
        name="Koha", organisation=services.organisations.default().id, permission="full"
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # each test knows its fields


def portal_draft(services: Services, **fields: object) -> PortalKeyDraft:
    made = PortalKeyDraft(
        name="Koha",
        organisation=services.organisations.default().id,
        permission="full",
        expires_on=date(2027, 3, 1),
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # each test knows its fields


@pytest.mark.parametrize("level", LEVELS)
def test_a_key_of_each_level_is_created_with_a_fresh_value(services, level):
    key, value = services.creation.create(draft(services, permission=level))
    uuid = UUID(value.reveal())
    assert uuid.version == 4
    assert str(uuid) == value.reveal()
    assert key.ending == value.reveal()[-4:]
    assert key.origin is Origin.MADE_HERE
    assert key.expires_on == date(2027, 6, 15)
    assert services.secret.copy(key.id) == value


def test_two_keys_never_get_the_same_value(services):
    values = {create(services).reveal() for _number in range(20)}
    assert len(values) == 20


def create(services: Services) -> Secret:
    return services.creation.create(draft(services))[1]


def test_the_expiry_date_is_counted_from_today_where_the_organisation_is(stage, clock):
    clock.moment = datetime(2028, 1, 30, 23, 30, tzinfo=UTC)
    apia = replace(ORGANISATION, time_zone="Pacific/Apia", lifetime_months=1)
    services = stage.make(organisation=apia)
    assert create_key(services).expires_on == date(2028, 2, 29)  # the 31st there, and a leap year
    services.inventory.close()


def test_a_level_that_is_not_enabled_or_not_there_is_refused(stage):
    services = stage.make(organisation=OrganisationDraft(name="Small college"))
    with pytest.raises(FieldError, match="reports API, which is not enabled"):
        services.creation.create(draft(services, permission="reports"))
    with pytest.raises(FieldError, match="no permission level “root”"):
        services.creation.create(draft(services, permission="root"))
    assert names(services) == []
    services.inventory.close()


@pytest.mark.parametrize(
    ("name", "told"),
    [("", "A name is needed"), ("  ", "A name is needed"), ("x" * 201, "200 is the most"),
     ("Ko\u200bha", r"Character 3 \(U\+200B\)"), ("Ko\nha", r"Character 3 \(U\+000A\)")],
)  # fmt: skip
def test_a_bad_name_is_refused_and_nothing_is_stored(services, name, told):
    before = acts(services)
    with pytest.raises(FieldError, match=told):
        services.creation.create(draft(services, name=name))
    with pytest.raises(FieldError, match=told):
        services.creation.add_existing(portal_draft(services, name=name, ending="c15b"))
    assert names(services) == []
    assert acts(services) == before


def test_an_owner_must_exist(services):
    with pytest.raises(NotFoundError):
        services.creation.create(draft(services, owner=AccountId("nobody")))


def test_an_existing_key_is_recorded_as_the_portal_shows_it(services):
    shouted = Secret(f"  {VALUE.reveal().upper()}\n")
    key = services.creation.add_existing(portal_draft(services, value=shouted))
    assert services.secret.reveal(key.id) == VALUE
    assert (key.origin, key.expires_on, key.ending) == (Origin.PORTAL, date(2027, 3, 1), "44aa")


def test_an_existing_key_may_be_known_by_its_ending_alone(services):
    key = services.creation.add_existing(portal_draft(services, ending="…c15b"))
    assert (key.ending, key.has_value) == ("c15b", False)
    with pytest.raises(FieldError, match="last four characters"):
        services.creation.add_existing(portal_draft(services, ending="c15"))
    with pytest.raises(FieldError, match="last four"):
        services.creation.add_existing(portal_draft(services))


def test_a_value_of_another_shape_is_kept_to_the_letter_and_warned_of(services):
    odd = Secret("Odd-but-long-enough-VALUE")
    asked = portal_draft(services, value=odd)
    assert any("usual form" in told for told in services.creation.warnings(asked))
    key = services.creation.add_existing(asked)
    assert services.secret.copy(key.id) == odd


@pytest.mark.parametrize("value", ["", " ", "two words", "a\nb", "x" * 1025])
def test_what_cannot_be_a_key_is_refused(services, value):
    with pytest.raises(FieldError):
        services.creation.add_existing(portal_draft(services, value=Secret(value)))


def test_a_value_that_is_known_already_is_refused_with_the_name_of_its_key(services):
    add_key(services, "Koha", value=VALUE)
    before = acts(services)
    with pytest.raises(DuplicateValueError, match="as the key “Koha”"):
        add_key(services, "Again", value=VALUE)
    assert names(services) == ["Koha"]
    assert acts(services) == before


def test_a_destroyed_value_can_be_added_again(services):
    key = add_key(services, "Koha", value=VALUE)
    services.change.destroy(key.id)
    assert add_key(services, "Koha again", value=VALUE).has_value


def test_a_past_expiry_date_is_stored_after_a_warning(services):
    asked = portal_draft(services, ending="c15b", expires_on=date(2026, 6, 15))
    assert any("has expired already" in told for told in services.creation.warnings(asked))
    key = services.creation.add_existing(asked)
    assert key.state_on(date(2026, 6, 15)) is KeyState.EXPIRED


def test_what_deserves_a_look_is_warned_of(services):
    add_key(services, "Koha, main library", ending="c15b")
    alike = draft(services, name="KOHA rnain Iibrary")
    assert any("looks like “Koha, main library”" in w for w in services.creation.warnings(alike))
    noted = draft(services, notes=f"the key is {OTHER_VALUE.reveal()}")
    assert any("Notes are not sealed" in told for told in services.creation.warnings(noted))
    same = portal_draft(services, name="Other", ending="c15b")
    assert any("may be the same key" in told for told in services.creation.warnings(same))
    assert services.creation.warnings(draft(services, name="Evergreen")) == []


def test_each_new_record_has_its_entry_in_the_trail_and_no_value_in_it(services):
    key = add_key(services, "Koha", value=VALUE)
    made = create_key(services, "Proxy")
    added, created = entries(services)[-2:]
    assert (added.act, added.thing_id) == (Act.ADDED, key.id)
    assert (created.act, created.thing_id) == (Act.CREATED, made.id)
    assert added.after["name"] == "Koha"
    assert VALUE.reveal() not in added.canonical().decode()
