"""Advice: each kind when it is due and not otherwise, and as many as the keys' list has."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core.advice import FILTERS, Advice, AdviceKind
from app.core.application import Application, ApplicationDraft
from app.core.key import Key
from app.core.organisation import Account, AccountDraft, Organisation, OrganisationDraft
from app.services.key_change import KeyEdit
from app.services.key_list import View
from app.services.suite import Services
from tests.stage import FakeClock, Stage, add_key, create_key
from tests.storage.population import MOMENTS, populate

EARLY = date(2026, 6, 1)


def application(services: Services, name: str, kind: str, *keys: Key) -> Application:
    home = services.organisations.default().id
    draft = ApplicationDraft(name=name, kind=kind, organisation=home)
    return services.applications.create(draft, [key.id for key in keys])


def given(services: Services, kind: AdviceKind) -> list[tuple[str, str]]:
    """Return the names and reasons of one kind; the count must be theirs."""
    found = services.advice.some(kind)
    assert services.advice.counts()[kind] == len(found)
    return [(one.name, one.why) for one in found]


def ada(services: Services) -> Account:
    return services.accounts.find("Ada Tester")


def test_a_new_inventory_has_nothing_to_advise(services):
    assert services.advice.all() == []
    assert services.advice.count() == 0


def test_a_key_that_several_applications_use_is_shared(services):
    key, alone = create_key(services, "Both"), create_key(services, "Alone")
    application(services, "Koha", "koha", key)
    other = application(services, "Evergreen", "evergreen", key)
    application(services, "Own", "koha", alone)
    assert given(services, AdviceKind.SHARED) == [
        ("Both", "2 applications use it: Evergreen, Koha.")
    ]
    services.applications.set_keys(other.id, [])
    assert given(services, AdviceKind.SHARED) == []


def test_of_many_users_three_are_named(services):
    key = create_key(services)
    for name in "abcde":
        application(services, name, "koha", key)
    [(_name, why)] = given(services, AdviceKind.SHARED)
    assert why == "5 applications use it: a, b, c and 2 more."


def test_an_application_without_a_key_is_told_of(services):
    key = create_key(services)
    idle = application(services, "Idle", "koha")
    application(services, "Busy", "koha", key)
    services.applications.remove(application(services, "Removed", "koha").id)
    assert given(services, AdviceKind.NO_KEY) == [
        ("Idle", "It uses no key, as far as is recorded.")
    ]
    services.applications.set_keys(idle.id, [key.id])
    assert given(services, AdviceKind.NO_KEY) == []


def test_a_key_of_which_nobody_knows_what_uses_it_is_told_of_until_somebody_does(services):
    first, second = create_key(services, "First"), create_key(services, "Second")
    assert [name for name, _why in given(services, AdviceKind.UNKNOWN_USE)] == ["First", "Second"]
    services.change.confirm_unused([first.id])
    application(services, "Koha", "koha", second)
    assert given(services, AdviceKind.UNKNOWN_USE) == []


def test_a_key_may_do_more_than_its_applications_need(services):
    key = create_key(services, "Full", permission="full")
    application(services, "Koha", "koha", key)
    assert given(services, AdviceKind.PERMISSION) == [
        ("Full", "Full access is more than Koha needs: Authentication API would do.")
    ]
    application(services, "Second Koha", "koha", key)
    assert given(services, AdviceKind.PERMISSION) == [
        ("Full", "Full access is more than Koha, Second Koha need: Authentication API would do.")
    ]
    reports = application(services, "In R", "r-reports", key)
    assert given(services, AdviceKind.PERMISSION) == [], "both together need all of it"
    services.applications.remove(reports.id)
    application(services, "Something", "other", key)
    assert given(services, AdviceKind.PERMISSION) == [], "nobody knows what that calls"


def test_a_level_that_the_organisation_does_not_have_is_not_advised(services):
    home = services.organisations.default()
    key = create_key(services, "Full", permission="full")
    application(services, "In R", "r-reports", key)
    assert [why for _name, why in given(services, AdviceKind.PERMISSION)] == [
        "Full access is more than In R needs: Reports API would do."
    ]
    services.organisations.edit(home.id, replace(home, reports_api=False))
    assert given(services, AdviceKind.PERMISSION) == []


def test_an_owner_out_of_reach_is_told_of_once_with_the_keys_in_use(services):
    keys = [create_key(services, name, owner=ada(services).id) for name in "abc"]
    services.accounts.edit(ada(services).id, replace(ada(services), expires_on=EARLY))
    services.change.disable([keys[0].id])
    assert given(services, AdviceKind.OWNER) == [
        ("Ada Tester", "The account expired on Mon 1 Jun 2026, and owns 2 keys in use.")
    ]
    services.accounts.edit(ada(services).id, replace(ada(services), email=""))
    assert given(services, AdviceKind.OWNER)[0][1] == (
        "The account expired on Mon 1 Jun 2026, has no e-mail address, and owns 2 keys in use."
    )
    services.accounts.edit(ada(services).id, replace(ada(services), expires_on=None))
    assert given(services, AdviceKind.OWNER)[0][1] == (
        "The account has no e-mail address, and owns 2 keys in use."
    )
    services.change.remove([key.id for key in keys])
    assert given(services, AdviceKind.OWNER) == []


@pytest.mark.parametrize(("days", "told"), [(0, True), (1, False)])
def test_an_account_is_out_of_reach_from_the_day_on_which_it_expires(services, days, told):
    create_key(services, owner=ada(services).id)
    day = date(2026, 6, 15) + timedelta(days=days)
    services.accounts.edit(ada(services).id, replace(ada(services), expires_on=day))
    assert bool(given(services, AdviceKind.OWNER)) is told


def college(services: Services) -> Organisation:
    return services.organisations.create(OrganisationDraft(name="College"))


def test_an_organisation_with_keys_and_nobody_to_see_to_them_is_told_of(services):
    there = college(services)
    assert given(services, AdviceKind.NO_ADMINISTRATOR) == []
    add_key(services, organisation=there.id)
    assert given(services, AdviceKind.NO_ADMINISTRATOR) == [
        ("College", "1 key in use, and no administrator.")
    ]
    services.accounts.create(AccountDraft(name="Ben", organisation=there.id))
    assert given(services, AdviceKind.NO_ADMINISTRATOR) == []


def test_a_key_that_one_person_would_be_told_of_is_told_of(services):
    key = create_key(services, owner=ada(services).id)
    assert given(services, AdviceKind.ONE_PERSON) == [
        (key.name, "Only ada@example.org would be told of it.")
    ]
    services.change.edit(key.id, KeyEdit(also_tell=("ADA@example.org",)))
    assert len(given(services, AdviceKind.ONE_PERSON)) == 1, "it is the same address"
    services.change.edit(key.id, KeyEdit(also_tell=("desk@example.org",)))
    assert given(services, AdviceKind.ONE_PERSON) == []


def test_a_portal_key_not_compared_for_long_is_told_of(services, clock):
    key, made = add_key(services, "Portal"), create_key(services, "Made here")
    clock.turn(days=180)
    assert given(services, AdviceKind.NOT_COMPARED) == []
    clock.turn(days=1)
    assert given(services, AdviceKind.NOT_COMPARED) == [("Portal", "Never; recorded 181 days ago.")]
    services.change.compared([key.id, made.id])
    assert given(services, AdviceKind.NOT_COMPARED) == []
    clock.turn(days=200)
    assert given(services, AdviceKind.NOT_COMPARED) == [
        ("Portal", "Last compared with the portal 200 days ago.")
    ]


def test_keys_out_of_use_are_nobodys_concern(services, clock):
    off, away, on = (
        add_key(services, one, ending=one, owner=ada(services).id)
        for one in ("off.", "gone", "used")
    )
    services.change.disable([off.id])
    services.change.remove([away.id])
    clock.turn(days=500)
    services.accounts.edit(ada(services).id, replace(ada(services), expires_on=EARLY))
    advised = {one.name for group in services.advice.all() for one in group.items}
    assert advised == {"used", "Ada Tester"}, "an expired key is in use until somebody stops it"
    services.change.disable([on.id])
    assert services.advice.all() == []


def test_one_organisation_has_its_own_advice(services):
    there = college(services)
    key = add_key(services, "Theirs", organisation=there.id, owner=ada(services).id)
    add_key(services, "Ours", owner=ada(services).id)
    services.accounts.edit(ada(services).id, replace(ada(services), email=""))
    application(services, "Idle", "koha")
    theirs = services.advice.all(there.id)
    assert [(group.kind, [one.name for one in group.items]) for group in theirs] == [
        (AdviceKind.NO_ADMINISTRATOR, ["College"]),
        (AdviceKind.OWNER, ["Ada Tester"]),
        (AdviceKind.UNKNOWN_USE, [key.name]),
    ]
    assert theirs[1].items[0].why.endswith("owns 1 key in use.")
    assert services.advice.count(there.id) == 3


def test_of_many_a_few_are_listed_and_the_others_counted(services):
    for number in range(5):
        create_key(services, f"Key {number}")
    groups = {group.kind: group for group in services.advice.all(most=2)}
    unknown = groups[AdviceKind.UNKNOWN_USE]
    assert (unknown.count, len(unknown.items), unknown.more) == (5, 2, 3)
    rest = services.advice.some(AdviceKind.UNKNOWN_USE, offset=2, limit=10)
    assert {one.id for one in (*unknown.items, *rest)} == {
        key.id for key in services.keys.page(services.keys.query(View()), 0, 10)
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_every_count_is_that_of_the_list_that_its_filter_opens(tmp_path, seed):
    services = Stage(folder=tmp_path / "inventory", clock=FakeClock(MOMENTS[0])).make()
    populate(services, 150, seed)
    for scope in (None, *(one.id for one in services.organisations.all())):
        counts = services.advice.counts(scope)
        for kind, text in FILTERS.items():
            query = services.keys.query(View(filter=text, organisation=scope))
            keys = services.keys.page(query, 0, 1_000)
            found = services.advice.some(kind, scope, limit=1_000)
            assert counts[kind] == services.keys.count(query) == len(keys)
            assert [one.id for one in found] == [key.id for key in keys]
        assert services.advice.count(scope) == sum(
            len(group.items) for group in services.advice.all(scope, most=1_000)
        )
    assert all(services.advice.counts()[kind] for kind in FILTERS)
    assert all(_is_whole(one) for group in services.advice.all() for one in group.items)
    services.inventory.close()


def _is_whole(one: Advice) -> bool:
    return one.why.endswith(".") and "{" not in one.why and "  " not in one.why
