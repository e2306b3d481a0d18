"""Lists of keys: a query as SQL over the indexes, page by page."""

from typing import Any

from peewee import SQL

from app.core.identity import KeyId
from app.core.key import KeyState
from app.core.query import KeyQuery, Sort
from app.storage.database import Database
from app.storage.key_choice import FEW, KeyChoice
from app.storage.key_condition import in_states, meets
from app.storage.key_count import KeyCount
from app.storage.key_plan import Plan, plan_of
from app.storage.key_word import KeyWords
from app.storage.tables import KeyRow

_KEY = '"key" AS "t1"'
_WALKED = _KEY + " INDEXED BY {}"


class KeySearch:
    """Answers queries. What a filter chooses is found first, where no index has its order."""

    def __init__(self, database: Database, words: KeyWords) -> None:
        self._database = database
        self._choice = KeyChoice(database, words)
        self._count = KeyCount(database=database, choice=self._choice, read=self._counted)

    def count(self, query: KeyQuery) -> int:
        """Return how many keys *query* has."""
        return self._count.of(plan_of(query))

    def counts(self, query: KeyQuery) -> dict[KeyState, int]:
        """Return how many keys each state has, whatever states *query* asks for."""
        return self._count.by_state(plan_of(query.with_states(*KeyState)))

    def page(self, query: KeyQuery, offset: int, limit: int) -> list[KeyRow]:
        """Return *limit* rows of *query* from *offset* on."""
        numbers = [number for (number,) in self._read(query, KeyRow.number, offset, limit)]
        found = KeyRow.select().where(KeyRow.number.in_(numbers))
        rows = self._database.rows(found) if numbers else []
        place = {number: at for at, number in enumerate(numbers)}
        return sorted(rows, key=lambda row: place[row.number])

    def ids(self, query: KeyQuery, offset: int, limit: int) -> list[KeyId]:
        """Return the ids of *limit* keys of *query* from *offset* on."""
        return [KeyId(key_id) for (key_id,) in self._read(query, KeyRow.id, offset, limit)]

    def _read(self, query: KeyQuery, column: Any, offset: int, limit: int) -> list[Any]:
        plan = plan_of(query)
        if not plan.states:
            return []
        select = self._select(plan, column).order_by(*plan.order)
        return self._database.rows(select.offset(offset).limit(limit).tuples())

    def _counted(self, plan: Plan) -> int:
        return self._database.number(self._select(plan, SQL("count(*)")))

    def _select(self, plan: Plan, column: Any) -> Any:
        if plan.includes or plan.excludes:
            self._choice.choose(plan.match, plan.chosen)
        tables, terms = self._joined(plan)
        terms += [in_states(plan.states, plan.days), *map(meets, plan.read)]
        return KeyRow.select(column).from_(SQL(" CROSS JOIN ".join(tables))).where(*terms)

    def _joined(self, plan: Plan) -> tuple[list[str], list[Any]]:
        """Return the tables in the order in which SQLite has to read them, and what joins them."""
        few = plan.includes and self._choice.size <= FEW
        tables = [_KEY if few or not plan.index else _WALKED.format(plan.index)]
        terms: list[Any] = []
        if plan.includes:
            tables.insert(0 if few else 1, "temp.chosen")
            terms.append(SQL('"t1"."number" = chosen.number'))
        if plan.excludes:
            terms.append(SQL('"t1"."number" NOT IN temp.chosen'))
        if plan.sort is Sort.ORGANISATION:
            walked = plan.index == "key_by_organisation" and not few
            tables.insert(0 if walked else len(tables), "organisation")
            terms.append(SQL('"t1"."organisation" = organisation.id'))
        return tables, terms
