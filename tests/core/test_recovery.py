import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import recovery
from app.core.errors import FieldError
from app.core.secret import Secret
from tests.core.rule import BROAD_RULE, RULE
from tests.stage import RECOVERY_CODE

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ENTROPY = st.binary(min_size=16, max_size=16)


@BROAD_RULE
@given(ENTROPY)
def test_a_code_stands_for_the_bits_it_was_made_of(entropy):
    assert recovery.decode(recovery.encode(entropy)) == entropy


@RULE
@given(ENTROPY)
def test_a_code_has_seven_groups_of_four_without_letters_to_mistake(entropy):
    groups = recovery.encode(entropy).reveal().split("-")
    assert [len(group) for group in groups] == [4] * 7
    assert not set("".join(groups)) - set(DIGITS)


@pytest.mark.parametrize("entropy", [bytes(16), b"\xff" * 16, bytes(range(16)), b"\xa5" * 16])
def test_every_slip_in_one_digit_is_refused(entropy):
    code = recovery.encode(entropy).reveal()
    for place, right in enumerate(code):
        for wrong in DIGITS if right != "-" else "":
            if wrong != right:
                refuse(code[:place] + wrong + code[place + 1 :])


@BROAD_RULE
@given(entropy=ENTROPY, place=st.integers(0, 27), digit=st.sampled_from(DIGITS))
def test_a_slip_in_any_digit_of_any_code_is_refused(entropy, place, digit):
    text = recovery.encode(entropy).reveal().replace("-", "")
    if text[place] != digit:
        refuse(text[:place] + digit + text[place + 1 :])


@BROAD_RULE
@given(entropy=ENTROPY, place=st.integers(0, 26))
def test_two_neighbours_that_changed_places_are_refused(entropy, place):
    text = recovery.encode(entropy).reveal().replace("-", "")
    if text[place] != text[place + 1]:
        refuse(text[:place] + text[place + 1] + text[place] + text[place + 2 :])


@RULE
@given(entropy=ENTROPY, place=st.integers(0, 27))
def test_a_digit_too_few_or_too_many_is_refused(entropy, place):
    text = recovery.encode(entropy).reveal().replace("-", "")
    refuse(text[:place] + text[place + 1 :])
    refuse(text[:place] + "7" + text[place:])


def refuse(code: str) -> None:
    with pytest.raises(FieldError) as caught:
        recovery.decode(Secret(code))
    assert caught.value.field == "recovery_code"
    assert code not in str(caught.value)


@RULE
@given(entropy=ENTROPY, data=st.data())
def test_look_alikes_case_and_spacing_are_forgiven(entropy, data):
    look_alikes = {"0": "0oO", "1": "1iIlL"}
    typed = "".join(
        data.draw(st.sampled_from(look_alikes.get(digit, digit + digit.lower())))
        + data.draw(st.sampled_from(["", " ", "-", "\t", "\n"]))
        for digit in recovery.encode(entropy).reveal().replace("-", "")
    )
    assert recovery.decode(Secret(typed)) == entropy


@pytest.mark.parametrize("typed", ["", "-", "0000", "U" * 28, "é" * 28, "\ud800" * 28, "0" * 9999])
def test_what_has_not_the_form_of_a_code_is_refused_by_its_form(typed):
    with pytest.raises(FieldError, match="seven groups of four"):
        recovery.decode(Secret(typed))


def test_a_code_for_more_than_128_bits_is_refused():
    refuse("Z" * 28)


@RULE
@given(st.text(max_size=60))
def test_nothing_that_is_typed_makes_it_stumble(typed):
    with pytest.raises(FieldError):
        recovery.decode(Secret(typed))


def test_a_code_holds_sixteen_bytes_and_no_others():
    for wrong in (0, 15, 17):
        with pytest.raises(ValueError, match="16 bytes"):
            recovery.encode(bytes(wrong))


def test_the_last_group_is_proof_however_it_is_typed():
    code = recovery.encode(secrets.token_bytes(16))
    group = code.reveal()[-4:]
    assert recovery.last_group(code) == group
    assert recovery.is_last_group(code, f" {group.lower()}\n")
    assert recovery.is_last_group(RECOVERY_CODE, "oowf")
    assert not recovery.is_last_group(code, "")
    assert not recovery.is_last_group(code, code.reveal()[:4] + "x")
