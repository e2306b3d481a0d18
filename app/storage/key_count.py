"""How many keys a list has: counted from what is few, and kept until something changes."""

from collections.abc import Callable
from dataclasses import replace

from app.core.key import KeyState
from app.core.query import EVERYDAY, Sort
from app.storage.database import Database
from app.storage.key_choice import KeyChoice
from app.storage.key_condition import RETIRED
from app.storage.key_plan import Plan


class KeyCount:
    """Counts the keys of a plan; *read* counts them one by one."""

    def __init__(
        self, *, database: Database, choice: KeyChoice, read: Callable[[Plan], int]
    ) -> None:
        self._database = database
        self._choice = choice
        self._read = read
        self._known: dict[Plan, int] = {}
        self._known_at: object = None

    def by_state(self, plan: Plan) -> dict[KeyState, int]:
        """Return how many keys of *plan* each state has."""
        counts = dict.fromkeys(KeyState, 0)
        self.of(plan)  # known, it saves counting those that are active
        for state in sorted(plan.states, key=lambda state: state is KeyState.ACTIVE):
            counts[state] = self.of(plan.of(frozenset({state})))
        return counts

    def of(self, plan: Plan) -> int:
        """Return how many keys *plan* has."""
        unsorted = replace(plan, sort=Sort.EXPIRES, descending=False)
        if plan.states >= EVERYDAY:
            return self._part(unsorted.of(EVERYDAY)) + self._parts(unsorted, plan.states & RETIRED)
        return self._parts(unsorted, plan.states)

    def _parts(self, plan: Plan, states: frozenset[KeyState]) -> int:
        return sum(self._part(plan.of(frozenset({state}))) for state in states)

    def _part(self, plan: Plan) -> int:
        version = self._database.version()
        if self._known_at != version:
            self._known.clear()
            self._known_at = version
        if plan not in self._known:
            self._known[plan] = self._anew(plan)
        return self._known[plan]

    def _anew(self, plan: Plan) -> int:
        if plan.excludes and plan.match is not None:
            those = replace(plan.match, negated=False)
            return self._part(replace(plan, match=None)) - self._part(replace(plan, match=those))
        if plan.states == {KeyState.ACTIVE}:
            others = [plan.of(frozenset({state})) for state in EVERYDAY - plan.states]
            everyday = plan.of(EVERYDAY)
            if all(one in self._known for one in (everyday, *others)):
                return self._known[everyday] - sum(self._known[one] for one in others)
        if plan.states == EVERYDAY and plan.includes and not plan.read:
            self._choice.choose(plan.match, plan.chosen)
            return self._choice.size - self._parts(plan, RETIRED)
        return self._read(plan)
