"""keys fill, keys correct."""

import pytest

from app.core.key import KeyState
from tests.stage import OTHER_VALUE, PASSPHRASE, VALUE, add_key, create_key, listed


@pytest.fixture
def known_by_ending(inventory):
    return add_key(inventory, "Evergreen", ending="44aa")


@pytest.fixture
def valued(inventory):
    return add_key(inventory, "Evergreen", value=VALUE)


def test_a_value_is_filled_in_once(keyholder, inventory, known_by_ending):
    answer = keyholder.opened("keys", "fill", known_by_ending.id, typed=VALUE.reveal())
    assert (answer.code, answer.out) == (0, "Filled in “Evergreen”.\n")
    assert inventory.secret.copy(known_by_ending.id) == VALUE
    answer = keyholder.opened("keys", "fill", known_by_ending.id, typed=VALUE.reveal())
    assert answer.code == 1
    assert "it has its value already" in answer.told()


def test_passphrase_and_value_come_one_after_the_other(keyholder, inventory, known_by_ending):
    typed = f"{PASSPHRASE.reveal()}\r\n{VALUE.reveal()}\r\n"
    answer = keyholder(
        "--passphrase-file", "-", "keys", "fill", known_by_ending.id[:8], typed=typed
    )
    assert answer.code == 0
    assert inventory.secret.copy(known_by_ending.id) == VALUE


def test_a_value_with_another_ending_is_wrong_and_not_repeated(
    keyholder, inventory, known_by_ending
):
    answer = keyholder.opened("keys", "fill", known_by_ending.id, typed=OTHER_VALUE.reveal())
    assert answer.code == 2
    assert "the key ends in 44aa" in answer.told()
    assert OTHER_VALUE.reveal() not in answer.err


def test_an_expiry_date_is_corrected_by_a_new_record(keyholder, inventory, valued):
    answer = keyholder.opened("keys", "correct", valued.id, "--expires", "2027-04-01", "--json")
    assert answer.json["expires_on"] == "2027-04-01"
    assert answer.json["key_ending"] == "44aa"
    assert answer.json["id"] != valued.id
    assert answer.told() == (f"The record {valued.id} stays as it was, superseded by this one.")
    (old,) = listed(inventory, state=KeyState.SUPERSEDED)
    assert (old.id, old.expires_on) == (valued.id, valued.expires_on)


def test_a_value_is_corrected_from_standard_input(keyholder, inventory, valued):
    answer = keyholder.opened("keys", "correct", valued.id, "--value", typed=OTHER_VALUE.reveal())
    (corrected,) = listed(inventory)
    assert answer.code == 0
    assert inventory.secret.copy(corrected.id) == OTHER_VALUE
    assert OTHER_VALUE.reveal() not in answer.out + answer.err


def test_an_ending_is_corrected(keyholder, known_by_ending):
    answer = keyholder.opened("keys", "correct", known_by_ending.id, "--ending", "c15b", "--json")
    assert answer.json["key_ending"] == "c15b"


@pytest.mark.parametrize("words", [[], ["--value", "--ending", "c15b"]])
def test_a_correction_of_nothing_or_of_both_is_wrong_usage(keyholder, valued, words):
    answer = keyholder.opened("keys", "correct", valued.id, *words, typed=OTHER_VALUE.reveal())
    assert answer.code == 2
    assert answer.told()


def test_a_correction_that_says_the_same_is_wrong_usage(keyholder, valued):
    answer = keyholder.opened("keys", "correct", valued.id, "--expires", "2027-03-01")
    assert answer.code == 2
    assert "what the record says already" in answer.told()


def test_a_key_made_here_has_no_slip_to_correct(keyholder, inventory):
    key = create_key(inventory)
    answer = keyholder.opened("keys", "correct", key.id, "--expires", "2027-04-01")
    assert answer.code == 1
    assert "only a key of the portal" in answer.told()


def test_a_superseded_record_cannot_be_corrected_again(keyholder, valued):
    keyholder.opened("keys", "correct", valued.id, "--expires", "2027-04-01")
    answer = keyholder.opened("keys", "correct", valued.id, "--expires", "2027-05-01")
    assert answer.code == 1
    assert "a corrected record has taken its place" in answer.told()
