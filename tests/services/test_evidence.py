"""What a leaver may know: gathered from owners and the audit trail."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core.identity import AccountId, Actor
from app.core.organisation import AccountDraft
from app.services.evidence import Evidence, likely
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.stage import NOON, OTHER_VALUE, VALUE, add_key, create_key

GRACE = Actor("grace")


def acting(services: Services, actor: Actor) -> Services:
    """Return the services as another user of the computer has them."""
    return Services.over(replace(services.workplace, actor=actor), services.outlets)


@pytest.fixture
def grace(services: Services) -> AccountId:
    home = services.organisations.default().id
    return services.accounts.create(
        AccountDraft(name="Grace Example", email="g@example.org", organisation=home)
    ).id


def told(services: Services, account: AccountId, *actors: Actor) -> dict[str, Evidence]:
    return {one.key.name: one for one in services.evidence.of(account, actors)}


def test_keys_that_are_owned_or_were_had_are_evidence_and_others_are_not(services, grace, clock):
    create_key(services, "owned", owner=grace)
    create_key(services, "another's")
    copied = add_key(services, "copied", value=VALUE)
    hers = acting(services, GRACE)
    create_key(hers, "created")
    clock.turn(hours=1)
    hers.secret.copy(copied.id)
    clock.turn(hours=1)
    hers.secret.copy(copied.id)
    hers.secret.reveal(copied.id)
    found = told(services, grace, GRACE)
    assert set(found) == {"owned", "copied", "created"}
    assert found["owned"].owned
    assert found["owned"].created_at is None
    assert found["created"].created_at == NOON
    assert found["copied"].copied_at == NOON + timedelta(hours=2)
    assert found["copied"].revealed_at == NOON + timedelta(hours=2)
    assert not found["copied"].owned
    assert set(told(services, grace)) == {"owned"}


def test_the_most_powerful_come_first(services, grace):
    for permission in ("reports", "full", "authentication"):
        create_key(services, permission, permission=permission, owner=grace)
    assert next(iter(told(services, grace))) == "full"


def test_what_only_looked_on_is_no_evidence(services, grace):
    key = create_key(services, "disabled by her")
    hers = acting(services, GRACE)
    hers.change.disable([key.id])
    hers.change.enable([key.id])
    assert told(services, grace, GRACE) == {}


def test_whoever_filled_a_value_in_had_it(services, grace):
    key = add_key(services, "by ending", ending="44aa")
    acting(services, GRACE).secret.fill(key.id, VALUE)
    assert told(services, grace, GRACE)["by ending"].created_at == NOON


def test_keys_out_of_the_list_are_left_out(services, grace):
    key = create_key(services, "gone", owner=grace)
    acting(services, GRACE).secret.copy(key.id)
    services.change.remove([key.id])
    assert told(services, grace, GRACE) == {}


def test_a_value_copied_before_a_correction_is_known_still(services, grace, clock):
    """The record that was copied is superseded, twice; its value is the same."""
    key = add_key(services, "corrected", value=VALUE)
    acting(services, GRACE).secret.copy(key.id)
    for day in (date(2027, 4, 1), date(2027, 5, 1)):
        clock.turn(minutes=1)
        key = services.secret.correct(key.id, Correction(expires_on=day))
    found = told(services, grace, GRACE)
    assert found["corrected"].key.id == key.id
    assert found["corrected"].copied_at == NOON


def test_a_successor_of_a_corrected_key_is_not_taken_for_it(services, grace, clock):
    key = add_key(services, "old", value=VALUE)
    acting(services, GRACE).secret.copy(key.id)
    clock.turn(minutes=1)
    add_key(services, "new", value=OTHER_VALUE, predecessor=key.id)
    clock.turn(minutes=1)
    services.secret.correct(key.id, Correction(expires_on=date(2027, 5, 1)))
    assert set(told(services, grace, GRACE)) == {"old"}


def test_everybody_who_ever_did_something_is_named(services):
    create_key(acting(services, GRACE), "hers")
    assert services.evidence.actors() == ["grace", "tester"]


@pytest.mark.parametrize(
    ("name", "email", "actor"),
    [
        ("Grace Example", "", "grace"),
        ("Grace Example", "", "gexample"),
        ("Grace Example", "", "Grace.Example"),
        ("Grace Example", "ge77@example.org", "ge77"),
        ("Élodie Exemple", "", "elodie"),
        ("Grace Example", "", None),
        ("Ada", "", None),
    ],
)
def test_a_likely_login_is_found_by_name_and_address(name, email, actor):
    actors = [Actor("root"), Actor("tester"), *([Actor(actor)] if actor else [])]
    assert likely(name, email, actors) == actor


def test_two_likely_logins_are_none():
    assert likely("Grace Example", "", [Actor("grace"), Actor("example")]) is None
