"""Finds in a text what may be the value of a key: quickly, and without knowing any value."""

import codecs
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.core import text
from app.core.key import ENDING_LENGTH, SHORTEST_WITH_ENDING
from app.core.secret import Secret
from app.core.value import LONGEST_VALUE, MASK

# One of UTF-32 begins as one of UTF-16 does
_MARKS = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
          codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}  # fmt: skip
_HEX = "[0-9A-Fa-f]"
_BEFORE_DASH = 8

# A search that begins with a dash goes through a text ten times as quickly as one for a digit
_UUID = re.compile(
    f"-(?<={_HEX}{{{_BEFORE_DASH}}}-){_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}"
)

_RUN = re.compile(r"\S+")
_END = re.compile(r"\w(?!\w)|[^\w\s]")
_START = re.compile(r"(?<!\w)\w|[^\w\s]")
_PIECE = re.compile(r"[^\s\"'`<>(){}\[\],;:=&?]+")
_MOST_STARTS = 32
"""So many signs may stand inside a value that is no UUID, at most."""

_MASKED = re.compile(
    rf"{MASK}(?P<masked>\w{{4}})(?![\w-])"
    rf"|(?<![\w-])(?:{_HEX}{{0,8}}(?:-{_HEX}{{4}}){{0,3}}-)?{_HEX}{{8}}(?P<cut>{_HEX}{{4}})(?![\w-])"
)
_FOUR_HEX = re.compile(_HEX + "{4}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part of a text that may be a key's value; or its last four characters, if not *whole*."""

    value: Secret
    line: int
    whole: bool = True


class _Lines:
    """Counts the lines of a text, from its beginning on."""

    def __init__(self, content: str) -> None:
        self._content = content
        self._at, self._line = 0, 1

    def of(self, position: int) -> int:
        """Return the line of *position*, which lies behind the one asked for before."""
        self._line += self._content.count("\n", self._at, position)
        self._at = position
        return self._line


def marked(content: bytes) -> str | None:
    """Return the encoding with several bytes to a sign that a content says itself it has."""
    return next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)


def decoded(content: bytes) -> str:
    """Return a file's content as text; where it is none, what is text in it is still found."""
    encoding = marked(content)
    if encoding is not None:
        return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def uuids(content: str) -> Iterator[Candidate]:
    """Yield everything that has the form of the portal's keys, in lower case."""
    lines = _Lines(content)
    for match in _UUID.finditer(content):
        start = match.start() - _BEFORE_DASH
        yield Candidate(Secret(content[start : match.end()].lower()), lines.of(start))


def others(content: str, endings: Collection[str]) -> Iterator[Candidate]:
    """Yield what may be a value of another form, if it ends as one of the *endings* that keys have.

    An empty ending is that of values under 16 characters.
    """
    lines = _Lines(content)
    for end in (match.end() for match in _END.finditer(content)):
        if content[max(0, end - ENDING_LENGTH) : end] in endings:
            line = lines.of(end)
            yield from (Candidate(Secret(one), line) for one in _ending_at(content, end))
    if "" in endings:
        yield from _short(content)


def _ending_at(content: str, end: int) -> Iterator[str]:
    """Yield what may be a value that ends at *end*."""
    nearest = content[max(0, end - LONGEST_VALUE) : end].rsplit(maxsplit=1)[-1]
    starts = [one.start() for one in _START.finditer(nearest)]
    for start in starts[-_MOST_STARTS:]:
        found = nearest[start:]
        if len(found) >= SHORTEST_WITH_ENDING and not text.is_uuid(found):
            yield found


def _short(content: str) -> Iterator[Candidate]:
    """Yield what may be a value that is too short for an ending: on a line each only once."""
    lines, seen, last = _Lines(content), set[str](), 0
    for run in _RUN.finditer(content):
        line = lines.of(run.start())
        if line != last:
            seen.clear()
            last = line
        for piece in (run[0], *_PIECE.findall(run[0])):
            if len(piece) < SHORTEST_WITH_ENDING and piece not in seen:
                seen.add(piece)
                yield Candidate(Secret(piece), line)


def parts(content: str, endings: Collection[str]) -> Iterator[Candidate]:
    """Yield the last characters of values that were masked, or whose beginning was cut off.

    What stands behind a mask is yielded if it is an ending of keys or looks like one; without a
    mask, only an ending of keys is.
    """
    stripped = content.strip()
    if len(stripped) == ENDING_LENGTH and _FOUR_HEX.fullmatch(stripped):
        yield Candidate(Secret(_ending(stripped, endings)), 1, whole=False)
        return
    lines = _Lines(content)
    for match in _MASKED.finditer(content):
        if match["cut"] is not None and text.is_uuid(match[0]):
            continue
        ending = _ending(match["masked"] or match["cut"], endings)
        if ending in endings or (match["masked"] and _FOUR_HEX.fullmatch(ending)):
            yield Candidate(Secret(ending), lines.of(match.start()), whole=False)


def _ending(found: str, endings: Collection[str]) -> str:
    """Return *found* as keys end: a UUID has lower case."""
    return found if found in endings else found.lower()
