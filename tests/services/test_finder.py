"""The search in the header: which things it finds, how many, in which order."""

import pytest

from app.core.application import ApplicationDraft
from app.core.finding import Hit, HitKind, beginnings, fits
from app.core.organisation import AccountDraft, OrganisationDraft
from app.core.text import words_of
from app.services.suite import Services
from tests.services.telling import expiring
from tests.stage import add_key, create_key
from tests.ui import hostile


def application(services: Services, name: str) -> None:
    home = services.organisations.default().id
    services.applications.create(ApplicationDraft(name=name, kind="koha", organisation=home))


def titles(services: Services, typed: str, kind: HitKind) -> list[str]:
    return [hit.title for hit in services.finder.find(typed) if hit.kind is kind]


def test_each_word_begins_a_word_whatever_its_case_and_accents(services):
    create_key(services, "Universit\u00e9, Main Library")
    for typed in ("univ", "MAIN univ", "universite lib", "  main  "):
        assert len(titles(services, typed, HitKind.KEY)) == 1, typed
    for typed in ("ain", "main other", "niversit", ""):
        assert services.finder.find(typed) == [], typed


@pytest.mark.parametrize(
    "name", ["Koha (main)", "Koha-main", "Koha/main", "Koha: \u201cmain\u201d"]
)
def test_words_are_found_behind_any_sign(services, name):
    create_key(services, name)
    application(services, name)
    services.organisations.create(OrganisationDraft(name=name))
    found = services.finder.find("main")
    kinds = [hit.kind for hit in found]
    assert kinds == [HitKind.KEY, HitKind.APPLICATION, HitKind.ORGANISATION]


def test_keys_come_by_expiry_with_state_and_days_and_removed_ones_last(services):
    expiring(services, 300, "Koha c", ending="0001")
    expiring(services, 5, "Koha b", ending="0002")
    gone = expiring(services, 1, "Koha gone", ending="0003")
    services.change.remove([gone.id])
    services.change.disable([expiring(services, 400, "Koha off", ending="0004").id])
    expiring(services, -2, "Koha a", ending="0005")
    assert [(hit.title, hit.remark) for hit in services.finder.find("koha")] == [
        ("Koha a", "Expired, stopped 2 days ago"),
        ("Koha b", "Expiring, 5 days left"),
        ("Koha c", "Active, 300 days left"),
        ("Koha off", "Disabled"),
        ("Koha gone", "Removed"),
    ]


def test_a_few_of_each_kind_are_enough(services):
    home = services.organisations.default().id
    with services.workplace.change():
        for number in range(7):
            add_key(services, f"Many {number}", ending=f"000{number}")
            application(services, f"Many {number}")
            services.accounts.create(AccountDraft(name=f"Many {number}", organisation=home))
            services.organisations.create(OrganisationDraft(name=f"Many {number}"))
    kinds = [hit.kind for hit in services.finder.find("many")]
    counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    assert counts == {
        HitKind.KEY: 5,
        HitKind.APPLICATION: 5,
        HitKind.ACCOUNT: 4,
        HitKind.ORGANISATION: 3,
    }


def test_removed_keys_do_not_push_others_out(services):
    gone = [add_key(services, f"Koha {n}", ending=f"000{n}").id for n in range(5)]
    services.change.remove(gone)
    create_key(services, "Koha in use")
    assert titles(services, "koha", HitKind.KEY)[0] == "Koha in use"
    assert len(titles(services, "koha", HitKind.KEY)) == 5


def test_an_account_is_found_by_its_address_too(services):
    [hit] = [one for one in services.finder.find("example") if one.kind is HitKind.ACCOUNT]
    assert (hit.title, hit.remark) == ("Ada Tester", "ada@example.org")


def test_removed_applications_are_not_found(services):
    application(services, "Evergreen")
    services.applications.remove(services.applications.find("Evergreen").id)
    assert services.finder.find("evergreen") == []


@pytest.mark.parametrize(
    "typed", ["state:expired", "-koha", '"koha', "*", "%", "_", "\ud800", "a b " * 99]
)
def test_what_looks_like_a_command_is_only_words(services, typed):
    create_key(services, "Koha")
    assert all(fits(words_of(typed), hit.title) for hit in services.finder.find(typed))


def test_every_name_is_found_by_what_it_begins_with(services):
    names = [one for one in hostile.EACH if words_of(one)][:60]
    with services.workplace.change():
        for name in names:
            application(services, name)
    for name in names:
        found = services.inventory.applications.named(words_of(name), 100)
        assert name in {one.name for one in found}


@pytest.mark.parametrize(
    ("typed", "title", "found"),
    [
        ("ma", "Koha, main library", [(6, 2)]),
        ("li ma", "Koha, main library", [(6, 2), (11, 2)]),
        ("uni", "\u00dcniversit\u00e9", [(0, 3)]),
        ("k", "koha Koha", [(0, 1), (5, 1)]),
        ("x", "Koha", []),
    ],
)
def test_what_was_typed_is_pointed_out(typed, title, found):
    assert beginnings(words_of(typed), title) == found


def test_a_hit_is_known_by_its_kind_and_id(services):
    key = create_key(services, "Koha")
    assert services.finder.find("koha") == [
        Hit(kind=HitKind.KEY, id=key.id, title="Koha", remark="Active, 365 days left")
    ]
