"""Any acts in any order: uses, replacements, notices and lists fit together after each of them."""

import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from app.core import notice_words
from app.core.identity import KeyId
from app.core.key import Key
from app.core.notice import SubjectKind
from app.core.query import Used
from app.core.replacement import ReplacementState, works_on
from app.core.todo import TodoKind
from app.core.use import Use
from app.services.suite import Services
from tests.core.rule import MORE, RULE
from tests.services.replacing_world import ACTS, World
from tests.services.scene import everything
from tests.services.telling import today
from tests.stage import Stage, TickingClock, listed

STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 6), st.integers(0, 5), st.booleans()),
    min_size=8,
    max_size=24,
)


def require_order(world: World) -> None:
    """Require that everything fits together."""
    keys = {key.id: key for key in everything(world.services)}
    uses: dict[KeyId, list[Use]] = defaultdict(list)
    for use in world.uses():
        uses[use.key].append(use)
    require_uses(world, keys, uses)
    require_replacements(world, uses)
    require_filters(world, uses)
    require_notices(world, keys, uses)


def require_uses(world: World, keys: dict[KeyId, Key], uses: dict[KeyId, list[Use]]) -> None:
    """Require that a key in use keeps its value, and that uses are counted as they are."""
    for key in keys.values():
        assert key.used_by == sum(use.is_open for use in uses[key.id])
        assert key.destroyed_at is None or key.used_by == 0
        assert key.superseded_at is None or not uses[key.id]
        assert key.unused_at is None or key.used_by == 0
    of_each = Counter(use.application for some in uses.values() for use in some if use.is_open)
    there = world.services.applications.all()
    assert {one.id: one.keys_used for one in there} == {one.id: of_each[one.id] for one in there}
    assert set(of_each) <= {one.id for one in there}


def require_replacements(world: World, uses: dict[KeyId, list[Use]]) -> None:
    """Require that one runs at most of each key, and that those closed are done."""
    courses = world.courses()
    running = Counter(one.old.id for one in courses if one.replacement.is_running)
    assert not [count for count in running.values() if count > 1]
    for one in courses:
        if one.state is ReplacementState.CLOSED and not running[one.old.id]:
            assert not works_on(one.old, one.day)
            assert not [use for use in uses[one.old.id] if use.is_open]
    found = world.services.replacement_list
    whole = [*found.running(), *found.ended()]
    assert sorted(one.replacement.id for one in whole) == [one.replacement.id for one in courses]
    counts = Counter(one.state for one in whole)
    assert found.counts() == {state: counts[state] for state in ReplacementState}


def require_filters(world: World, uses: dict[KeyId, list[Use]]) -> None:
    """Require that the filters on uses tell the keys apart as plain counting does."""
    everyday = listed(world.services)
    known = known_uses(world, uses)
    idle = [key for key in everyday if not key.used_by]
    wanted = {
        Used.UNKNOWN: [key for key in idle if key.unused_at is None and key.id not in known],
        Used.NOTHING: [key for key in idle if key.unused_at is not None or key.id in known],
        Used.ONE: [key for key in everyday if key.used_by == 1],
        Used.SEVERAL: [key for key in everyday if key.used_by > 1],
    }
    for used, expected in wanted.items():
        assert listed(world.services, filter=f"used:{used}") == expected
        others = [key for key in everyday if key not in expected]
        assert listed(world.services, filter=f"-used:{used}") == others
    assert sum(map(len, wanted.values())) == len(everyday)
    for application in world.services.applications.all():
        using = {key_id for key_id in uses if _is_used_by(uses[key_id], application.id)}
        found = listed(world.services, filter=f'app:"{application.name}"')
        assert found == [key for key in everyday if key.id in using]


def known_uses(world: World, uses: dict[KeyId, list[Use]]) -> set[KeyId]:
    """Return the keys whose places were moved to another, and those that places wait for."""
    moved = {key_id for key_id, some in uses.items() if any(use.is_moved for use in some)}
    awaited = {
        one.new.id
        for one in world.courses()
        if one.replacement.is_running and one.new is not None and one.checklist.left
    }
    return moved | awaited


def _is_used_by(uses: list[Use], application: str) -> bool:
    return any(use.is_open and use.application == application for use in uses)


def require_notices(world: World, keys: dict[KeyId, Key], uses: dict[KeyId, list[Use]]) -> None:
    """Require that notices are about the keys that the rule names, and say what is left."""
    subjects, unreadable = world.services.inventory.notices.subjects(date.max)
    found = {one.id: one for one in subjects if one.kind is SubjectKind.KEY}
    replaced = {
        one.old.id
        for one in world.courses()
        if one.new is not None and one.state is not ReplacementState.CANCELLED
    }
    needy = {
        key.id
        for key in keys.values()
        if may_work(world.services, key) and not is_released(key, uses[key.id], replaced)
    }
    assert (set(found), unreadable) == (needy, [])
    for key_id, subject in found.items():
        of_key = uses[KeyId(key_id)]
        left = {use.application for use in of_key if use.is_open}
        places = left | {use.application for use in of_key if use.moved_to is not None}
        assert (subject.left, subject.places) == (len(left), len(places))
        said = f": {len(left)} of {len(places)} place"
        sentence = notice_words.sentence(subject, today(world.services))
        assert (said in sentence) is bool(left and key_id in replaced)


def may_work(services: Services, key: Key) -> bool:
    """Tell whether a key is in use here, or the portal was not told yet that it is not."""
    if key.superseded_at is not None:
        return False
    wanted = TodoKind.DISABLE if key.removed_at is None else TodoKind.REMOVE
    in_portal = any(todo.kind is wanted for todo in services.todos.open_of(key.id))
    return in_portal or (key.removed_at is None and key.disabled_at is None)


def is_released(key: Key, uses: list[Use], replaced: set[KeyId]) -> bool:
    """Tell whether nothing uses a key any more: it was said, or each place has its successor."""
    if any(use.is_open for use in uses):
        return False
    return key.unused_at is not None or (key.id in replaced and any(use.is_moved for use in uses))


@contextmanager
def world(original: Path) -> Iterator[World]:
    """Give a world; its records must be as they were sealed in the end."""
    with TemporaryDirectory() as folder:
        shutil.copytree(original, Path(folder) / "inventory")
        clock = TickingClock()
        services = Stage(folder=Path(folder) / "inventory", clock=clock).open()
        yield World(services, clock)
        assert services.verify() == []
        services.inventory.close()


@rules(RULE, max_examples=16 * MORE)
@example([("replace", 0, 0, False), ("tick", 0, 0, True), ("remove", 0, 1, True)])
@given(STEPS)
def test_keys_applications_replacements_and_notices_fit_together(empty_original, steps):
    with world(empty_original) as made:
        for step in steps:
            act, at, choice, back = step
            made.step(act, at, choice, back=back)
            require_order(made)
