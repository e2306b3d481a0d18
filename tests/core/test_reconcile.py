"""The portal's list against the inventory: which line is which key."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.identity import KeyId, OrganisationId
from app.core.key import Key, Origin
from app.core.reconcile import Pairing, Part, PortalLine, Standing, label, reconcile
from tests.core.rule import RULE

DAY = date(2027, 3, 1)
NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
KEY = Key(
    id=KeyId("k1"),
    name="Koha",
    permission="authentication",
    organisation=OrganisationId("o"),
    owner=None,
    origin=Origin.PORTAL,
    ending="c15b",
    has_value=False,
    created_at=NOON,
    expires_on=DAY,
)
LINE = PortalLine(number=2, name="Koha", permission="authentication", expires_on=DAY, ending="c15b")


def one(line: PortalLine | None, key: Key | None, *to_do: KeyId) -> Pairing:
    """Return the only pairing of a line and a key."""
    [found] = reconcile([line] if line else [], [key] if key else [], frozenset(to_do))
    return found


def standings(*pairings: Pairing) -> list[tuple[Standing, str]]:
    return [(pairing.standing, pairing.name) for pairing in pairings]


def test_what_is_the_same_agrees():
    found = one(LINE, KEY)
    assert (found.standing, found.differs) == (Standing.AGREES, ())


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"name": "Koha 2"}, Part.NAME),
        ({"name": "koha"}, Part.NAME),
        ({"permission": "full"}, Part.PERMISSION),
        ({"expires_on": date(2027, 4, 1)}, Part.EXPIRES_ON),
    ],
)
def test_what_differs_is_named(change, part):
    found = one(replace(LINE, **change), KEY)
    assert (found.standing, found.differs) == (Standing.DIFFERS, (part,))


def test_what_the_list_does_not_tell_does_not_differ():
    assert one(PortalLine(number=2, name="Koha"), KEY).standing is Standing.AGREES


def test_a_value_says_more_than_everything_else():
    line = replace(LINE, name="Alma", ending="", expires_on=None, known_as=KEY.id)
    assert one(line, KEY).differs == (Part.NAME,)


def test_another_ending_is_another_key_whatever_it_is_called():
    found = reconcile([replace(LINE, ending="77aa")], [KEY])
    assert standings(*found) == [(Standing.MISSING_HERE, "Koha"), (Standing.GONE_THERE, "Koha")]


def test_a_value_of_another_key_is_another_key():
    other = replace(KEY, id=KeyId("k2"), name="Alma", ending="77aa")
    found = reconcile([replace(LINE, known_as=other.id, ending="")], [KEY, other])
    assert {(pairing.standing, pairing.key and pairing.key.id) for pairing in found} == {
        (Standing.DIFFERS, "k2"),
        (Standing.GONE_THERE, "k1"),
    }


def test_a_name_without_an_ending_finds_its_key_where_it_is_the_only_one():
    line = replace(LINE, ending="", expires_on=None)
    twin = replace(KEY, id=KeyId("k2"), ending="77aa")
    assert one(line, KEY).standing is Standing.AGREES
    assert [pairing.standing for pairing in reconcile([line], [KEY, twin])] == [
        Standing.MISSING_HERE,
        Standing.GONE_THERE,
        Standing.GONE_THERE,
    ]


def test_a_key_and_its_successor_of_one_name_are_told_apart_by_their_expiry():
    successor = replace(KEY, id=KeyId("k2"), ending="77aa", expires_on=date(2028, 3, 1))
    lines = [
        replace(LINE, ending=""),
        replace(LINE, number=3, ending="", expires_on=date(2028, 3, 1)),
    ]
    found = reconcile(lines, [KEY, successor])
    assert {pairing.standing for pairing in found} == {Standing.AGREES}


def test_a_list_that_fits_no_key_says_nothing_of_what_is_gone():
    assert one(None, KEY).doubtful
    other = replace(KEY, id=KeyId("k2"), name="Alma", ending="77aa")
    gone = [pairing for pairing in reconcile([LINE], [KEY, other]) if pairing.line is None]
    assert [pairing.doubtful for pairing in gone] == [False]


def test_keys_made_here_are_not_looked_for_in_the_portal():
    assert reconcile([], [replace(KEY, origin=Origin.MADE_HERE)]) == []


def test_superseded_records_are_out_of_it():
    assert reconcile([], [replace(KEY, superseded_at=NOON)]) == []


def test_a_key_that_was_removed_here_and_is_there_still():
    gone = replace(KEY, removed_at=NOON)
    assert one(LINE, gone).standing is Standing.STILL_THERE
    assert one(LINE, gone, KEY.id).to_do


def test_a_key_that_was_removed_here_and_there_is_done():
    gone = replace(KEY, removed_at=NOON)
    assert one(None, gone, KEY.id).standing is Standing.DONE_THERE
    assert reconcile([], [gone]) == []


def test_a_removed_key_gives_way_to_its_namesake():
    gone = replace(KEY, id=KeyId("k2"), removed_at=NOON)
    found = reconcile([LINE], [gone, KEY])
    assert [(pairing.standing, pairing.key) for pairing in found] == [(Standing.AGREES, KEY)]


def test_each_standing_has_a_label():
    assert len({label(standing) for standing in Standing}) == len(Standing)


NAMES = st.sampled_from(["Koha", "koha", "Alma", "R", ""])
ENDINGS = st.sampled_from(["c15b", "77aa", "0001", ""])
DAYS = st.sampled_from([date(2027, 3, 1), date(2027, 4, 1), None])
LEVELS = st.sampled_from(["authentication", "full"])
LINES = st.lists(
    st.builds(
        lambda name, level, day, ending: PortalLine(
            number=0, name=name, permission=level, expires_on=day, ending=ending
        ),
        NAMES,
        LEVELS,
        DAYS,
        ENDINGS,
    ),
    max_size=8,
).map(lambda lines: [replace(line, number=at + 2) for at, line in enumerate(lines)])
KEYS = st.lists(
    st.builds(
        lambda name, level, day, ending, removed: replace(
            KEY,
            name=name or "Nameless",
            permission=level,
            expires_on=day or DAY,
            ending=ending,
            removed_at=NOON if removed else None,
        ),
        NAMES,
        LEVELS,
        DAYS,
        ENDINGS,
        st.booleans(),
    ),
    max_size=8,
).map(lambda keys: [replace(key, id=KeyId(f"k{at}")) for at, key in enumerate(keys)])


@RULE
@given(LINES, KEYS)
def test_each_line_and_each_key_is_found_once(lines, keys):
    found = reconcile(lines, keys, frozenset(key.id for key in keys))
    numbers = sorted(pairing.line.number for pairing in found if pairing.line)
    ids = sorted(pairing.key.id for pairing in found if pairing.key)
    assert numbers == [line.number for line in lines]
    assert ids == sorted(key.id for key in keys)


@RULE
@given(LINES, KEYS, st.randoms(use_true_random=False))
def test_the_order_of_lines_and_keys_plays_no_part(lines, keys, chance):
    def told(pairings: list[Pairing]) -> list[tuple[object, ...]]:
        return sorted(
            (
                pairing.standing,
                pairing.key.id if pairing.key else "",
                pairing.differs,
                str(replace(pairing.line, number=0)) if pairing.line else "",
            )
            for pairing in pairings
        )

    shuffled_lines, shuffled_keys = lines[:], keys[:]
    chance.shuffle(shuffled_lines)
    chance.shuffle(shuffled_keys)
    assert told(reconcile(lines, keys)) == told(reconcile(shuffled_lines, shuffled_keys))


@RULE
@given(KEYS)
def test_the_inventorys_own_list_agrees(keys):
    living = [key for key in keys if key.removed_at is None]
    lines = [
        PortalLine(
            number=at + 2,
            name=key.name,
            permission=key.permission,
            expires_on=key.expires_on,
            known_as=key.id,
        )
        for at, key in enumerate(living)
    ]
    assert {pairing.standing for pairing in reconcile(lines, living)} <= {Standing.AGREES}
