import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import text
from app.core.errors import FieldError
from tests.core.rule import BROAD_RULE, RULE

INVISIBLE = {
    "a NUL": "\0",
    "a bell": "\a",
    "a tab": "\t",
    "a line break": "\n",
    "a C1 control": "\x85",
    "a soft hyphen": "\xad",
    "an Arabic letter mark": "\u061c",
    "a zero-width space": "\u200b",
    "a zero-width non-joiner": "\u200c",
    "a zero-width joiner": "\u200d",
    "a left-to-right mark": "\u200e",
    "a right-to-left mark": "\u200f",
    "a line separator": "\u2028",
    "a paragraph separator": "\u2029",
    "a left-to-right embedding": "\u202a",
    "a right-to-left override": "\u202e",
    "a word joiner": "\u2060",
    "an isolate": "\u2066",
    "the end of an isolate": "\u2069",
    "a byte order mark": "\ufeff",
    "an annotation mark": "\ufff9",
    "a tag": "\U000e0041",
    "a private character": "\ue000",
    "an unassigned one": "\u0378",
    "half a pair": "\ud800",
    "a combining grapheme joiner": "\u034f",
    "a Hangul filler": "\u3164",
    "a narrow Hangul filler": "\uffa0",
    "a blank Braille pattern": "\u2800",
}


@pytest.mark.parametrize("character", INVISIBLE.values(), ids=INVISIBLE.keys())
def test_a_character_that_cannot_be_seen_is_refused_by_its_place(character):
    with pytest.raises(FieldError) as caught:
        text.clean_name("name", f"Koha{character}x")
    assert caught.value.field == "name"
    assert f"Character 5 (U+{ord(character):04X})" in str(caught.value)


@pytest.mark.parametrize("character", INVISIBLE.values(), ids=INVISIBLE.keys())
def test_nothing_is_a_name_that_shows_nothing(character):
    with pytest.raises(FieldError):
        text.clean_name("name", character)


def test_the_first_of_several_is_named():
    with pytest.raises(FieldError, match=r"Character 2 \(U\+200B\)"):
        text.clean_line("name", "a\u200bb\u202ec")


@pytest.mark.parametrize(
    "name",
    [
        "Koha, main library",
        "Bibliothèque de l'Université",
        "図書館",
        "دانشگاه تهران",
        "Ελληνική Βιβλιοθήκη",
        "हिन्दी पुस्तकालय",
        "❤️ Reading room",
        '<img src="file:///etc/passwd">',
        "=1+1",
        "50 % off {name}",
    ],
)
def test_any_script_and_any_sign_that_shows_is_a_name(name):
    assert text.clean_name("name", name) == unicodedata.normalize("NFC", name)


def test_two_spellings_of_one_letter_are_one_name():
    assert text.clean_name("name", "Bibliothe\u0300que") == "Biblioth\u00e8que"


def test_space_round_a_name_goes():
    assert text.clean_name("name", " \t Koha\u00a0\n") == "Koha"


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t", "\u00a0\u2003"])
def test_a_name_is_needed(nothing):
    with pytest.raises(FieldError, match="A name is needed"):
        text.clean_name("name", nothing)
    assert text.clean_line("number", nothing) == ""


def test_a_name_has_two_hundred_characters_at_most():
    assert len(text.clean_name("name", "x" * 200)) == 200
    with pytest.raises(FieldError, match="201 characters; 200 is the most"):
        text.clean_name("name", "x" * 201)


def test_letters_are_counted_as_they_are_kept():
    assert len(text.clean_name("name", "e\u0301" * 200)) == 200


def test_notes_have_lines():
    assert text.clean_notes("notes", "one\r\ntwo\n\tthree\n") == "one\ntwo\n\tthree"


def test_notes_have_a_limit_too_and_nothing_is_cut():
    assert len(text.clean_notes("notes", "x" * 10_000)) == 10_000
    with pytest.raises(FieldError, match="10001 characters"):
        text.clean_notes("notes", "x" * 10_001)


def test_notes_take_no_characters_that_cannot_be_seen():
    with pytest.raises(FieldError, match=r"Character 4 \(U\+202E\)"):
        text.clean_notes("notes", "a\nb\u202ec")


@pytest.mark.parametrize(
    "address", ["", "ada@example.org", "ada+keys@example.org", "ädä@exämple.org", "ada@localhost"]
)
def test_an_address_is_taken_as_it_is(address):
    assert text.clean_email("email", f" {address} ") == address


@pytest.mark.parametrize(
    "address",
    [
        "ada",
        "ada@",
        "@example.org",
        "a b@example.org",
        "a@b@c",
        "Ada <ada@example.org>",
        "a@b, c@d",
    ],
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(FieldError, match="not an e-mail address"):
        text.clean_email("email", address)


@pytest.mark.parametrize("domain", ["", "example.org", "a", "lib-1.example.org", "login"])
def test_a_domain_is_taken_with_or_without_a_dot(domain):
    assert text.clean_domain("domain", f" {domain}\n") == domain


@pytest.mark.parametrize(
    "domain", ["https://example.org", "example.org/", "-a.org", "a.org-", ".", "a b", "exämple.org"]
)
def test_what_is_no_domain_is_refused(domain):
    with pytest.raises(FieldError, match="letters, digits, dots and hyphens"):
        text.clean_domain("domain", domain)


def test_an_organisations_number_has_digits_only():
    assert text.clean_number("number", " 012345 ") == "012345"
    assert text.clean_number("number", "") == ""
    for wrong in ("12a", "-1", "1.0", "\u0661\u0662", "\u00b2"):
        with pytest.raises(FieldError, match="digits only"):
            text.clean_number("number", wrong)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Koha, main library", "koha main library"),
        ("Koha", "K\u043eh\u0430"),  # Cyrillic o and a
        ("Alma", "\u0391lma"),  # Greek Alpha
        ("Lib1", "Libl"),
        ("Lib1", "LibI"),
        ("Room 0", "Room O"),
        ("modern", "modem"),
        ("vvest", "west"),
        ("Café", "Cafe"),
        ("Main library", "Main\u2009library"),
        ("\uff2b\uff4f\uff48\uff41", "Koha"),  # full width
        ("5ummer", "Summer"),
    ],
)
def test_names_that_look_alike_have_one_look(one, other):
    assert text.look_of(one) == text.look_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Koha", "Alma"), ("Koha test", "Koha"), ("Library 2", "Library 3"), ("東", "西")],
)
def test_names_that_differ_to_the_eye_have_two(one, other):
    assert text.look_of(one) != text.look_of(other)


def test_names_sort_without_case_and_accents():
    names = ["Zeta", "éclair", "Eclipse", "apple"]
    assert sorted(names, key=text.sort_form) == ["apple", "éclair", "Eclipse", "Zeta"]


def test_a_key_in_a_note_is_noticed():
    assert text.holds_uuid("its key: 00000000-1111-4222-8333-4444444444AA!")
    assert not text.holds_uuid("ends in 44aa")
    assert not text.is_uuid("x00000000-1111-4222-8333-4444444444aa")


@BROAD_RULE
@given(st.text())
def test_a_cleaned_line_is_short_whole_and_clean_already(typed):
    try:
        cleaned = text.clean_line("name", typed)
    except FieldError:
        return
    assert len(cleaned) <= 200
    assert cleaned == unicodedata.normalize("NFC", typed).strip()
    assert not any(unicodedata.category(character) in {"Cc", "Cf"} for character in cleaned)
    assert text.clean_line("name", cleaned) == cleaned


@RULE
@given(st.text())
def test_any_text_has_a_look_and_a_place_in_an_order(typed):
    assert text.look_of(typed) == text.look_of(typed.strip())
    assert text.sort_form(text.sort_form(typed)) == text.sort_form(typed)
