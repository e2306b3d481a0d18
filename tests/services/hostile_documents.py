"""Documents that were made to break whoever reads them: the same ones each time."""

import json
import random
from collections.abc import Iterator
from typing import Any

from tests.services.documents import Data

Place = tuple[Any, Any]
"""An object or a list, and which of its parts."""

TEXTS = (
    *("", " ", " Koha", "Koha", "\0", "\x1b[31m", "\u202eevil", "a\u0301", "\ufeff", "\ud800"),
    *("x" * 201, "x" * 10_001, "=1+1", "portal", "made_here", "authentication", "root", "koha"),
    *("2027-03-01", "2027-02-30", "0001-01-01", "9999-12-31", "20270301", "\u0662027-03-01"),
    *("2026-06-15T12:00:00+00:00", "9999-12-31T23:59:59-14:00", "2026-06-15T12:00:00", "now"),
    *("00000000-0000-4000-8000-000000000001", "00000000-1111-4222-8333-4444444444aa", "aaaa"),
    *("Europe/London", "../../etc/passwd", "Mars/Base", "a@example.org", "a@b@c", "true", "{name}"),
)
OTHERS: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    13,
    10**30,
    1.5,
    [],
    {},
    [None],
    ["a"],
    [["a"]],
    {"a": 1},
)
RAW = (b"NaN", b"-Infinity", b"1e999", b"9" * 5_000, b"[" * 3_000, b'{"a":1,"a":2}', b"\xff", b"\0")


def document(number: int, sound: Data) -> bytes:
    """Return *sound* with what the hostile document of this number does to it."""
    chance = random.Random(number)
    data = json.loads(json.dumps(sound))
    for _ in range(chance.choice((0, 0, 1, 3, 8))):
        data = _turned(data, chance)
    for _ in range(chance.choice((0, 1, 1, 1, 2, 3, 8))):
        _spoil(data, chance)
    content = json.dumps(data).encode("utf-8", "surrogatepass")
    if chance.random() < 0.15:
        content = _raw(content, chance)
    return content


def _turned(data: Data, chance: random.Random) -> Data:
    """Return a document that is sound still, and tells another story of the same things."""
    kind = chance.choice(
        (
            "organisations",
            "accounts",
            "applications",
            "keys",
            "keys",
            "uses",
            "uses",
            "replacements",
        )
    )
    if not data[kind]:
        return data
    one = chance.choice(data[kind])
    match chance.randrange(4):
        case 0:
            fresh = f"00000000-9999-4222-8333-{chance.randrange(1 << 40):012x}"
            renamed: Data = json.loads(json.dumps(data).replace(one["id"], fresh))
            return renamed
        case 1:
            return _without_key(data, chance.choice(data["keys"])["id"]) if data["keys"] else data
        case 2:
            other = chance.choice(data[kind])
            if "name" in one:
                one["name"], other["name"] = other["name"], one["name"]
        case _:
            _happen(kind, one, chance)
    return data


def _happen(kind: str, one: Any, chance: random.Random) -> None:
    """Let something have happened to a thing, or not."""
    at = chance.choice((None, "2026-06-15T12:00:00+00:00"))
    match kind:
        case "keys":
            member = chance.choice(("disabled_at", "removed_at", "superseded_at", "compared_at"))
            one[member] = at
        case "uses":
            one |= {"ended_at": at, "ended_by": "", "note": "", "moved_to": None}
        case "replacements":
            one[chance.choice(("closed_at", "cancelled_at"))] = at
        case _:
            one["name"] = f"{one['name']} {chance.randrange(3)}"


def _without_key(data: Data, key: str) -> Data:
    """Return the document as it would be had that key never been."""
    gone = {one["id"] for one in data["uses"] if one["key"] == key}
    found = data | {
        "keys": [one for one in data["keys"] if one["id"] != key],
        "uses": [one for one in data["uses"] if one["id"] not in gone],
        "todos": [one for one in data["todos"] if one["key"] != key],
        "replacements": [
            one for one in data["replacements"] if key not in {one["old"], one["new"]}
        ],
    }
    for one in found["keys"]:
        one["predecessor"] = None if one["predecessor"] == key else one["predecessor"]
    for one in found["uses"]:
        one["moved_to"] = None if one["moved_to"] in gone else one["moved_to"]
    found["made"] |= {"keys": len(found["keys"]), "keys_in_inventory": len(found["keys"])}
    return found


def _spoil(data: Data, chance: random.Random) -> None:
    """Do something to one part of the document."""
    places = list(_places(data))
    inside, at = chance.choice(places)
    match chance.randrange(8):
        case 0:
            del inside[at]
        case 1:
            inside[at] = chance.choice(OTHERS)
        case 2:
            other, there = chance.choice(places)
            inside[at] = json.loads(json.dumps(other[there]))
        case 3:
            _more(inside, at, chance)
        case 4:
            same = [place for place in places if place[1] == at and isinstance(at, str)]
            other, there = chance.choice(same or places)
            inside[at], other[there] = other[there], inside[at]
        case _:
            inside[at] = chance.choice(TEXTS)


def _more(inside: Any, at: Any, chance: random.Random) -> None:
    """Put in what is one too many: a record twice, or a member that nobody knows."""
    if isinstance(inside, list):
        inside.append(json.loads(json.dumps(inside[at])))
    else:
        inside[chance.choice(("colour", "\u202e", "x" * 300, "id ", "value"))] = inside[at]


def _places(part: Any) -> Iterator[Place]:
    """Yield every part of the document, but for those that tell of the file alone."""
    parts = list(part.items()) if isinstance(part, dict) else list(enumerate(part))
    for at, inner in parts:
        if at in {"left_out", "audit", "permission_levels"}:
            continue
        yield part, at
        if isinstance(inner, dict | list):
            yield from _places(inner)


def _raw(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    match chance.randrange(4):
        case 0:
            return content[:at]
        case 1:
            return content[:at] + chance.randbytes(3) + content[at:]
        case 2:
            return content[:at] + chance.choice(RAW) + content[at:]
        case _:
            end = content.index(b",", at) if b"," in content[at:] else len(content)
            start = content.rfind(b":", 0, at) + 1
            return content[:start] + chance.choice(RAW) + content[end:]
