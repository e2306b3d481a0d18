"""A tree of files with values planted in it, in every spelling that files have."""

import os
import random
from collections.abc import Sequence
from pathlib import Path

NOT_OURS = "99999999-8888-4777-8666-555555555555"
SPELLINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "crlf", "upper",
             "no end", "long line", "long file")  # fmt: skip

Planted = set[tuple[str, int, str]]
"""Each place: the path, the line and the value."""


def plant(root: Path, values: Sequence[str], files: int, seed: int = 5) -> Planted:
    """Make *files* files under *root*, one in ten with a value; return where these lie."""
    chance, planted = random.Random(seed), set[tuple[str, int, str]]()
    for number in range(files):
        folder = root / f"folder {number % 17}" / f"part-{number % 5}"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"file{number}.conf"
        lines = [_noise(chance) for _ in range(chance.randrange(1, 30))]
        spelling = SPELLINGS[number // 10 % len(SPELLINGS)]
        if number % 10 == 0:
            value = values[number // 10 % len(values)]
            at = chance.randrange(len(lines))
            lines[at] = f'oaapikey = "{value.upper() if spelling == "upper" else value}"'
            planted.add((str(path), at + 1, value))
        path.write_bytes(spelled(lines, spelling if number % 10 == 0 else "utf-8"))
    return planted


def _noise(chance: random.Random) -> str:
    return chance.choice(
        [
            "# nothing to see here - really-nothing",
            "x" * chance.randrange(60),
            f"id={NOT_OURS}",
            "Ünïversität, Bibliothek",
            "a-b-c-d-e-f-0-1-2-3-4",
            "12345678-1234-1234-1234-12345678901",
        ]
    )


def spelled(lines: Sequence[str], spelling: str) -> bytes:
    """Return *lines* as a file of that *spelling* holds them."""
    if spelling == "crlf":
        return "\r\n".join(lines).encode()
    if spelling == "long line":
        return ("\n".join(lines) + " " * 100_000).encode()
    if spelling == "long file":
        return ("\n".join(lines) + "\n" + "more\n" * 300_000).encode()
    encoding = spelling if spelling.startswith(("utf", "latin")) else "utf-8"
    end = "" if spelling == "no end" else "\n"
    text = "\n".join(lines) + end
    if encoding == "utf-16":
        return b"\xff\xfe" + text.encode("utf-16-le")
    return text.encode(encoding, errors="replace")


def aside(root: Path, value: str) -> None:
    """Put beside what a search leaves alone, each with *value* in it."""
    inside = value.encode()
    (root / "packed.gz").write_bytes(b"\x1f\x8b" + inside)
    (root / "packed.zip").write_bytes(b"PK\x03\x04" + inside)
    (root / "program").write_bytes(b"\x7fELF\0\0\1" + bytes(range(256)) + inside)
    (root / "huge.log").write_bytes(inside + b"\n" + b"x" * 2_000_000)
    (root / "left-out").mkdir()
    (root / "left-out" / "file.txt").write_bytes(inside)
    (root / "elsewhere").symlink_to(root / "huge.log")
    (root / "loop").symlink_to(root)
    os.mkfifo(root / "pipe")
