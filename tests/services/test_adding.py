"""Add existing: a key as the portal shows it."""

from datetime import date

import pytest

from app.core.errors import DuplicateValueError, FieldError, WrongStateError
from app.core.key import KeyState, Origin
from app.core.organisation import OrganisationDraft
from app.core.secret import Secret
from app.services.key_creation import KeyDraft, PortalKeyDraft
from app.services.suite import Services
from tests.services.scene import everything
from tests.stage import OTHER_VALUE, VALUE, add_key, create_key

LONG = Secret("not-a-uuid-but-long-enough")


def warnings(services: Services, name: str = "Koha", **fields: object) -> list[str]:
    """Return what is warned of before a key of the portal is added."""
    given = {
        "name": name,
        "organisation": services.organisations.default().id,
        "permission": "authentication",
        "expires_on": date(2027, 3, 1),
        "ending": "c15b",
    }
    return services.creation.warnings(PortalKeyDraft(**(given | fields)))  # type: ignore[arg-type]  # each test knows its fields


def test_a_key_is_added_with_its_value(services):
    key = add_key(services, "Evergreen", value=VALUE, expires_on=date(2027, 2, 28))
    assert services.secret.copy(key.id) == VALUE
    kept = services.keys.get(key.id)
    assert (kept.origin, kept.ending, kept.expires_on) == (
        Origin.PORTAL,
        "44aa",
        date(2027, 2, 28),
    )
    assert not services.todos.count_open()


def test_a_key_is_added_by_its_ending_alone(services):
    key = add_key(services, "Evergreen", ending="…c15b ")
    assert (key.ending, key.has_value) == ("c15b", False)
    with pytest.raises(WrongStateError, match="no value yet"):
        services.secret.copy(key.id)


def test_a_uuid_is_kept_in_lower_case_and_any_other_value_to_the_letter(services):
    upper = add_key(services, value=Secret(f" {VALUE.reveal().upper()}\n"))
    mixed = add_key(services, value=Secret("AbCdEfGhIjKlMnOpQrSt"))
    assert services.secret.copy(upper.id) == VALUE
    assert services.secret.copy(mixed.id) == Secret("AbCdEfGhIjKlMnOpQrSt")


def test_a_short_value_has_no_ending_to_show(services):
    key = add_key(services, value=Secret("short-value-15c"))
    assert key.ending == ""
    assert services.secret.copy(key.id) == Secret("short-value-15c")


@pytest.mark.parametrize("value", ["", "   ", "two words", "line\nbreak", "x" * 1025, "tab\tbed"])
def test_a_value_that_cannot_be_a_key_is_refused(services, value):
    with pytest.raises(FieldError) as caught:
        add_key(services, value=Secret(value))
    assert caught.value.field == "value"
    assert value.strip() == "" or value not in str(caught.value)


@pytest.mark.parametrize("ending", ["", "abc", "abcde", "a cd", "ab\ncd"])
def test_an_ending_has_four_characters(services, ending):
    with pytest.raises(FieldError) as caught:
        add_key(services, ending=ending)
    assert caught.value.field == "ending"


def test_a_value_that_is_there_already_is_refused_naming_its_key(services):
    add_key(services, "Evergreen", value=VALUE)
    with pytest.raises(DuplicateValueError, match="as the key “Evergreen”"):
        add_key(services, "Koha", value=Secret(VALUE.reveal().upper()))
    assert [key.name for key in everything(services)] == ["Evergreen"]


def test_the_value_of_a_removed_key_is_still_there(services):
    services.change.remove([add_key(services, "Evergreen", value=VALUE).id])
    with pytest.raises(DuplicateValueError, match="Evergreen"):
        add_key(services, "Koha", value=VALUE)


def test_a_value_made_here_cannot_be_added_again(services):
    value = services.secret.copy(create_key(services, "Koha").id)
    with pytest.raises(DuplicateValueError, match="“Koha”"):
        add_key(services, value=value)


def test_a_level_that_the_portal_does_not_offer_there_is_refused(services):
    college = services.organisations.create(OrganisationDraft(name="College"))
    with pytest.raises(FieldError, match="needs the reports API"):
        add_key(services, organisation=college.id, permission="reports")


@pytest.mark.parametrize(("day", "state"), [(14, KeyState.EXPIRED), (15, KeyState.EXPIRED)])
def test_an_expiry_date_that_is_past_is_warned_of_and_kept(services, day, state):
    past = date(2026, 6, day)
    assert warnings(services, expires_on=past) == [
        "The key has expired already: it does not work on its expiry date or after."
    ]
    assert add_key(services, expires_on=past).state_on(date(2026, 6, 15)) is state


def test_an_expiry_date_of_tomorrow_is_not_warned_of(services):
    assert warnings(services, expires_on=date(2026, 6, 16)) == []


def test_an_unusual_value_is_warned_of_and_kept(services):
    [warning] = warnings(services, value=LONG)
    assert "does not have the usual form" in warning
    assert LONG.reveal() not in warning
    assert warnings(services, value=VALUE) == []
    assert services.secret.copy(add_key(services, value=LONG).id) == LONG


def test_the_same_ending_and_expiry_date_are_warned_of(services):
    add_key(services, "Evergreen", ending="c15b")
    assert warnings(services, "Alma", ending="c15b") == [
        "“Evergreen” has the same ending and expiry date: it may be the same key."
    ]
    assert warnings(services, "Alma", ending="c15b", expires_on=date(2027, 3, 2)) == []
    assert warnings(services, "Alma", ending="c15c") == []


def test_a_value_that_ends_like_a_known_key_is_warned_of(services):
    add_key(services, "Evergreen", ending="44bb")
    assert "may be the same key" in warnings(services, "Alma", value=OTHER_VALUE)[0]


def test_short_values_have_no_ending_to_be_the_same(services):
    add_key(services, "Evergreen", value=Secret("short"))
    warned = " ".join(warnings(services, "Alma", value=Secret("brief")))
    assert "may be the same key" not in warned


@pytest.mark.parametrize("name", ["koha", " K O H A ", "K\u043eha", "K0ha", "Köha"])
def test_a_name_that_looks_like_another_is_warned_of(services, name):
    create_key(services, "Koha")
    assert warnings(services, name) == [
        "The name looks like “Koha”, which is in the inventory already."
    ]


def test_a_name_is_compared_with_the_listed_keys_of_its_organisation_alone(services):
    college = services.organisations.create(OrganisationDraft(name="College"))
    create_key(services, "Koha", organisation=college.id)
    services.change.remove([create_key(services, "Alma").id])
    assert warnings(services, "Koha") == []
    assert warnings(services, "Alma") == []


def test_notes_that_hold_something_like_a_key_are_warned_of(services):
    [warning] = warnings(services, notes=f"it is {VALUE.reveal()}")
    assert "Notes are not sealed" in warning
    assert VALUE.reveal() not in warning
    draft = KeyDraft(
        name="Koha",
        organisation=services.organisations.default().id,
        permission="full",
        notes=VALUE.reveal(),
    )
    assert services.creation.warnings(draft) == [warning]


def test_a_draft_that_is_not_finished_warns_of_nothing(services):
    assert warnings(services, "") == []
    assert warnings(services, "Koha", ending="c1") == []


def test_warnings_change_nothing(services):
    add_key(services, "Evergreen", ending="c15b")
    before = everything(services)
    warnings(services, "Evergreen", notes=VALUE.reveal())
    assert everything(services) == before
