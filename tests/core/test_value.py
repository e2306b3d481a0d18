import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import value
from app.core.errors import FieldError
from app.core.secret import Secret
from tests.core.rule import RULE

UPPER = "00000000-AAAA-4BBB-8CCC-DDDDDDDDDDDD"


@RULE
@given(st.binary(min_size=16, max_size=16))
def test_a_value_made_here_is_a_version_4_uuid_of_the_random_bytes(randomness):
    made = value.from_random(randomness)
    parsed = uuid.UUID(made.reveal())
    assert (parsed.version, parsed.variant) == (4, uuid.RFC_4122)
    assert made.reveal() == str(parsed)
    assert value.has_usual_shape(made)
    fixed = 0xF000 << 64 | 0xC000 << 48  # the bits that say version and variant
    assert parsed.int & ~fixed == int.from_bytes(randomness, "big") & ~fixed


def test_different_bytes_make_different_values():
    assert value.from_random(bytes(16)) != value.from_random(bytes(15) + b"\1")


def test_a_uuid_is_put_in_lower_case():
    assert value.checked(Secret(f"\n {UPPER}\t")) == Secret(UPPER.lower())


@pytest.mark.parametrize(
    "typed", [UPPER[:-1], UPPER + "0", UPPER.replace("-", ""), "Any/Other+Shape=", "ÀéÎ", "x"]
)
def test_any_other_shape_is_kept_to_the_letter(typed):
    kept = value.checked(Secret(f" {typed}\r\n"))
    assert kept == Secret(typed)
    assert not value.has_usual_shape(kept)


@pytest.mark.parametrize("nothing", ["", "  ", "\n"])
def test_a_value_is_needed(nothing):
    with pytest.raises(FieldError, match="Paste the key's value"):
        value.checked(Secret(nothing))


@pytest.mark.parametrize("middle", ["\n", "\r\n", " ", "\t", "\0", "\u200b", "\u2028", "\u00a0"])
def test_two_lines_and_what_cannot_be_seen_are_refused(middle):
    with pytest.raises(FieldError, match="a space or a line break") as caught:
        value.checked(Secret(f"{UPPER}{middle}{UPPER}"))
    assert UPPER not in str(caught.value)


def test_a_value_has_1024_characters_at_most():
    assert len(value.checked(Secret("x" * 1024))) == 1024
    with pytest.raises(FieldError, match="at most 1024"):
        value.checked(Secret("x" * 1025))


@RULE
@given(st.text())
def test_a_checked_value_is_one_word_and_checked_already(typed):
    try:
        kept = value.checked(Secret(typed))
    except FieldError:
        return
    assert not any(character.isspace() for character in kept.reveal())
    assert value.checked(kept) == kept


@pytest.mark.parametrize("typed", ["c15b", " c15b\n", "…c15b", "...c15b", "••••c15b"])
def test_an_ending_is_four_characters_with_or_without_dots_before(typed):
    assert value.checked_ending(typed) == "c15b"


@pytest.mark.parametrize("typed", ["", "c15", "ac15b", "c 5b", "c1\n5b", "…", "\u200bc15"])
def test_an_ending_of_another_length_or_with_gaps_is_refused(typed):
    with pytest.raises(FieldError, match="last four characters") as caught:
        value.checked_ending(typed)
    assert caught.value.field == "ending"
