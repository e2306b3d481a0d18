"""Lists of a big inventory are read another way: tried here on a small one that counts as big."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import settings as rules
from peewee import PeeweeException

from app.core.errors import AppError
from app.core.query import Sort
from app.services.key_list import View
from app.services.suite import Services
from app.storage import key_choice, key_search
from tests.core.rule import RULE
from tests.stage import FakeClock, Stage
from tests.storage.oracle import Wanted
from tests.storage.population import MOMENTS, populate, wanted, world_of


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """An inventory where no number of keys is few."""
    made = Stage(folder=tmp_path_factory.mktemp("big") / "inventory").make()
    populate(made, 200, 7)
    clock = made.workplace.clock
    assert isinstance(clock, FakeClock)
    clock.moment = MOMENTS[0]
    with pytest.MonkeyPatch.context() as patch:
        for module in (key_choice, key_search):
            patch.setattr(module, "FEW", -1)
        yield made
    made.inventory.close()


def test_a_list_of_many_shows_the_keys_that_it_must_in_order(big):
    world = world_of(big)

    @rules(RULE, max_examples=150)
    @given(wanted(world.organisations))
    def show(one: Wanted) -> None:
        view = View(**one.view())  # type: ignore[arg-type]  # its own fields
        query = big.keys.query(view)
        expected = [key.id for key in one.keys(world)]
        assert [key.id for key in big.keys.page(query, 0, 1_000)] == expected
        assert big.keys.ids(query, 3, 5) == expected[3:8]
        assert big.keys.count(query) == len(expected)
        assert big.keys.counts(view) == one.counts(world)

    show()


@pytest.mark.parametrize("sort", Sort)
def test_a_filtered_list_of_many_turned_round_is_the_list_backwards(big, sort):
    forth = big.keys.ids(big.keys.query(View(filter="li", sort=sort)), 0, 1_000)
    back = big.keys.ids(big.keys.query(View(filter="li", sort=sort, descending=True)), 0, 1_000)
    assert forth
    assert back == forth[::-1]


@pytest.mark.parametrize("after", range(50, 4_000, 250))
def test_a_list_that_was_broken_off_is_right_afterwards(big, after):
    """Another filter is typed while a list is still read."""
    wanted = big.keys.ids(big.keys.query(View(filter="library")), 0, 1_000)
    broken = big.keys.query(View(filter="koha owner:smith"))
    connection = big.inventory._database._peewee.connection()
    connection.set_progress_handler(lambda: 1, after)
    with suppress(AppError, PeeweeException):
        big.keys.page(broken, 0, 1_000)
    connection.set_progress_handler(None, 0)
    assert big.keys.ids(big.keys.query(View(filter="library")), 0, 1_000) == wanted
    assert big.keys.count(big.keys.query(View(filter="library"))) == len(wanted)
