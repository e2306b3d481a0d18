"""The command line speaks the language of the person."""

import gettext
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

WORDS = {
    "": "Content-Type: text/plain; charset=UTF-8\n",
    "List, create and change keys.": "Schlüssel auflisten, anlegen und ändern.",
    "One state alone.": "Nur ein Zustand.",
    "Examples": "Beispiele",
    "There are no such keys.": "Solche Schlüssel gibt es nicht.",
}


def catalogue(words: dict[str, str]) -> bytes:
    """Return *words* as the file that gettext reads."""
    pairs = sorted((one.encode(), other.encode()) for one, other in words.items())
    start = 28 + 16 * len(pairs)
    tables: list[bytes] = []
    texts = b""
    for column in zip(*pairs, strict=True):
        for text in column:
            tables.append(struct.pack("<II", len(text), start + len(texts)))
            texts += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + b"".join(tables) + texts


@pytest.fixture
def in_german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "translations" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "keyholder-in-tests.mo").write_bytes(catalogue(WORDS))
    monkeypatch.setenv("LANGUAGE", "de")
    former = gettext.textdomain()
    gettext.bindtextdomain("keyholder-in-tests", str(tmp_path / "translations"))
    gettext.textdomain("keyholder-in-tests")
    yield
    gettext.textdomain(former)


def test_help_and_notes_are_translated(keyholder, services, in_german):
    assert "Schlüssel auflisten, anlegen und ändern." in keyholder("--help").out
    assert "Schlüssel auflisten, anlegen und ändern." in keyholder("keys", "--help").out
    verb = keyholder("keys", "list", "--help").out
    assert "Nur ein Zustand." in verb
    assert "Beispiele:\n  keyholder keys list\n" in verb
    assert keyholder("keys", "list").told() == "Solche Schlüssel gibt es nicht."


def test_what_other_programs_read_is_not_translated(keyholder, services, in_german):
    keyholder.opened("keys", "create", "--name", "Koha", "--permission", "full")
    (key,) = keyholder("keys", "list", "--json").json
    assert key["state"] == "active"
    assert list(key)[:3] == ["id", "name", "permission"]
