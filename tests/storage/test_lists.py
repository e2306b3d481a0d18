"""Lists of keys: what SQL answers is what plain Python says of each key."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st

from app.core.key import Key, KeyState
from app.core.query import Sort
from app.services.key_change import KeyEdit
from app.services.key_list import View
from app.services.suite import Services
from tests.core.rule import RULE
from tests.stage import FakeClock, Stage, create_key
from tests.storage.oracle import Wanted, World, expires, nobody, permission, state, word
from tests.storage.population import MOMENTS, TODAY, populate, wanted, world_of

LISTS = rules(RULE, max_examples=40)


@pytest.fixture(scope="module", params=[1, 2, 3], ids="population {}".format)
def populated(request, tmp_path_factory) -> Iterator[Services]:
    made = Stage(folder=tmp_path_factory.mktemp("lists") / "inventory").make()
    populate(made, 150, request.param)
    yield made
    made.inventory.close()


def turn(services: Services, moment: int) -> None:
    clock = services.workplace.clock
    assert isinstance(clock, FakeClock)
    clock.moment = MOMENTS[moment]


def listed(services: Services, wanted: Wanted, offset: int = 0, limit: int = 1_000) -> list[Key]:
    return services.keys.page(services.keys.query(View(**wanted.view())), offset, limit)  # type: ignore[arg-type]  # View's own fields


def agree(services: Services, wanted: Wanted, world: World) -> None:
    """Require that the list shows what it must, in count, page, ids and counts of states."""
    expected = wanted.keys(world)
    view = View(**wanted.view())  # type: ignore[arg-type]  # its own fields
    query = services.keys.query(view)
    assert [key.name for key in services.keys.page(query, 0, 1_000)] == [
        key.name for key in expected
    ]
    assert services.keys.page(query, 0, 1_000) == expected
    assert services.keys.ids(query, 0, 1_000) == [key.id for key in expected]
    assert services.keys.count(query) == len(expected)
    assert services.keys.counts(view) == wanted.counts(world)


@pytest.mark.parametrize("moment", range(len(MOMENTS)))
def test_a_list_shows_the_keys_that_it_must_in_order(populated, moment):
    turn(populated, moment)
    world = world_of(populated)

    @LISTS
    @given(wanted(world.organisations))
    def show(one: Wanted) -> None:
        agree(populated, one, world)

    show()


@LISTS
@given(data=st.data(), offset=st.integers(0, 160), limit=st.integers(1, 40))
def test_a_page_is_a_piece_of_the_list(populated, data, offset, limit):
    turn(populated, 0)
    chosen = data.draw(wanted({one.id for one in populated.organisations.all()}))
    whole = listed(populated, chosen)
    assert listed(populated, chosen, offset, limit) == whole[offset : offset + limit]
    ids = populated.keys.ids(populated.keys.query(View(**chosen.view())), offset, limit)
    assert ids == [key.id for key in whole[offset : offset + limit]]


@pytest.mark.parametrize("size", [1, 7, 50])
@pytest.mark.parametrize("sort", Sort)
def test_pages_one_after_the_other_are_the_whole_list(populated, sort, size):
    turn(populated, 0)
    chosen = Wanted(sort=sort)
    whole = listed(populated, chosen)
    pages = [listed(populated, chosen, at, size) for at in range(0, len(whole) + 1, size)]
    assert [key for page in pages for key in page] == whole
    assert listed(populated, chosen, len(whole), size) == []


@pytest.mark.parametrize("sort", Sort)
def test_a_list_turned_round_is_the_list_backwards(populated, sort):
    turn(populated, 0)
    forth = listed(populated, Wanted(sort=sort))
    assert listed(populated, Wanted(sort=sort, descending=True)) == forth[::-1]


@pytest.mark.parametrize("moment", range(len(MOMENTS)))
def test_each_key_is_in_the_list_of_its_state_and_in_no_other(populated, moment):
    turn(populated, moment)
    world = world_of(populated)
    shown = [(key.id, one) for one in KeyState for key in listed(populated, Wanted(state=one))]
    assert sorted(shown) == sorted((key.id, world.state(key)) for key in world.keys)


WATCHED = [
    Wanted(),
    Wanted(terms=(word("koha"),)),
    Wanted(terms=(word("renamed"),)),
    Wanted(terms=(word("main-l"), permission("full").denied())),
    Wanted(terms=(nobody(),), sort=Sort.NAME),
    Wanted(terms=(state(KeyState.DISABLED, KeyState.REMOVED),)),
    Wanted(terms=(permission("reports", "full"), expires(">", TODAY)), sort=Sort.ORGANISATION),
]


@pytest.mark.parametrize("seed", range(3))
def test_lists_follow_each_change_at_once(tmp_path, seed):
    """One window looks while it changes keys itself, and while another program does."""
    stage = Stage(folder=tmp_path / "inventory")
    window, other = stage.make(), stage.open()
    populate(window, 40, seed)
    chance = random.Random(seed)
    ids = [key.id for key in world_of(window).keys]
    for number in range(25):
        agree(window, chance.choice(WATCHED), world_of(window))
        change(chance.choice([window, other]), chance, chance.choice(ids), number)
        agree(window, chance.choice(WATCHED), world_of(window))
    window.inventory.close()
    other.inventory.close()


def change(services: Services, chance: random.Random, key_id: str, number: int) -> None:
    """Change a key in some way, if its state allows it."""
    key = services.keys.get(key_id)  # type: ignore[arg-type]  # an id
    if key.superseded_at is not None:
        create_key(services, f"Koha renamed {number}")
    elif key.removed_at is not None:
        services.change.restore([key.id])
    else:
        act = chance.choice(
            ["rename", "permission", "owner", "disable", "enable", "remove", "undo"]
        )
        match act:
            case "rename":
                services.change.edit(key.id, KeyEdit(name=f"Renamed {number}", notes="koha"))
            case "permission":
                services.change.set_permission([key.id], chance.choice(["authentication", "full"]))
            case "owner":
                owners = [None, *(one.id for one in services.accounts.all())]
                services.change.set_owner([key.id], chance.choice(owners))
            case "undo":
                services.change.remove([key.id]).undo()
            case _:
                getattr(services.change, act)([key.id])


def test_a_change_that_is_taken_back_leaves_the_lists_as_they_were(tmp_path):
    services = Stage(folder=tmp_path / "inventory").make()
    populate(services, 30, 5)
    before = [listed(services, one) for one in WATCHED]
    with pytest.raises(ZeroDivisionError), services.workplace.change():  # noqa: PT012 - as said
        create_key(services, "Koha main-lib renamed")
        for one in WATCHED:
            listed(services, one)
        raise ZeroDivisionError
    assert [listed(services, one) for one in WATCHED] == before
    for one in WATCHED:
        agree(services, one, world_of(services))
    services.inventory.close()
