"""Applications: created, edited, removed, restored; and the keys that they use."""

from dataclasses import replace

import pytest

from app.core.audit import Act, Thing
from app.core.errors import (
    AmbiguousIdError,
    FieldError,
    InUseError,
    NotFoundError,
    WrongStateError,
)
from app.core.identity import ApplicationId, OrganisationId
from app.core.organisation import OrganisationDraft
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.replacing import application, draft_of, use_of, users
from tests.services.scene import watched
from tests.stage import VALUE, add_key, create_key

UNKNOWN = "00000000-0000-4000-8000-000000000000"


def test_an_application_is_recorded_with_all_that_is_known(services):
    made = application(
        services,
        "  Koha, main library ",
        place="oaapikey",
        address="https://koha.example.org",
        contact_name="Bob",
        contact_email="bob@example.org",
        contact_phone="+44 0000 000000",
        notes="Rack 4\nand 5",
    )
    assert made.name == "Koha, main library"
    assert services.applications.get(made.id) == made
    assert made.contact == "Bob, bob@example.org, +44 0000 000000"
    assert services.verify() == []


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", " "),
        ("name", "two\nlines"),
        ("kind", "unheard of"),
        ("place", "two\nlines"),
        ("address", "x" * 2_001),
        ("contact_name", "\u202eevil"),
        ("contact_email", "bob"),
        ("contact_phone", "\0"),
        ("notes", "x" * 10_001),
    ],
)
def test_what_cannot_be_used_is_refused_naming_its_field(services, field, text):
    made = application(services)
    for act in (
        lambda: application(services, **{"name": "Alma", field: text}),
        lambda: services.applications.edit(made.id, draft_of(made, **{field: text})),
    ):
        with pytest.raises(FieldError) as caught:
            act()
        assert caught.value.field == field
    assert services.applications.all() == [made]


def test_an_application_belongs_to_an_organisation_that_there_is(services):
    with pytest.raises(NotFoundError):
        application(services, organisation=OrganisationId(UNKNOWN))
    assert services.applications.all() == []


def test_an_organisation_with_an_application_stays(services):
    college = services.organisations.create(OrganisationDraft(name="College"))
    made = application(services, organisation=college.id)
    for _ in range(2):
        with pytest.raises(InUseError, match="1 application belongs to it"):
            services.organisations.remove(college.id)
        services.applications.restore(services.applications.remove(made.id))
    services.applications.remove(made.id)
    with pytest.raises(InUseError):
        services.organisations.remove(college.id)


def test_applications_are_listed_by_name_each_with_its_keys(services):
    late, soon = create_key(services, "late"), add_key(services, "soon")
    college = services.organisations.create(OrganisationDraft(name="College"))
    application(services, "koha", late, soon)
    application(services, "Älma", organisation=college.id)
    application(services, "Primo", soon)
    services.applications.remove(application(services, "Gone", late).id)
    found = services.applications.listed()
    assert [(one.application.name, [key.name for key in one.keys]) for one in found] == [
        ("Älma", []),
        ("koha", ["soon", "late"]),
        ("Primo", ["soon"]),
    ]
    assert [one.keys_used for one in services.applications.all()] == [0, 2, 1]
    assert [one.name for one in services.applications.all(college.id)] == ["Älma"]


def test_an_application_is_found_by_its_name_or_the_beginning_of_its_id(services):
    koha, _alma = application(services, "Koha"), application(services, "Alma")
    assert services.applications.find(" KOHA ") == koha
    assert services.applications.find(koha.id[:8]) == koha
    for wanted in ("", "Primo", " "):
        with pytest.raises(NotFoundError):
            services.applications.find(wanted)
    application(services, "koha")
    with pytest.raises(AmbiguousIdError):
        services.applications.find("Koha")


def test_a_removed_application_is_not_found_and_can_be_read(services):
    koha = application(services)
    removed = services.applications.remove(koha.id).application
    assert services.applications.get(koha.id) == removed
    with pytest.raises(NotFoundError):
        services.applications.find("Koha")
    with pytest.raises(NotFoundError):
        services.applications.get(ApplicationId(UNKNOWN))


def test_an_edit_tells_what_was_and_what_is(services):
    koha = application(services, place="oaapikey")
    with watched(services) as added:
        after = services.applications.edit(koha.id, draft_of(koha, place="config.ini"))
    [entry] = added
    assert (entry.act, entry.thing, entry.thing_id) == (Act.EDITED, Thing.APPLICATION, koha.id)
    assert (entry.before, entry.after) == ({"place": "oaapikey"}, {"place": "config.ini"})
    assert services.applications.get(koha.id) == after == replace(koha, place="config.ini")


def test_an_edit_to_the_same_is_not_told(services):
    koha = application(services, "Koha", add_key(services))
    with watched(services) as added:
        services.applications.edit(koha.id, draft_of(koha))
    assert added == []


def test_a_removed_application_is_not_edited_nor_removed_again(services):
    koha = application(services)
    services.applications.remove(koha.id)
    with pytest.raises(WrongStateError, match="it is removed"):
        services.applications.edit(koha.id, draft_of(koha, name="x"))
    with pytest.raises(WrongStateError, match="it is removed already"):
        services.applications.remove(koha.id)


# Removing, and taking that back


def test_an_application_that_is_removed_uses_no_key_any_more(services):
    key, other = add_key(services), create_key(services)
    koha = application(services, "Koha", key, other)
    removed = services.applications.remove(koha.id)
    assert len(removed.uses) == 2
    assert (users(services, key), users(services, other)) == ([], [])
    assert services.applications.all() == []


def test_a_removal_is_taken_back_with_its_uses(services, clock):
    key, other = add_key(services), create_key(services)
    koha = application(services, "Koha", key, other)
    before = services.uses.of_application(koha.id, ended=True)
    clock.turn(days=1)
    removed = services.applications.remove(koha.id)
    services.applications.restore(removed)
    assert services.uses.of_application(koha.id, ended=True) == before
    assert services.applications.get(koha.id) == koha
    with watched(services) as added:
        services.applications.restore(removed)
    assert added == []


def test_a_removal_is_taken_back_where_a_key_was_removed_before(services):
    key = add_key(services)
    koha = application(services, "Koha", key)
    services.change.remove([key.id])
    services.applications.restore(services.applications.remove(koha.id))
    assert users(services, key) == ["Koha"]


def test_a_removal_is_taken_back_without_the_key_that_was_destroyed(services):
    key, other = add_key(services), create_key(services)
    koha = application(services, "Koha", key, other)
    removed = services.applications.remove(koha.id)
    services.destruction.destroy(key.id)
    services.applications.restore(removed)
    assert (users(services, key), users(services, other)) == ([], ["Koha"])
    assert services.applications.get(koha.id).removed_at is None


def test_a_removal_is_taken_back_onto_the_corrected_record(services):
    key = add_key(services, value=VALUE)
    koha = application(services, "Koha", key)
    removed = services.applications.remove(koha.id)
    corrected = services.secret.correct(key.id, Correction(ending="dddd"))
    services.applications.restore(removed)
    assert (users(services, key), users(services, corrected)) == ([], ["Koha"])


def test_an_old_removal_takes_nothing_back_that_was_changed_since(services):
    key, other = add_key(services), create_key(services)
    koha = application(services, "Koha", key)
    first = services.applications.remove(koha.id)
    services.applications.restore(first)
    services.uses.move(use_of(services, koha, key).id, other.id)
    second = services.applications.remove(koha.id)
    services.applications.restore(first)
    assert services.applications.get(koha.id).removed_at is None
    assert (users(services, key), users(services, other)) == ([], [])
    services.applications.restore(second)
    assert users(services, other) == []


# Which keys it uses


def test_an_application_uses_exactly_the_keys_that_are_set(services):
    keys = [create_key(services, name) for name in "abc"]
    koha = application(services, "Koha", *keys[:2])
    kept = use_of(services, koha, keys[1])
    services.applications.set_keys(koha.id, [keys[1].id, keys[2].id])
    used = [key.name for _use, key in services.uses.of_application(koha.id)]
    assert used == ["b", "c"]
    assert use_of(services, koha, keys[1]) == kept
    services.applications.set_keys(koha.id, [])
    assert services.uses.of_application(koha.id) == []


def test_setting_keys_leaves_those_out_of_the_list_alone(services):
    key, other = add_key(services), create_key(services)
    koha = application(services, "Koha", key)
    services.change.remove([key.id])
    services.applications.set_keys(koha.id, [other.id])
    assert (users(services, key), users(services, other)) == (["Koha"], ["Koha"])
    services.applications.set_keys(koha.id, [other.id, key.id])
    assert users(services, key) == ["Koha"]


def test_keys_that_cannot_be_used_change_nothing(services):
    key, gone = add_key(services), create_key(services, "gone")
    koha = application(services, "Koha", key)
    services.change.remove([gone.id])
    with pytest.raises(WrongStateError):
        services.applications.set_keys(koha.id, [gone.id])
    assert users(services, key) == ["Koha"]
    with pytest.raises(WrongStateError):
        application(services, "Alma", gone)
    assert [one.name for one in services.applications.all()] == ["Koha"]


def test_a_field_that_holds_a_key_is_warned_of(services: Services):
    made = application(services)
    for field in ("name", "place", "address", "contact_name", "contact_phone", "notes"):
        draft = draft_of(made, **{field: f"it is {VALUE.reveal()}"})
        [warning] = services.applications.warnings(draft, made.id)
        assert "holds something like a key" in warning
    assert services.applications.warnings(draft_of(made, notes="oaapikey"), made.id) == []


def test_a_name_that_another_has_is_warned_of(services: Services):
    made = application(services, "Koha")
    [warning] = services.applications.warnings(draft_of(made, name=" KOHA "))
    assert warning == "There is an application called “Koha” already."
    assert services.applications.warnings(draft_of(made), made.id) == []
    elsewhere = services.organisations.create(OrganisationDraft(name="Elsewhere"))
    assert services.applications.warnings(draft_of(made, organisation=elsewhere.id)) == []


def test_removed_applications_are_listed_the_latest_first(services: Services, clock):
    for name in ("Koha", "Alma"):
        services.applications.remove(application(services, name).id)
        clock.turn(hours=1)
    assert [one.name for one in services.applications.removed()] == ["Alma", "Koha"]
    elsewhere = services.organisations.create(OrganisationDraft(name="Elsewhere"))
    assert services.applications.removed(elsewhere.id) == []
