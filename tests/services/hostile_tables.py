"""Files that were made to break whoever reads them: the same ones each time."""

import random

from app.core.key_table import COLUMNS
from tests.services.test_exports import PAYLOADS

HEADERS = (
    ("Name", "Permission", "Expires", "Key", "Notes"),
    ("Group", "Title", "Username", "Password", "URL", "Notes", "TOTP"),
    ("folder", "favorite", "type", "name", "notes", "login_uri", "login_password"),
    COLUMNS,
)
CELLS = (
    *PAYLOADS[:6],
    *("", " ", "\t", "\r", "\n", '"', '""', "'", ",", ";", "\\", "%s", "{0}", "{name}", "\x1b[31m"),
    *("Koha", "Koha", "authentication", "Full access", "root", "portal", "made_here"),
    *(
        "2027-03-01",
        "01/02/2027",
        "31.12.27",
        "12/31/2027",
        "1 March 2027",
        "0000-00-00",
        "9999-12-31",
    ),
    *("2027-02-30", "2026-06-15T12:00:00+00:00", "0001-01-01T00:00:00+14:00", "1e9", "-1", "nan"),
    *("\u202eevil", "a\u0301", "\ufeff", "\u200b", "\U0001f511", "\ud7ff", "\u0661/\u0662/\u0663"),
    *("ada@example.org", "a@b@c", "x" * 201, "c15b", "abc", "00000000-0000-4000-8000-000000000001"),
)
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "latin-1", "cp1252")


def table(number: int) -> bytes:
    """Return the hostile file of this number."""
    chance = random.Random(number)
    if chance.random() < 0.1:
        return chance.randbytes(chance.randrange(300))
    content = _text(chance).encode(chance.choice(ENCODINGS), "replace")
    for _ in range(chance.choice((0, 0, 0, 1, 1, 3))):
        content = _spoiled(content, chance)
    return content


def _text(chance: random.Random) -> str:
    separator = chance.choice((",", ",", ";", "\t"))
    lines = [separator.join(chance.choice(HEADERS))]
    for _ in range(chance.randrange(5)):
        cells = [
            _cell(chance) for _ in range(lines[0].count(separator) + chance.choice((0, 0, 0, 1)))
        ]
        lines.append(separator.join(cells))
    if chance.random() < 0.01:
        lines.append("x" * chance.choice((10_001, 32_768, 140_000)))
    if chance.random() < 0.1:
        lines.insert(0, chance.choice(("sep=;", "sep=\t", "Our keys", "")))
    return chance.choice(("\n", "\r\n", "\r")).join(lines)


def _cell(chance: random.Random) -> str:
    cell = chance.choice(CELLS)
    if chance.random() < 0.2:
        cell = f"00000000-1111-4222-8333-{chance.randrange(1 << 40):012x}"
    if chance.random() < 0.05:
        cell = "".join(chr(chance.randrange(1, 0xD7FF)) for _ in range(chance.randrange(20)))
    if chance.random() < 0.3:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _spoiled(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    match chance.randrange(4):
        case 0:
            return content[:at]
        case 1:
            return content[:at] + chance.choice((b"\0", b'"', b"\xff", b"\r", b"\n")) + content[at:]
        case 2:
            return content[:at] + content[at + chance.randrange(9) :]
        case _:
            return content[:at] + chance.randbytes(3) + content[at:]
