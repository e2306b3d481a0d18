"""The keys that a filter chooses, kept as a set until something changes."""

from typing import Any

from peewee import SQL

from app.core.query import Condition, Field
from app.core.search import NOBODY
from app.storage.database import Database
from app.storage.key_condition import meets
from app.storage.key_word import FOUND, KeyWords, Match
from app.storage.tables import KeyRow

FEW = 20_000
"""Up to this many keys, it is quicker to start from them than to walk a list in its order."""

_KEY = SQL('"key" AS "t1"')
_FACTS = SQL('"key" AS "t1" INDEXED BY key_by_fact')


class KeyChoice:
    """A set of row numbers, in a table that only this connection sees."""

    def __init__(self, database: Database, words: KeyWords) -> None:
        self._database = database
        self._words = words
        self._held: object = None
        self.size = 0
        """How many keys the set has."""

    def choose(self, match: Match | None, conditions: tuple[Condition, ...]) -> None:
        """Make the set that of the keys which fit *match* and meet *conditions*.

        With a negated *match* alone, it is the set of those that do not fit.
        """
        if self._held != (match, conditions, self._database.version()):
            self._held = None  # should the filling be broken off
            self._fill(*self._found(match, conditions))
            self._held = (match, conditions, self._database.version())

    def _fill(self, statement: str, parameters: list[Any]) -> None:
        for preparation in (
            "CREATE TEMP TABLE IF NOT EXISTS chosen (number INTEGER PRIMARY KEY)",
            "DELETE FROM temp.chosen",
        ):
            self._database.aside(preparation)
        self._database.aside(f"INSERT INTO temp.chosen {statement}", parameters)
        self.size = self._database.sql("SELECT count(*) FROM temp.chosen")[0][0]

    def _found(
        self, match: Match | None, conditions: tuple[Condition, ...]
    ) -> tuple[str, list[Any]]:
        """Return what finds the keys' numbers, in their order: so they are stored quickly."""
        if match is not None and not conditions:
            return FOUND, [match.text]
        terms = [meets(condition) for condition in conditions]
        if match is not None:
            terms.append(self._term(match))
        source = _KEY if match is None and _is_sought(conditions) else _FACTS
        statement, parameters = KeyRow.select(KeyRow.number).from_(source).where(*terms).sql()
        return statement, list(parameters)

    def _term(self, match: Match) -> Any:
        if match.negated:
            return SQL(f'"t1"."number" NOT IN ({FOUND})', (match.text,))
        # Where many fit, a plus keeps SQLite from looking them up one by one
        plus = "" if self._words.are_rare(match, FEW) else "+"
        return SQL(f'{plus}"t1"."number" IN ({FOUND})', (match.text,))


def _is_sought(conditions: tuple[Condition, ...]) -> bool:
    """Tell whether an index leads to the keys that meet *conditions*, without looking at others."""
    first, *others = conditions
    field = first.field in {Field.OWNER, Field.ENDING, Field.APPLICATION, Field.NEEDS}
    return field and not (first.negated or NOBODY in first.values or others)
