"""Values in texts: whatever stands around them, and on their lines."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import value_text
from app.core.secret import Secret
from app.core.value_text import Candidate
from tests.stage import OTHER_VALUE, VALUE

ODD = "live/Q7.zz_19==Tk"  # a dummy value that is no UUID
ENDINGS = frozenset({"44aa", "44bb", "==Tk"})


def told(candidates) -> list[tuple[str, int]]:
    return [(one.value.reveal(), one.line) for one in candidates]


def uuids(content: str) -> list[tuple[str, int]]:
    return told(value_text.uuids(content))


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        "  {}\n",
        "Authorization: OAApiKey {}",
        '{{"apiKey":"{}","domain":"example.org"}}',
        "<key>{}</key>",
        "https://reports.example.net/?key={}&by=day",
        "$oa_apikey='{}';",
        "urn:uuid:{}.",
        "key{}x",
        "00{}",
    ],
)
def test_a_uuid_is_found_whatever_stands_around_it(content):
    assert uuids(content.format(VALUE.reveal())) == [(VALUE.reveal(), 1)]
    assert uuids(content.format(VALUE.reveal().upper())) == [(VALUE.reveal(), 1)]


def test_values_are_told_with_their_lines():
    content = f"\n\na={VALUE.reveal()} b={OTHER_VALUE.reveal()}\r\n\r\n{VALUE.reveal()}"
    assert uuids(content) == [
        (VALUE.reveal(), 3),
        (OTHER_VALUE.reveal(), 3),
        (VALUE.reveal(), 5),
    ]


def test_what_only_looks_like_a_uuid_is_none():
    assert uuids("00000000-1111-4222-8333-4444444444a") == []
    assert uuids("00000000-1111-4222-8333_4444444444aa") == []
    assert uuids("0000000g-1111-4222-8333-4444444444aa 2026-06-15-1200") == []


@given(st.text(), st.uuids(), st.text())
def test_every_uuid_in_any_text_is_found(before, value, after):
    found = [text for text, _line in uuids(f"{before} {value} {after}")]
    assert str(value) in found
    assert all(str(uuid.UUID(one)) == one for one in found)


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        "key={}",
        'key="{}"',
        "a,{},b",
        '{{"key":"{}"}}',
        "Authorization: OAApiKey {}\nHost: example.org",
        "'{}';",
    ],
)
def test_a_value_of_another_form_is_found_by_its_ending(content):
    found = told(value_text.others("first line\n" + content.format(ODD), ENDINGS))
    assert (ODD, 2) in found
    assert told(value_text.others(content.format(ODD), {"0000"})) == []


def test_a_value_too_short_for_an_ending_is_looked_for_where_keys_have_such():
    content = "key: s3same, other; s3same"
    assert told(value_text.others(content, ENDINGS)) == []
    found = told(value_text.others(content, {*ENDINGS, ""}))
    assert found.count(("s3same", 1)) == 1


def test_a_uuid_is_not_told_twice():
    content = f"key={VALUE.reveal()}"
    assert (VALUE.reveal(), 1) not in told(value_text.others(content, ENDINGS))


@pytest.mark.parametrize(
    "masked",
    [
        "…44aa",
        "...44aa",
        "****44aa",
        "••••••••44aa",
        "xxxx44aa",
        "XXXX44AA",
        "********-****-****-****-********44aa",
        "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxx44aa",
        "-8333-4444444444aa",
        "4444444444aa",
        "1111-4222-8333-4444444444AA",
    ],
)
def test_a_masked_or_cut_value_is_told_by_its_ending(masked):
    [one] = value_text.parts(f"first\nkey {masked}, and so on", ENDINGS)
    assert (one.value, one.line, one.whole) == (Secret("44aa"), 2, False)


def test_four_characters_alone_are_an_ending():
    [one] = value_text.parts(" 44AA\n", ENDINGS)
    assert one.value == Secret("44aa")


def test_an_ending_behind_a_mask_is_told_though_no_key_has_it():
    assert told(value_text.parts("…c15b", ENDINGS)) == [("c15b", 1)]
    content = "c15bc15bc15b and ...then on, 2025..2026, 12-44aa, xx 44aa"
    assert told(value_text.parts(content, ENDINGS)) == []


def test_a_whole_value_is_not_a_cut_one():
    assert told(value_text.parts(f"key={VALUE.reveal()}", ENDINGS)) == []


def test_a_candidate_does_not_print_its_value():
    assert VALUE.reveal() not in repr(Candidate(VALUE, 1))


@given(st.text(), st.frozensets(st.text(max_size=4)))
def test_no_text_is_too_odd_to_be_looked_through(content, endings):
    for find in (value_text.others, value_text.parts):
        for one in find(content, endings):
            assert one.value.reveal()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_file_is_read_in_any_encoding(encoding):
    content = f"naïve key={VALUE.reveal()}".encode(encoding)
    assert value_text.decoded(content) == f"naïve key={VALUE.reveal()}"


def test_a_long_line_without_a_space_is_looked_through():
    content = ",".join(f"{number:08x}" for number in range(50_000))
    endings = {f"{number:04x}" for number in range(0, 65_536, 7)}
    assert sum(1 for _ in value_text.others(content, endings)) > 1000
