"""One file's content, searched for values."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from app.core import value_text
from app.core.identity import KeyId
from app.core.scan import Recogniser, Skipped
from app.core.secret import Secret

_HEX = rb"[0-9A-Fa-f]"
_BEFORE_DASH, _BETWEEN_DASHES, _BEHIND_DASH = 8, 15, 13
_UUID = re.compile(rb"-(?<=" + _HEX + rb"{8}-)" + (_HEX + rb"{4}-") * 3 + _HEX + rb"{12}")
_ARCHIVES = (b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06", b"\xfd7zXZ", b"BZh", b"7z\xbc\xaf\x27\x1c",
             b"\x28\xb5\x2f\xfd", b"Rar!", b"\x04\x22\x4d\x18")  # fmt: skip
_SAMPLE = 4_096
_MOSTLY = 0.6
"""Of UTF-16 that is read in the West, so many of the bytes that could be zero are."""
_FEW = 200
"""So many endings are looked for one by one before a text is taken apart."""

Met = dict[bytes, KeyId | None]
"""What may be values, each with the key that has it, if one has."""
_MOST_MET = 10_000


@dataclass(slots=True)
class Content:
    """What stands in a file: keys with their lines, and how many values are of no key."""

    keys: list[tuple[KeyId, int]] = field(default_factory=list)
    unknown: int = 0


def looked_into(content: bytes, recogniser: Recogniser, met: Met) -> Content | Skipped:
    """Return what stands in a file's content, or why it is none that is looked into.

    *met* is what was asked for before: what stands in many files is recognised once.
    """
    if content.startswith(_ARCHIVES):
        return Skipped.ARCHIVE
    odd = recogniser.odd_endings
    if b"\0" in content:
        encoding = _wide(content)
        if encoding is None:
            return Skipped.BINARY
        return _in_text(content.decode(encoding, errors="replace"), recogniser, met)
    if odd and _may_have(content, odd):
        return _in_text(value_text.decoded(content), recogniser, met)
    return _in_bytes(content, recogniser, met)


def _in_bytes(content: bytes, recogniser: Recogniser, met: Met) -> Content:
    found, at, line = Content(), 0, 1
    first, last = content.find(b"-"), content.rfind(b"-")  # quicker than looking for more
    if last - first < _BETWEEN_DASHES:
        return found
    for match in _UUID.finditer(content, max(first - _BEFORE_DASH, 0), last + _BEHIND_DASH):
        start = match.start() - _BEFORE_DASH
        key = _holder(content[start : match.end()].lower(), recogniser, met)
        if key is None:
            found.unknown += 1
        else:
            line += content.count(b"\n", at, start)
            at = start
            found.keys.append((key, line))
    return found


def _in_text(content: str, recogniser: Recogniser, met: Met) -> Content:
    found = Content()
    for one in value_text.uuids(content):
        key = _holder(one.value.reveal().encode(), recogniser, met)
        if key is None:
            found.unknown += 1
        else:
            found.keys.append((key, one.line))
    if recogniser.odd_endings:
        for one in value_text.others(content, recogniser.odd_endings):
            key = _holder(one.value.reveal().encode(), recogniser, met)
            if key is not None:
                found.keys.append((key, one.line))
    return found


def _holder(value: bytes, recogniser: Recogniser, met: Met) -> KeyId | None:
    if value not in met:
        if len(met) >= _MOST_MET:
            met.clear()
        met[value] = recogniser.holder(Secret(value.decode()))
    return met[value]


def _may_have(content: bytes, endings: Collection[str]) -> bool:
    """Tell whether some value of another form may be in it; what is too much to look for may."""
    return len(endings) > _FEW or any(one.encode() in content for one in endings)


def _wide(content: bytes) -> str | None:
    """Return the encoding of a content with zeros, UTF-16 most likely; None if it is no text."""
    marked = value_text.marked(content)
    if marked is not None:
        return marked
    sample = content[:_SAMPLE]
    half = len(sample) // 2
    for encoding, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        if (
            half
            and sample[start::2].count(0) > half * _MOSTLY
            and not sample[1 - start :: 2].count(0)
        ):
            return encoding
    return None
