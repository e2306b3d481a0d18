"""Looks for values where they must not be: in any file, log or output, in any usual form."""

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID, uuid4


def canary() -> str:
    """Return a value like no other, in the form of a key."""
    return str(uuid4())


def forms(value: str) -> Iterator[bytes]:
    """Yield how *value* may be found: clear, without hyphens, binary, hex, base64, UTF-16."""
    for text in (value, value.upper(), value.replace("-", "")):
        clear = text.encode()
        yield clear
        yield clear.hex().encode()
        yield text.encode("utf-16-le")
        yield text.encode("utf-16-be")
        yield from _base64_cores(clear)
    yield UUID(value).bytes


def _base64_cores(clear: bytes) -> Iterator[bytes]:
    """Yield what base64 makes of *clear*, wherever in a longer text it begins."""
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + clear)
        yield encoded[(4, 4, 4)[offset] if offset else 0 : -4]


def places_of(values: Iterable[str], folder: Path, outputs: dict[str, str]) -> list[str]:
    """Return where any of *values* stands: in a file below *folder* or in one of *outputs*."""
    contents = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    contents |= {name: text.encode() for name, text in outputs.items()}
    found = []
    for value in values:
        for form in forms(value):
            found += [f"{where}: {form[:12]!r}" for where, data in contents.items() if form in data]
    return found
