import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import passphrase
from app.core.errors import FieldError
from app.core.secret import Secret
from tests.core.rule import RULE


@pytest.mark.parametrize(
    "typed",
    [
        "four or five words",
        "abcdeabcdeab",
        "  spaces count  ",
        "ünïcödé ëqüälly",
        "x" * 500 + "abcd",
    ],
)
def test_a_long_and_varied_passphrase_is_taken_to_the_letter(typed):
    assert passphrase.checked(Secret(typed)).reveal() == typed


@pytest.mark.parametrize("typed", ["", "short", "elevenchars"])
def test_a_passphrase_has_twelve_characters(typed):
    with pytest.raises(FieldError, match="at least 12 characters"):
        passphrase.checked(Secret(typed))


@pytest.mark.parametrize("typed", ["aaaaaaaaaaaa", "abababababab", "AbaBABababab", "1234123412341"])
def test_a_passphrase_has_five_different_characters(typed):
    with pytest.raises(FieldError, match="at least 5 different"):
        passphrase.checked(Secret(typed))


def test_a_passphrase_ends_somewhere():
    passphrase.checked(Secret("abcdefgh" * 128))
    with pytest.raises(FieldError, match="at most 1024"):
        passphrase.checked(Secret("abcdefgh" * 128 + "i"))


@RULE
@given(st.text(max_size=40))
def test_a_refused_passphrase_is_not_repeated(typed):
    try:
        passphrase.checked(Secret(typed))
    except FieldError as error:
        told, field = str(error), error.field
    else:
        return
    assert field == "passphrase"
    assert len(typed) < 8 or typed not in told
