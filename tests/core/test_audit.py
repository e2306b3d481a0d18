import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import audit
from app.core.audit import Act, AuditEntry, Thing, canonical_json
from app.core.identity import Actor
from tests.core.rule import RULE

ENTRY = AuditEntry(
    at=datetime(2026, 6, 15, 12, tzinfo=UTC),
    actor=Actor("tester"),
    act=Act.EDITED,
    thing=Thing.KEY,
    thing_id="00000000-0000-4000-8000-000000000001",
    before={"name": "Koha", "notes": ""},
    after={"notes": "ünïcödé", "name": "Koha 2"},
)
FEW = settings(RULE, max_examples=60)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def test_an_entry_has_one_spelling():
    assert ENTRY.canonical().decode() == (
        '["2026-06-15T12:00:00+00:00","tester","edited","key",'
        '"00000000-0000-4000-8000-000000000001",'
        '{"name":"Koha","notes":""},{"name":"Koha 2","notes":"ünïcödé"}]'
    )


def test_the_order_of_the_fields_does_not_matter():
    turned = replace(ENTRY, after={name: ENTRY.after[name] for name in reversed(list(ENTRY.after))})
    assert turned.canonical() == ENTRY.canonical()


def test_the_chain_is_sha_256_of_the_hash_before_and_the_entry():
    expected = hashlib.sha256(bytes(32) + ENTRY.canonical()).hexdigest()
    assert ENTRY.hash_after(audit.START) == expected
    assert ENTRY.hash_after(expected) != expected


def test_the_hash_never_changes_between_releases():
    """What was written years ago must still fit its chain."""
    assert ENTRY.hash_after(audit.START) == (
        "39e7ea1b92092f95ccbd4a2ad3db1aed93c098e6fbf0b2b852df511f5fbeda35"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"at": datetime(2026, 6, 15, 12, 0, 1, tzinfo=UTC)},
        {"actor": Actor("another")},
        {"act": Act.DISABLED},
        {"thing": Thing.ACCOUNT},
        {"thing_id": ""},
        {"before": {}},
        {"after": {"name": "Koha 3", "notes": "ünïcödé"}},
        {"before": ENTRY.after, "after": ENTRY.before},
    ],
    ids=", ".join,
)
def test_every_part_of_an_entry_counts(change):
    assert replace(ENTRY, **change).hash_after(audit.START) != ENTRY.hash_after(audit.START)


def test_two_entries_that_change_places_break_the_chain():
    other = replace(ENTRY, act=Act.REMOVED)
    one_way = other.hash_after(ENTRY.hash_after(audit.START))
    assert one_way != ENTRY.hash_after(other.hash_after(audit.START))


@RULE
@given(JSON)
def test_canonical_json_is_json_and_the_same_when_read_and_written_again(value):
    written = canonical_json(value)
    assert json.loads(written) == value
    assert canonical_json(json.loads(written)) == written
    assert "\n" not in written


@FEW
@given(st.dictionaries(st.text(), JSON))
def test_an_entry_read_back_from_the_database_has_the_same_hash(facts):
    entry = replace(ENTRY, before=facts)
    read = replace(
        entry,
        at=datetime.fromisoformat(entry.at.isoformat()),
        before=json.loads(canonical_json(dict(entry.before))),
    )
    assert read.hash_after(audit.START) == entry.hash_after(audit.START)
