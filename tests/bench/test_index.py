"""What SQLite does for a list: it reads an index in its order, and sorts nothing."""

from collections.abc import Callable, Iterator

import pytest

from app.core.key import KeyState
from app.core.query import Sort
from app.services.key_list import View
from app.services.suite import Services
from app.storage import key_choice, key_search
from app.storage.inventory import SqliteInventory
from tests.bench import construction, population
from tests.stage import FakeClock, Stage

SORTED = "USE TEMP B-TREE"
INDEX = {sort: f"key_by_{sort}" for sort in Sort} | {Sort.EXPIRES: "key_by_expiry"}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The bench's inventory, small, where no number of keys is few."""
    clock = FakeClock(population.NOW)
    made = Stage(folder=tmp_path_factory.mktemp("index") / "inventory", clock=clock).make()
    construction.fill(made, 2_000)
    with pytest.MonkeyPatch.context() as patch:
        for module in (key_choice, key_search):
            patch.setattr(module, "FEW", -1)
        yield made
    made.inventory.close()


def steps(services: Services, act: Callable[[], object]) -> list[str]:
    """Return what SQLite says that it does for *act*."""
    inventory = services.inventory
    assert isinstance(inventory, SqliteInventory)
    connection = inventory._database._peewee.connection()
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    act()
    connection.set_trace_callback(None)
    asked = [one for one in statements if '"key" AS "t1"' in one or "temp.chosen SELECT" in one]
    return [row[3] for one in asked for row in connection.execute(f"EXPLAIN QUERY PLAN {one}")]


def reads(services: Services, view: View) -> list[str]:
    """Return the steps of counting *view* and reading its pages."""
    query = services.keys.query(view)
    services.change.disable([services.keys.ids(services.keys.query(View()), 0, 1)[0]]).undo()

    def show() -> None:
        services.keys.count(query)
        services.keys.page(query, 0, 100)
        services.keys.page(query, 500, 100)

    return steps(services, show)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("text", ["", "library", "-library", "origin:portal", "expires>2026-06-30"])
def test_lists_use_indexes(services, sort, descending, text):
    told = reads(services, View(sort=sort, descending=descending, filter=text))
    assert [step for step in told if INDEX[sort] in step]
    assert not [step for step in told if SORTED in step]
    assert "SCAN t1" not in told


@pytest.mark.parametrize("state", KeyState)
@pytest.mark.parametrize("text", ["", "library", "permission:full", 'org:"Example 49"'])
def test_the_list_of_a_state_uses_an_index(services, state, text):
    told = reads(services, View(state=state, filter=text))
    assert not [step for step in told if SORTED in step]
    assert "SCAN t1" not in told


def test_the_counts_of_states_use_indexes(services):
    told = steps(services, lambda: services.keys.counts(View(permission="reports")))
    assert told
    assert not [step for step in told if step == "SCAN t1"]


@pytest.mark.parametrize(
    ("text", "index"), [("owner:ada", "key_by_owner"), ("ending:c15b", "key_of_ending")]
)
def test_owners_and_endings_are_looked_up(services, text, index):
    told = reads(services, View(filter=text))
    assert [step for step in told if step.startswith("SEARCH t1") and f" {index} (" in step]


def test_the_keys_that_accounts_own_are_counted_in_an_index(services):
    told = steps(services, services.accounts.all)
    assert told
    assert all("USING COVERING INDEX key_by_owner" in step for step in told)


def test_the_benchs_inventory_is_a_true_one(services):
    assert services.verify() == []
    assert sum(services.keys.counts(View()).values()) == 2_000
    assert services.todos.count_open() > 50
