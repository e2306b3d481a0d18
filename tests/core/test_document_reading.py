"""What a document has to be: each thing that is wrong is told with its place, without a value."""

from collections.abc import Callable

import pytest

from app.core.document_reading import read_document
from app.core.errors import DocumentForeignError, DocumentNewerError
from tests.services.documents import Data, changed

ORGANISATION = "00000000-0000-4000-8000-00000000000a"
ACCOUNT = "00000000-0000-4000-8000-00000000000b"
KEY = "00000000-0000-4000-8000-00000000000c"
VALUE = "00000000-1111-4222-8333-4444444444aa"
MOMENT = "2026-06-15T12:00:00+00:00"

KEY_RECORD: Data = {
    "id": KEY,
    "name": "Koha",
    "permission": "authentication",
    "organisation": "Example University",
    "owner": "ada@example.org",
    "origin": "portal",
    "state": "active",
    "ending": "44aa",
    "value": VALUE,
    "expires_on": "2027-03-01",
    "last_working_day": "2027-02-28",
    "created_at": MOMENT,
    "disabled_at": None,
    "removed_at": None,
    "destroyed_at": None,
    "superseded_at": None,
    "predecessor": None,
    "notes": "",
    "also_tell": [],
    "compared_at": None,
    "compared_by": "",
    "unused_at": None,
    "unused_by": "",
    "applications": [],
    "organisation_id": ORGANISATION,
    "owner_id": ACCOUNT,
    "has_value": True,
    "intact": True,
}
SOUND: Data = {
    "format": "keyholder inventory",
    "version": 1,
    "made": {
        "at": MOMENT,
        "by": "ada",
        "program": "Keyholder 0.1.0",
        "chosen": None,
        "filter": None,
        "keys": 1,
        "keys_in_inventory": 1,
        "values": True,
    },
    "audit": {"entries": 1, "head": "0" * 64, "head_words": "one two three four"},
    "left_out": [],
    "organisations": [
        {
            "id": ORGANISATION,
            "name": "Example University",
            "domain": "example.org",
            "number": "",
            "time_zone": "Europe/London",
            "reports_api": True,
            "lifetime_months": 12,
            "parent": None,
            "also_tell": [],
            "created_at": MOMENT,
        }
    ],
    "accounts": [
        {
            "id": ACCOUNT,
            "name": "Ada",
            "email": "ada@example.org",
            "organisation": ORGANISATION,
            "expires_on": None,
            "created_at": MOMENT,
        }
    ],
    "permission_levels": [],
    "applications": [],
    "keys": [KEY_RECORD],
    "uses": [],
    "replacements": [],
    "todos": [],
    "preferences": {"lock-minutes": "15"},
}


def problems(data: Data) -> dict[str, str]:
    """Return what is wrong in *data*, by its place."""
    found: dict[str, str] = {}
    for one in read_document(data, "all.json").problems:
        found[one.where] = f"{found.get(one.where, '')} {one.told}".strip()
    return found


def warnings(data: Data) -> list[str]:
    return [one.where for one in read_document(data, "all.json").warnings]


def test_a_sound_document_is_read():
    read = read_document(SOUND, "all.json")
    assert (read.problems, read.warnings) == ((), ())
    (key,) = read.document.keys
    assert (key.name, key.owner, key.has_value) == ("Koha", ACCOUNT, True)
    assert read.document.values[key.id].reveal() == VALUE
    assert VALUE not in repr(read)


@pytest.mark.parametrize(
    ("member", "to", "told"),
    [
        ("expires_on", "2027-02-30", "not a date"),
        ("expires_on", "20270301", "not a date"),
        ("expires_on", None, "A text is expected"),
        ("created_at", "2026-06-15T12:00:00", "not a moment"),
        ("created_at", "0001-01-01T00:00:00+14:00", "not a moment"),
        ("created_at", "2026-06-15T12:00:00.1234567+00:00", "not a moment"),
        ("id", "koha", "A UUID, is expected"),
        ("id", KEY.replace("c", "C"), "UUID"),
        ("name", "", "A name is needed"),
        ("name", " Koha", "space around"),
        ("name", "Ko\0ha", "cannot be seen"),
        ("name", "\u202eevil", "cannot be seen"),
        ("name", "\ud800", "cannot be seen"),
        ("name", "a\u0301", "unusual spelling"),
        ("name", "x" * 201, "200 is the most"),
        ("name", ["Koha"], "A text is expected"),
        ("origin", "root", "made_here, portal"),
        ("has_value", 1, "True or false"),
        ("has_value", False, "does not fit the value"),
        ("ending", "bbbb", "does not end so"),
        ("ending", "44a", "last four"),
        ("value", VALUE.upper(), "small letters"),
        ("value", "two words", "has a space"),
        ("destroyed_at", MOMENT, "was destroyed"),
        ("also_tell", ["a@example.org", "A@example.org"], "twice"),
        ("also_tell", "a@example.org", "A list is expected"),
        ("also_tell", [1], "A list of texts"),
        ("organisation_id", KEY, "Nothing in the document"),
        ("owner_id", KEY, "Nothing in the document"),
        ("predecessor", ACCOUNT, "Nothing in the document"),
        ("predecessor", KEY, "names itself"),
    ],
)
def test_each_problem_of_a_key_is_told_with_its_place(member, to, told):
    found = problems(changed(SOUND, "keys", 0, member, to=to))
    assert told.lower() in found[f"keys[0].{member}"].lower()
    assert VALUE not in str(found)


@pytest.mark.parametrize(
    ("path", "to", "where"),
    [
        (("organisations", 0, "time_zone"), "../../etc/passwd", "organisations[0].time_zone"),
        (("organisations", 0, "lifetime_months"), True, "organisations[0].lifetime_months"),
        (("organisations", 0, "lifetime_months"), 10**30, "organisations[0].lifetime_months"),
        (("organisations", 0, "parent"), ORGANISATION, "organisations[0].parent"),
        (("accounts", 0, "email"), "a@b@c", "accounts[0].email"),
        (("made", "keys"), 2, "made.keys"),
        (("made", "values"), False, "keys[0].value"),
        (("preferences", "lock-minutes"), "soon", "preferences.lock-minutes"),
        (("preferences", "lock-minutes"), 15, "preferences.lock-minutes"),
        (("preferences", "backup-folder"), "/tmp", "preferences.backup-folder"),  # noqa: S108 - refused
        (("preferences", "\u202e"), "", "preferences.…"),
        (("keys", 0, "colour"), "blue", "keys[0].colour"),
        (("keys", 0, VALUE), "blue", "keys[0].…"),
        (("colour",), "blue", "colour"),
        (("audit", "entries"), "1", "audit.entries"),
        (("left_out",), [{"what": "x"}], "left_out[0].why"),
    ],
)
def test_problems_elsewhere_are_told_too(path, to, where):
    assert list(problems(changed(SOUND, *path, to=to))) == [where]


@pytest.mark.parametrize(
    ("path", "to", "first", "then"),
    [
        (("accounts", 0), "Ada", "accounts[0]", "keys[0].owner_id"),
        (("accounts",), {}, "accounts", "keys[0].owner_id"),
        (("made",), [], "made", "keys[0].value"),
    ],
)
def test_what_hangs_on_a_problem_is_one_too(path, to, first, then):
    assert list(problems(changed(SOUND, *path, to=to))) == [first, then]


@pytest.mark.parametrize("member", sorted(SOUND))
def test_no_member_may_be_missing(member):
    data = {name: part for name, part in SOUND.items() if name != member}
    if member in {"format", "version"}:
        with pytest.raises(DocumentForeignError):
            read_document(data, "all.json")
    else:
        assert "missing" in problems(data)[member]


def test_the_same_id_name_or_value_stands_once():
    def twice(kind: str, **changes: str) -> Data:
        data = changed(SOUND, kind, to=lambda before: [*before, before[0] | changes])
        return changed(data, "made", "keys", to=len(data["keys"]))

    other = KEY.replace("c", "d")
    assert problems(twice("keys"))["keys[1].id"] == "The same stands in keys[0]."
    assert "keys[1].value" in problems(twice("keys", id=other))
    assert "organisations[1].name" in problems(twice("organisations", id=other))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda data: changed(data, "keys", 0, "intact", to=False), "keys[0].intact"),
        (lambda data: changed(data, "keys", 0, "owner", to="eve"), "keys[0].owner"),
        (lambda data: changed(data, "keys", 0, "state", to="expired"), "keys[0].state"),
        (lambda data: changed(data, "keys", 0, "applications", to=["A"]), "keys[0].applications"),
        (lambda data: changed(data, "keys", 0, "notes", to=f"is {VALUE}"), "keys[0].notes"),
    ],
)
def test_what_follows_from_the_rest_is_compared(change: Callable[[Data], Data], where):
    data = change(SOUND)
    assert (problems(data), warnings(data)) == ({}, [where])


@pytest.mark.parametrize("version", [0, 2, 10**30, -1])
def test_another_version_is_refused(version):
    with pytest.raises(DocumentNewerError):
        read_document(changed(SOUND, "version", to=version), "all.json")


@pytest.mark.parametrize("version", [True, "1", None, 1.0])
def test_what_is_no_version_is_refused(version):
    with pytest.raises(DocumentForeignError):
        read_document(changed(SOUND, "version", to=version), "all.json")


def test_thousands_of_problems_are_counted_and_not_all_told():
    data = changed(SOUND, "todos", to=[1] * 5_000)
    read = read_document(data, "all.json")
    assert (read.problem_count, len(read.problems)) == (5_000, 500)
