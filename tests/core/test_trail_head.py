"""The audit trail's head in words."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mnemonic import Mnemonic

from app.core.trail_head import TrailHead, words_of
from tests.core.rule import RULE

WORDS = Mnemonic("english").wordlist
HEADS = st.binary().map(lambda some: hashlib.sha256(some).hexdigest())


def bits(words: tuple[str, ...]) -> str:
    return "".join(f"{WORDS.index(word):011b}" for word in words)


@RULE
@given(HEADS)
def test_four_words_stand_for_the_first_44_bits(head):
    words = words_of(head, WORDS)
    assert len(words) == 4
    assert bits(words) == f"{int(head, 16):0256b}"[:44]


def test_the_words_never_change_between_releases():
    assert words_of("0" * 64, WORDS) == ("abandon",) * 4
    assert words_of("f" * 64, WORDS) == ("zoo",) * 4
    assert words_of("0123456789abcdef" * 4, WORDS) == ("abuse", "boss", "fly", "battle")


def test_a_list_of_another_length_is_refused():
    with pytest.raises(ValueError, match="2,048"):
        words_of("0" * 64, WORDS[:-1])


def test_a_head_is_shown_in_its_words():
    assert str(TrailHead(2, "0" * 64, ("one", "two", "three", "four"))) == "one two three four"
