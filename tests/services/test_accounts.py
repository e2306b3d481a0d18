"""Accounts: made, edited, removed where they own nothing."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.errors import AmbiguousIdError, FieldError, InUseError, NotFoundError
from app.core.identity import AccountId, OrganisationId
from app.core.key import KeyState
from app.core.organisation import Account, AccountDraft, OrganisationDraft
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.stage import add_key, create_key


@pytest.fixture
def ben(services: Services) -> Account:
    """A second account."""
    return services.accounts.create(draft(services))


def draft(services: Services, **fields: object) -> AccountDraft:
    given = {
        "name": "Ben Tester",
        "email": "ben@example.org",
        "organisation": services.organisations.default().id,
    }
    return AccountDraft(**(given | fields))  # type: ignore[arg-type]  # each test knows its fields


def test_an_account_is_made_with_everything_that_is_filled_in(services):
    made = services.accounts.create(
        draft(services, name=" Ben Tester ", expires_on=date(2027, 1, 1))
    )
    assert services.accounts.find("ben tester") == made
    assert (made.name, made.email, made.expires_on) == (
        "Ben Tester",
        "ben@example.org",
        date(2027, 1, 1),
    )
    assert [one.name for one in services.accounts.all()] == ["Ada Tester", "Ben Tester"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "x" * 201),
        ("name", "a\u200fb"),
        ("email", "nobody"),
        ("email", "a@b@c"),
        ("email", "a b@example.org"),
        ("email", "Ben <ben@example.org>"),
        ("email", "x" * 250 + "@example.org"),
    ],
)
def test_what_cannot_be_used_is_refused_naming_the_field(services, ben, field, value):
    for act in (
        services.accounts.create,
        lambda wrong: services.accounts.edit(ben.id, wrong),
    ):
        with pytest.raises(FieldError) as caught:
            act(draft(services, **{field: value}))
        assert caught.value.field == field
    assert services.accounts.find("Ben Tester") == ben


def test_an_account_belongs_to_an_organisation_that_exists(services, ben):
    nowhere = draft(services, organisation=OrganisationId("nowhere"))
    with pytest.raises(NotFoundError):
        services.accounts.create(nowhere)
    with pytest.raises(NotFoundError):
        services.accounts.edit(ben.id, nowhere)


def test_the_same_name_and_address_twice_is_a_slip(services, ben):
    draft = AccountDraft(name=ben.name, organisation=ben.organisation, email=ben.email)
    with pytest.raises(FieldError, match="There is an account with this name and address"):
        services.accounts.create(replace(draft, name=f" {ben.name.upper()} "))
    other = services.accounts.create(replace(draft, email="other@example.org"))
    with pytest.raises(FieldError):
        services.accounts.edit(other.id, draft)
    services.accounts.edit(ben.id, replace(draft, expires_on=date(2027, 1, 1)))


def test_an_account_is_edited(services, ben):
    college = services.organisations.create(OrganisationDraft(name="College"))
    services.accounts.edit(
        ben.id, draft(services, name="Benjamin", email="", organisation=college.id)
    )
    [kept] = [one for one in services.accounts.all() if one.id == ben.id]
    assert (kept.name, kept.email, kept.organisation) == ("Benjamin", "", college.id)
    assert kept.created_at == ben.created_at
    with pytest.raises(NotFoundError):
        services.accounts.edit(AccountId("nobody"), draft(services))


def test_an_account_that_owns_nothing_is_removed(services, ben):
    services.accounts.remove(ben.id)
    assert [one.name for one in services.accounts.all()] == ["Ada Tester"]
    assert services.verify() == []
    with pytest.raises(NotFoundError):
        services.accounts.remove(ben.id)


def test_an_account_that_owns_a_key_stays_even_if_the_key_is_removed(services, ben):
    key = create_key(services, owner=ben.id)
    services.destruction.destroy(key.id)
    with pytest.raises(InUseError, match="“Ben Tester” is still needed: 1 key is owned"):
        services.accounts.remove(ben.id)
    services.change.set_owner([create_key(services, "Alma").id], ben.id)
    with pytest.raises(InUseError, match="2 keys, removed ones included, are owned"):
        services.accounts.remove(ben.id)
    assert services.accounts.find("Ben Tester").id == ben.id


def test_each_account_tells_how_many_listed_keys_it_owns(services, ben):
    mine = services.accounts.mine()
    create_key(services, "a", owner=mine)
    create_key(services, "b", owner=ben.id)
    services.change.disable([create_key(services, "c", owner=ben.id).id])
    services.change.remove([create_key(services, "d", owner=ben.id).id])
    slip = add_key(services, "e", owner=ben.id)
    services.secret.correct(slip.id, Correction(expires_on=date(2028, 1, 1)))
    create_key(services, "f")
    owned = {one.name: one.keys_owned for one in services.accounts.all()}
    assert owned == {"Ada Tester": 1, "Ben Tester": 3}


def test_who_left_can_be_removed_once_all_keys_are_handed_over_whatever_became_of_them(
    services, ben
):
    kept = create_key(services, "kept", owner=ben.id)
    gone = create_key(services, "gone", owner=ben.id)
    services.destruction.destroy(gone.id)
    slip = add_key(services, "slip", owner=ben.id)
    services.secret.correct(slip.id, Correction(expires_on=date(2028, 1, 1)))
    query = services.keys.owned_by(ben.id, frozenset(KeyState))
    assert services.keys.count(query) == 4
    ids = services.keys.ids(query, 0, 9)
    done = services.change.hand_over(ids, None)
    assert {key.owner for key in done.keys} == {None}
    done.undo()
    assert services.keys.get(kept.id).owner == services.keys.get(gone.id).owner == ben.id
    services.change.hand_over(ids, None)
    services.accounts.remove(ben.id)
    assert services.verify() == []


def test_my_account_is_the_one_that_is_marked(services, ben):
    assert services.accounts.mine() == services.accounts.find("Ada Tester").id
    services.accounts.mark_mine(ben.id)
    assert services.accounts.mine() == ben.id
    services.accounts.remove(ben.id)
    assert services.accounts.mine() is None
    with pytest.raises(NotFoundError):
        services.accounts.mark_mine(ben.id)


def test_an_account_is_found_by_name_address_or_the_beginning_of_its_id(services, ben):
    find = services.accounts.find
    assert find("BEN tester") == find("Ben@Example.org") == find(ben.id[:13]) == ben
    for unknown in ("", "ben", "zzz"):
        with pytest.raises(NotFoundError):
            find(unknown)


def test_two_accounts_of_one_name_are_told_apart_by_address_or_id(services, ben):
    other = services.accounts.create(draft(services, email="ben2@example.org"))
    with pytest.raises(AmbiguousIdError):
        services.accounts.find("Ben Tester")
    assert services.accounts.find("ben2@example.org") == other
    assert services.accounts.find(ben.id) == ben


def test_an_account_without_an_address_is_not_found_by_nothing(services):
    services.accounts.create(draft(services, email=""))
    with pytest.raises(NotFoundError):
        services.accounts.find("")
