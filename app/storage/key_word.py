"""The words of keys' names and notes: an index that storage keeps itself, and how it is asked."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache

from app.core.query import Condition, Field
from app.storage.database import Database
from app.storage.tables import KeyRow

FOUND = "SELECT rowid FROM key_search WHERE key_search MATCH ?"

_MODEL = """
CREATE VIRTUAL TABLE word USING fts5(text, tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE term USING fts5vocab(word, row);
"""


@dataclass(frozen=True, slots=True)
class Match:
    """What is asked of the index, in FTS5's language; *negated*, the others are meant."""

    text: str
    negated: bool = False


class KeyWords:
    """The index of words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def index(self, row: KeyRow) -> None:
        """Make *row*'s words findable."""
        self._database.sql(
            "INSERT INTO key_search (rowid, name, notes) VALUES (?, ?, ?)",
            (row.number, row.name, row.notes),
        )

    def forget(self, row: KeyRow) -> None:
        """Take the words of *row*, as it is stored, out of the index."""
        self._database.sql(
            "INSERT INTO key_search (key_search, rowid, name, notes) VALUES ('delete', ?, ?, ?)",
            (row.number, row.name, row.notes),
        )

    def are_rare(self, match: Match, most: int) -> bool:
        """Tell whether at most *most* keys hold the words of *match*."""
        found = self._database.sql(
            "SELECT count(*) FROM (SELECT 1 FROM key_search WHERE key_search MATCH ? LIMIT ?)",
            (match.text, most + 1),
        )
        return int(found[0][0]) <= most


def match_of(conditions: Iterable[Condition]) -> Match | None:
    """Return what all the *conditions* on words ask together; None if they ask for nothing."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for one in conditions:
        if one.field is Field.WORDS and (text := _text(one.values)):
            (unwanted if one.negated else wanted).append(f"({text})")
    if wanted:
        return Match(" NOT ".join([" AND ".join(wanted), *unwanted]))
    return Match(" OR ".join(unwanted), negated=True) if unwanted else None


@lru_cache
def _text(words: tuple[str, ...]) -> str:
    """Return *words* in FTS5's language: each the beginning of a word, all of them there.

    An index of the same kind splits them: "main-lib" is two words, and "…" is none.
    """
    with closing(sqlite3.connect(":memory:")) as model:
        model.executescript(_MODEL)
        model.execute("INSERT INTO word VALUES (?)", (" ".join(words),))
        terms = model.execute("SELECT term FROM term")
        return " AND ".join(f'"{term}"*' for (term,) in terms)
