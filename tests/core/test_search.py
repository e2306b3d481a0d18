import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import search
from app.core.errors import FilterError
from app.core.key import KeyState, Origin
from app.core.query import Condition, Field
from tests.core.rule import BROAD_RULE

TERMS = [
    ("koha", Condition(Field.WORDS, ("koha",))),
    ("-test", Condition(Field.WORDS, ("test",), negated=True)),
    ('"main library"', Condition(Field.WORDS, ("main", "library"))),
    ('-"main library"', Condition(Field.WORDS, ("main", "library"), negated=True)),
    ('"expires:soon"', Condition(Field.WORDS, ("expires:soon",))),
    ("permission:reports,full", Condition(Field.PERMISSION, ("reports", "full"))),
    ("Permission=REPORTS", Condition(Field.PERMISSION, ("reports",))),
    ("state:expiring", Condition(Field.STATE, ("expiring",))),
    ("-state:Expired,DISABLED", Condition(Field.STATE, ("expired", "disabled"), negated=True)),
    ('org:"North campus"', Condition(Field.ORGANISATION, ("north campus",))),
    ('organisation:"a, b",c', Condition(Field.ORGANISATION, ("a, b", "c"))),
    ("owner:smith", Condition(Field.OWNER, ("smith",))),
    ("owner:none", Condition(Field.OWNER, ("none",))),
    ("origin:portal", Condition(Field.ORIGIN, ("portal",))),
    ("origin:made_here", Condition(Field.ORIGIN, ("made_here",))),
    ("told:none", Condition(Field.TOLD, ("none",))),
    ("told:ONE,Ada@example.org", Condition(Field.TOLD, ("one", "ada@example.org"))),
    ("used:several", Condition(Field.USED, ("several",))),
    ("needs:less", Condition(Field.NEEDS, ("less",))),
    ("compared:old,never", Condition(Field.COMPARED, ("old", "never"))),
    ("ending:C15B", Condition(Field.ENDING, ("c15b",))),
    ("expires:2027-03-01", Condition(Field.EXPIRES, ("2027-03-01",))),
    ("expires=2027-03-01", Condition(Field.EXPIRES, ("2027-03-01",))),
    ("expires=20270301", Condition(Field.EXPIRES, ("2027-03-01",))),
    ("expires<2027-03-01", Condition(Field.EXPIRES, ("2027-03-01",), operator="<")),
    ("expires<=2027-03-01", Condition(Field.EXPIRES, ("2027-03-01",), operator="<=")),
    ("expires>2027-03-01", Condition(Field.EXPIRES, ("2027-03-01",), operator=">")),
    ("expires>=2027-03-01", Condition(Field.EXPIRES, ("2027-03-01",), operator=">=")),
    ("-expires>2027-03-01", Condition(Field.EXPIRES, ("2027-03-01",), operator=">", negated=True)),
]


@pytest.mark.parametrize(("text", "condition"), TERMS, ids=[text for text, _ in TERMS])
def test_a_term_is_understood(text, condition):
    assert search.parse(text) == (condition,)


def test_terms_follow_one_another():
    text = "  ".join(text for text, _ in TERMS)
    assert search.parse(f" {text}\n") == tuple(condition for _, condition in TERMS)


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_no_filter_asks_for_nothing(text):
    assert search.parse(text) == ()


@pytest.mark.parametrize("state", KeyState)
def test_each_state_can_be_asked_for(state):
    assert search.parse(f"state:{state.value}") == (Condition(Field.STATE, (state.value,)),)


@pytest.mark.parametrize("origin", Origin)
def test_each_origin_can_be_asked_for(origin):
    assert search.parse(f"origin:{origin.value}") == (Condition(Field.ORIGIN, (origin.value,)),)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("colour:red", "The filter knows no “colour:”. It knows permission, state, org,"),
        ("http://example.org", "Put quotation marks round a text that has a colon."),
        ("state:", "Give a value after “state:”."),
        ("-owner:,", "Give a value after “-owner:,”."),
        ("state:soon", "“soon” is none of: expired, expiring, active, disabled, removed, supers"),
        ("state:active,soon", "“soon” is none of"),
        ("origin:elsewhere", "“elsewhere” is none of: made_here, portal."),
        ("needs:more", "“more” is none of: less."),
        ("compared:2026-01-01", "“2026-01-01” is none of: never, old."),
        ("told:ada", "Give an e-mail address after “told:”, or none for keys that nobody is"),
        ("state<active", "“<” compares dates; use “state:” here."),
        ("ending>=c15b", "“>=” compares dates; use “ending:” here."),
        ("expires:tomorrow", "“tomorrow” is not a date. Write it like 2027-03-01."),
        ("expires<2027-02-29", "“2027-02-29” is not a date."),
        ("expires:2027-03-01,soon", "“soon” is not a date."),
        ('koha "main', 'The filter has an unfinished part: "main'),
        ('org:"North', 'The filter has an unfinished part: org:"North'),
        ('main"library"', 'The filter has an unfinished part: main"library"'),
        ("koha \ud800", "The filter has half a character at place 6."),
        ("x" * 10_001, "The filter has 10001 characters; 10000 is the most."),
        ("x " * 51, "The filter has 51 parts; 50 is the most."),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(text, sentence):
    with pytest.raises(FilterError) as caught:
        search.parse(text)
    assert sentence in str(caught.value)


def test_the_quick_help_is_right():
    for example in search.examples():
        assert search.parse(example.text)
        assert example.meaning


def test_the_quick_help_names_each_field():
    fields = {condition.field for one in search.examples() for condition in search.parse(one.text)}
    assert fields == set(Field)


UNQUOTED = st.characters(exclude_characters='"', exclude_categories=["Cs"])
PIECES = st.sampled_from(
    [
        *("permission", "state", "org", "owner", "origin", "ending", "expires", "colour"),
        *(":", "=", "<", "<=", ">", ">=", ",", "-", '"', '""', " ", "\t", "\n", "{", "}", "%s"),
        *(
            "active",
            "portal",
            "none",
            "2027-03-01",
            "2027-13-01",
            "0000-00-00",
            "é",
            "\0",
            "\ud800",
        ),
    ]
)


@BROAD_RULE
@given(st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join))
def test_whatever_is_typed_is_understood_or_told_what_is_wrong(text):
    try:
        conditions = search.parse(text)
    except FilterError as error:
        told = str(error)
        assert told
        return
    for condition in conditions:
        assert condition.values or condition.field is Field.WORDS
        assert condition.operator in {"=", "<", "<=", ">", ">="}


@BROAD_RULE
@given(
    field=st.sampled_from(["org", "owner", "ending", "permission"]),
    values=st.lists(st.text(UNQUOTED, min_size=1), min_size=1),
    negated=st.booleans(),
)
def test_any_text_can_be_asked_for_in_quotation_marks(field, values, negated):
    quoted = ",".join(f'"{value}"' for value in values)
    (condition,) = search.parse(f"{'-' * negated}{field}:{quoted}")
    assert condition.values == tuple(value.lower() for value in values)
    assert condition.negated is negated
