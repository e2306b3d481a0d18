"""Organisations: made, edited, removed where unused."""

from datetime import date

import pytest

from app.core.application import ApplicationDraft
from app.core.errors import AmbiguousIdError, FieldError, InUseError, NotFoundError
from app.core.identity import OrganisationId
from app.core.organisation import AccountDraft, Organisation, OrganisationDraft
from app.services.suite import Services
from tests.stage import create_key


@pytest.fixture
def college(services: Services) -> Organisation:
    """A second organisation."""
    return services.organisations.create(OrganisationDraft(name="College", domain="c.example.org"))


def names(services: Services) -> list[str]:
    return [one.name for one in services.organisations.all()]


def test_an_organisation_is_made_with_everything_that_is_filled_in(services):
    draft = OrganisationDraft(
        name="  College ",
        domain=" api.example.org ",
        number=" 4711 ",
        time_zone="Asia/Tokyo",
        reports_api=True,
        lifetime_months=6,
        parent=services.organisations.default().id,
    )
    made = services.organisations.create(draft)
    assert services.organisations.find("college") == made
    assert (made.name, made.domain, made.number) == ("College", "api.example.org", "4711")
    assert (made.time_zone, made.reports_api, made.lifetime_months) == ("Asia/Tokyo", True, 6)
    assert made.created_at == services.workplace.now()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("name", "a\u202eb"),
        ("domain", "two words"),
        ("domain", "-x-"),
        ("number", "47 11"),
        ("number", "٤"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", ""),
        ("time_zone", "../etc/passwd"),
        ("lifetime_months", 0),
        ("lifetime_months", 121),
    ],
)
def test_what_cannot_be_used_is_refused_naming_the_field(services, field, value):
    draft = OrganisationDraft(**{"name": "College", field: value})
    with pytest.raises(FieldError) as caught:
        services.organisations.create(draft)
    assert caught.value.field == field
    assert names(services) == ["Example University"]


@pytest.mark.parametrize("name", ["College", "COLLEGE", " colle\u0301ge "])
def test_two_organisations_have_different_names(services, college, name):
    with pytest.raises(FieldError, match="an organisation of this name already"):
        services.organisations.create(OrganisationDraft(name=name))
    here = services.organisations.default()
    with pytest.raises(FieldError):
        services.organisations.edit(here.id, OrganisationDraft(name=name))
    assert names(services) == ["College", "Example University"]


def test_an_organisation_may_keep_its_name_in_other_letters(services, college):
    services.organisations.edit(college.id, OrganisationDraft(name="COLLEGE"))
    assert names(services) == ["COLLEGE", "Example University"]


def test_keys_that_exist_keep_their_expiry_dates(services):
    here = services.organisations.default()
    key = create_key(services)
    services.organisations.edit(here.id, OrganisationDraft(name=here.name, lifetime_months=1))
    assert services.keys.get(key.id) == key
    assert create_key(services).expires_on == date(2026, 7, 15)


def test_an_organisation_is_not_its_own_sub_organisation(services, college):
    lab = services.organisations.create(OrganisationDraft(name="Lab", parent=college.id))
    for organisation, parent in ((college, college), (college, lab)):
        with pytest.raises(FieldError, match="its own sub-organisation") as caught:
            services.organisations.edit(
                organisation.id, OrganisationDraft(name=organisation.name, parent=parent.id)
            )
        assert caught.value.field == "parent"
    assert services.organisations.find("College").parent is None


def test_a_parent_that_does_not_exist_is_refused(services):
    draft = OrganisationDraft(name="Lab", parent=OrganisationId("nowhere"))
    with pytest.raises(FieldError) as caught:
        services.organisations.create(draft)
    assert caught.value.field == "parent"


def test_an_organisation_that_nothing_uses_is_removed(services, college):
    services.organisations.remove(college.id)
    assert names(services) == ["Example University"]
    assert services.verify() == []
    with pytest.raises(NotFoundError):
        services.organisations.remove(college.id)


def test_an_organisation_with_keys_stays_even_if_they_are_removed(services, college):
    key = create_key(services, organisation=college.id)
    services.destruction.destroy(key.id)
    with pytest.raises(InUseError, match="“College” is still needed: 1 key belongs to it"):
        services.organisations.remove(college.id)
    assert names(services) == ["College", "Example University"]


def test_an_organisation_with_applications_stays_even_if_they_are_removed(services, college):
    draft = ApplicationDraft(name="Koha", kind="koha", organisation=college.id)
    made = services.applications.create(draft)
    services.applications.remove(made.id)
    with pytest.raises(InUseError, match="“College” is still needed: 1 application belongs to it"):
        services.organisations.remove(college.id)
    services.applications.create(draft)
    with pytest.raises(InUseError, match="2 applications, removed ones included, belong to it"):
        services.organisations.remove(college.id)
    assert names(services) == ["College", "Example University"]


def test_an_organisation_with_administrators_or_branches_stays(services, college):
    account = services.accounts.create(AccountDraft(name="Ben", organisation=college.id))
    with pytest.raises(InUseError, match="1 administrator belongs to it"):
        services.organisations.remove(college.id)
    services.accounts.remove(account.id)
    lab = services.organisations.create(OrganisationDraft(name="Lab", parent=college.id))
    with pytest.raises(InUseError, match="it has sub-organisations"):
        services.organisations.remove(college.id)
    services.organisations.remove(lab.id)
    services.organisations.remove(college.id)


def test_the_only_organisation_stays(services):
    here = services.organisations.default()
    services.accounts.remove(services.accounts.find("Ada Tester").id)
    with pytest.raises(InUseError, match="it is the only organisation"):
        services.organisations.remove(here.id)
    assert names(services) == ["Example University"]


def test_the_default_is_where_the_person_at_this_workstation_belongs(services, college, clock):
    assert services.organisations.default().name == "Example University"
    ben = services.accounts.create(AccountDraft(name="Ben", organisation=college.id))
    services.accounts.mark_mine(ben.id)
    assert services.organisations.default() == college
    services.accounts.remove(ben.id)
    clock.turn(days=1)
    services.organisations.create(OrganisationDraft(name="Academy"))
    assert services.organisations.default().created_at < clock.now()


def test_an_organisation_is_found_by_name_or_by_the_beginning_of_its_id(services, college):
    find = services.organisations.find
    assert find(" COLLEGE ") == find(college.id) == find(college.id[:13]) == college
    for unknown in ("", " ", "Colleg", "zzz"):
        with pytest.raises(NotFoundError):
            find(unknown)


def test_an_id_that_begins_several_is_too_short(services):
    for number in range(20):
        services.organisations.create(OrganisationDraft(name=f"{number} College"))
    ids = [one.id for one in services.organisations.all()]
    shared = next(one[0] for one in ids if sum(other[0] == one[0] for other in ids) > 1)
    with pytest.raises(AmbiguousIdError, match=f"begins with {shared}"):
        services.organisations.find(shared)
