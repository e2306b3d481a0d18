"""A whole inventory out into JSON and in again elsewhere: equal, whatever happened in it."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st

from app.services import sample
from app.services.set_up import WaysIn
from app.services.suite import Services
from tests.core.rule import MORE, RULE
from tests.services.documents import Data, bring_in, data_of, plan, told_of
from tests.services.living import Life
from tests.services.test_round_trip import come_back, fill
from tests.stage import PASSPHRASE, RECOVERY_CODE, FakeClock, Stage


@contextmanager
def elsewhere(folder: Path, clock: FakeClock) -> Iterator[Services]:
    """Give an inventory on another computer, as it was set up."""
    services = Stage(folder=folder / "elsewhere", clock=clock).make()
    with closing(services.inventory):
        yield services


def kept(data: Data) -> list[object]:
    """Return what is told of the keys, but for values: none is destroyed by a document."""
    values = {"value", "has_value", "destroyed_at"}
    return [
        {name: told for name, told in one.items() if name not in values} for one in data["keys"]
    ]


@rules(RULE, max_examples=4 * MORE)
@given(seed=st.integers(0, 10_000), steps=st.integers(5, 40))
def test_any_inventory_comes_back_as_it_was(seed, steps):
    clock = FakeClock()
    with TemporaryDirectory() as place:
        folder = Path(place)
        source = Stage(folder=folder / "source", clock=clock).make()
        with closing(source.inventory), elsewhere(folder, clock) as target:
            life = Life(source, clock, seed)
            life.live(steps)
            bring_in(target, data_of(source), folder)
            assert told_of(target) == told_of(source)
            assert target.verify() == []
            life.live(steps)
            later = data_of(source)
            bring_in(target, later, folder)
            assert kept(told_of(target)) == kept(later)
            assert not plan(target, later, folder).does_something
            assert target.verify() == []


def test_the_sample_comes_back_as_it_was(tmp_path):
    clock = FakeClock()
    made = []
    for name in ("source", "elsewhere"):
        door = Stage(folder=tmp_path / name, clock=clock).door
        ways = WaysIn(recovery_code=RECOVERY_CODE, passphrase=PASSPHRASE)
        made.append(door.services(door.set_up().finish(sample.FORM, ways)))
    source, target = made
    sample.fill(source, clock)
    done = bring_in(target, data_of(source), tmp_path)
    assert told_of(target) == told_of(source)
    assert done.warnings == ()
    assert target.verify() == []
    for services in made:
        services.inventory.close()


@pytest.mark.survival
def test_ten_thousand_keys_with_every_field_come_back(services, tmp_path, clock):
    fill(services, 10_000)
    for form in ("csv", "xlsx"):
        (tmp_path / form).mkdir()
        come_back(services, tmp_path / form, clock, form)
    Life(services, clock, 1).live(300)
    data = data_of(services)
    with elsewhere(tmp_path, clock) as target:
        start = time.perf_counter()
        bring_in(target, data, tmp_path)
        print(f"json: imported in {time.perf_counter() - start:.1f} s")  # noqa: T201 - the figure
        assert told_of(target) == told_of(services)
        assert target.verify() == []
        assert not plan(target, data, tmp_path).does_something
