"""Reads PDF files as Qt writes them: the text of each sheet, in the order in which it was drawn."""

import re
import unicodedata
import zlib

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_TEXT = re.compile(rb"/F(\d+) [\d.]+ Tf|BT|<([0-9A-Fa-f]+)> Tj")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> (?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL)


def sheets(content: bytes) -> list[str]:
    """Return the text of each sheet; what was drawn as one piece is a line."""
    objects = {int(number): body for number, body in _OBJECT.findall(content)}
    fonts = {
        number: _characters(objects[int(found[1])])
        for number, body in objects.items()
        if (found := re.search(rb"/ToUnicode (\d+) 0 R", body))
    }
    (tree,) = (body for body in objects.values() if b"/Type /Pages" in body)
    pages = [objects[int(one)] for one in re.findall(rb"(\d+) 0 R", tree.split(b"]")[0])]
    return [_text(objects[_reference(page, b"Contents")], fonts) for page in pages]


def _reference(body: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found is not None, f"no {name!r}"
    return int(found[1])


def _characters(body: bytes) -> dict[int, str]:
    """Return which character each glyph of a font stands for."""
    found: dict[int, str] = {}
    for first, last, start, listed in _RANGE.findall(body.split(b"beginbfrange", 1)[1]):
        texts = [int(one, 16) for one in re.findall(rb"[0-9A-Fa-f]+", listed)]
        count = int(last, 16) - int(first, 16) + 1
        texts = texts or list(range(int(start, 16), int(start, 16) + count))
        found.update(enumerate(map(chr, texts), int(first, 16)))
    return found


def _text(body: bytes, fonts: dict[int, dict[int, str]]) -> str:
    drawn = zlib.decompress(body.split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0])
    lines: list[str] = []
    font: dict[int, str] = {}
    for match in _TEXT.finditer(drawn):
        if match[1]:
            font = fonts[int(match[1])]
        elif match[2]:
            glyphs = bytes.fromhex(match[2].decode())
            pairs = zip(glyphs[::2], glyphs[1::2], strict=True)
            lines[-1] += "".join(font[high << 8 | low] for high, low in pairs)
        else:
            lines.append("")
    told = "\n".join(lines).replace("\t", " ")  # one glyph serves for both
    return unicodedata.normalize("NFKC", told)  # without ligatures
