"""What is counted of replacements is what their checklists say, one by one."""

import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st

from app.core import overlap
from app.core.identity import ApplicationId, KeyId, OrganisationId, ReplacementId, UseId
from app.core.key import Key, Origin
from app.core.organisation import OrganisationDraft
from app.core.replacement import Reason, Replacement, ReplacementState
from app.core.use import Use
from app.services.replacement_list import Course
from app.services.suite import Services
from tests.core.rule import MORE, RULE
from tests.services.replacing import application
from tests.stage import NOON, create_key
from tests.storage.hand import attacking

ZONES = ("Pacific/Kiritimati", "Pacific/Pago_Pago")
MOMENTS = (NOON, NOON.replace(hour=10, minute=30), NOON.replace(hour=23, minute=59))
KEYS = st.tuples(
    st.integers(0, 2), st.sampled_from([-9, -1, 0, 1, 2, 40]), st.sampled_from("    drsu")
)
"""A key: its organisation, the days to its expiry date, and what became of it."""
SPECS = st.lists(
    st.tuples(
        KEYS,
        st.none() | KEYS,
        st.sampled_from([None, -2, -1, 0, 1, 2]),
        st.lists(st.sampled_from("oem"), max_size=3),
        st.sampled_from("rrrrcx"),
    ),
    max_size=12,
)
"""A replacement: both keys, days to the day it is planned for, uses, and how it ended, if it did.

A use is open, ended or moved; a replacement runs, or was closed or cancelled.
"""


class DoneError(Exception):
    """Nothing of the example is to stay."""


class Maker:
    """Stores what the examples say."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.organisations = [
            services.organisations.default().id,
            *(
                services.organisations.create(OrganisationDraft(name=zone, time_zone=zone)).id
                for zone in ZONES
            ),
        ]
        self.applications = [application(services, f"app {name}").id for name in "abc"]
        self.sink = create_key(services, "Elsewhere")
        self.targets = [services.uses.add(one, self.sink.id).id for one in self.applications]
        self.ids: Iterator[str] = iter(())

    def add(self, specs: list[tuple[Any, ...]], moment: datetime) -> None:
        """Store the replacements that *specs* tell of."""
        self.ids = (str(uuid.UUID(int=number)) for number in range(1, 1_000))
        for old, new, planned, uses, fate in specs:
            key, successor = self._key(old, moment), new and self._key(new, moment)
            for one, target, kind in zip(self.applications, self.targets, uses, strict=False):
                self._use(one, key, kind, target, moment)
            self.services.inventory.replacements.add(
                Replacement(
                    id=ReplacementId(next(self.ids)),
                    old=key,
                    new=successor or None,
                    reason=Reason.EXPIRY,
                    planned_on=(
                        None if planned is None else moment.date() + timedelta(days=planned)
                    ),
                    created_at=moment,
                    created_by="tester",
                    begun_at=moment if successor else None,
                    closed_at=moment if fate == "c" else None,
                    cancelled_at=moment if fate == "x" else None,
                )
            )

    def _key(self, spec: tuple[int, int, str], moment: datetime) -> KeyId:
        where, days, fate = spec
        made = Key(
            id=KeyId(next(self.ids)),
            name=f"Koha {days}",
            permission="full",
            organisation=self.organisations[where],
            owner=None,
            origin=Origin.PORTAL,
            ending="",
            has_value=False,
            created_at=moment - timedelta(days=90),
            expires_on=moment.date() + timedelta(days=days),
            disabled_at=moment if fate == "d" else None,
            removed_at=moment if fate == "r" else None,
            superseded_at=moment if fate == "s" else None,
            unused_at=moment if fate == "u" else None,
        )
        self.services.inventory.keys.add(made, None)
        return made.id

    def _use(
        self, one: ApplicationId, key: KeyId, kind: str, target: UseId, moment: datetime
    ) -> None:
        self.services.inventory.uses.add(
            Use(
                id=UseId(next(self.ids)),
                application=one,
                key=key,
                since=moment,
                begun_by="tester",
                ended_at=None if kind == "o" else moment,
                moved_to=target if kind == "m" else None,
            )
        )


def is_due(course: Course) -> bool:
    """Tell whether a replacement is late, or planned for today."""
    if course.state is ReplacementState.PLANNED:
        return course.replacement.planned_on == course.day
    return course.state is ReplacementState.LATE


def require_agreement(services: Services, organisation: OrganisationId | None) -> None:
    """Require that what is counted, and the most urgent ones, are those of the list."""
    found = services.replacement_list
    running = found.running(organisation)
    states = Counter(one.state for one in [*running, *found.ended(organisation)])
    assert found.counts(organisation) == {state: states[state] for state in ReplacementState}
    due = [one for one in running if is_due(one)]
    assert found.count_due(organisation) == len(due)
    for most in (3, 100):
        assert order(found.urgent(most, organisation)) == order(running[:most])
        assert order(found.urgent(most, organisation, due=True)) == order(due[:most])
    assert found.urgent(100, organisation) == sorted(running, key=precisely)


def precisely(one: Course) -> tuple[Any, ...]:
    return (*order([one]), one.replacement.id)


def order(courses: list[Course]) -> list[tuple[Any, ...]]:
    """Return what *courses* are sorted by; what is equal there may come in any order."""
    states = list(ReplacementState)
    return [(states.index(one.state), one.checklist.deadline, one.old.name) for one in courses]


def test_what_is_counted_is_what_the_checklists_say(services, clock):
    maker = Maker(services)

    @rules(RULE, max_examples=50 * MORE)
    @given(SPECS, st.sampled_from(MOMENTS))
    def agree(specs, moment) -> None:
        clock.moment = moment
        with suppress(DoneError), services.workplace.change():
            maker.add(specs, moment)
            for organisation in (None, *maker.organisations):
                require_agreement(services, organisation)
            raise DoneError

    agree()


@pytest.mark.parametrize("days", [0, 1, 7, 8])
@pytest.mark.parametrize("which", ["old", "new"])
def test_the_overlap_is_that_of_the_checklist_whichever_key_stops(services, clock, which, days):
    home = services.organisations.default()
    old = create_key(services, "Old")
    new = create_key(services, "New", predecessor=old.id)
    clock.turn(days=days)
    services.change.disable([{"old": old, "new": new}[which].id])
    clock.turn(days=30)
    [course] = services.replacement_list.of_key(old.id)
    both = overlap.of(course.checklist, home)
    assert (both.days if both else 0) == days
    bar = {0: "none", 1: "1-to-7", 7: "1-to-7", 8: "8-to-14"}[days]
    chart = services.statistics.of().chart("overlaps")
    assert {one.id: one.total for one in chart.bars if one.total} == {bar: 1}


def test_one_whose_organisation_cannot_be_read_is_listed_and_counted(stage):
    services = stage.make()
    key = create_key(services, "Old")
    services.replacements.plan([(key.id, NOON.date())], Reason.EXPIRY)
    with attacking(stage.place.database) as database:
        database.execute("UPDATE organisation SET time_zone = 'Nowhere/Land'")
    [course] = services.replacement_list.running()
    assert (course.day, course.state) == (NOON.date(), ReplacementState.PLANNED)
    assert services.replacement_list.counts()[ReplacementState.PLANNED] == 1
    assert services.replacement_list.count_due() == 1
    services.inventory.close()
