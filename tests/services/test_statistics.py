"""Statistics agree with the lists, the dashboard, and with one another."""

import uuid
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st

from app.core.errors import FilterError
from app.core.identity import KeyId, OrganisationId
from app.core.key import Key, KeyState, Origin
from app.core.notice import NoticeState
from app.core.organisation import OrganisationDraft
from app.core.query import EVERYDAY
from app.core.statistics import Bar, Lead, Remark, Section, Statistics
from app.services.key_list import View
from app.services.suite import Services
from tests.core.rule import MORE, RULE
from tests.services.telling import account, expiring, look, look_daily
from tests.stage import NOON, FakeClock, add_key, create_key

LEVELS = ("authentication", "reports", "full", "a-lost-one", "another")
ZONES = ("Pacific/Kiritimati", "Pacific/Pago_Pago")
MOMENTS = (
    NOON,
    datetime(2026, 6, 30, 10, 30, tzinfo=UTC),  # in three months at once round the world
    datetime(2028, 2, 29, 23, 30, tzinfo=UTC),
)
DAYS = st.sampled_from([-400, -31, -1, 0, 1, 2, 15, 16, 30, 31, 45, 46, 365, 715, 716, 731, 3_000])
AGES = st.sampled_from(
    [0, 1, 90, 91, 92, 93, 181, 183, 184, 273, 274, 275, 364, 365, 366, 730, 732]
)
SPECS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(LEVELS), DAYS, AGES, st.integers(0, 7)),
    max_size=40,
)
Spec = tuple[int, str, int, int, int]
"""A key: its organisation, level, days to its expiry date, days since its record, and state."""


class DoneError(Exception):
    """Nothing of the example is to stay."""


def shown(services: Services, lead: Lead, organisation: OrganisationId | None) -> int:
    """Return how many keys the list has that a click opens."""
    view = View(
        state=KeyState(lead.state) if lead.state else None,
        organisation=organisation,
        filter=lead.text,
    )
    return services.keys.count(services.keys.query(view))


def counted(statistics: Statistics) -> list[tuple[Lead, int]]:
    """Return each lead to keys, and the count that stands there."""
    things: list[Bar | Remark] = []
    for chart in statistics.charts:
        things += [*chart.bars, *chart.remarks]
    numbers = [one.total if isinstance(one, Bar) else one.count for one in things]
    return [
        (one.lead, number)
        for one, number in zip(things, numbers, strict=True)
        if one.lead is not None and one.lead.page == "keys"
    ]


def require_agreement(services: Services, organisation: OrganisationId | None) -> None:
    """Require that each bar counts what its list shows, and that the charts agree."""
    found = services.statistics.of(organisation)
    for lead, number in counted(found):
        assert shown(services, lead, organisation) == number, lead
    counts = services.keys.counts(View(organisation=organisation))
    everyday = sum(counts[state] for state in EVERYDAY)
    assert {bar.id: bar.total for bar in found.chart("states").bars} == counts
    for chart_id in ("permissions", "organisations", "ages"):
        assert found.chart(chart_id).total == everyday
    forecast = found.chart("forecast")
    beside = sum(one.count for one in forecast.remarks if one.id in {"expired", "later"})
    assert forecast.total + beside == everyday - counts[KeyState.DISABLED]


def test_each_bar_counts_exactly_what_its_list_shows(services, clock):
    home = services.organisations.default().id
    others = [
        services.organisations.create(OrganisationDraft(name=name, time_zone=zone)).id
        for name, zone in zip(("Example University, north", 'The "old" one'), ZONES, strict=True)
    ]

    @rules(RULE, max_examples=20 * MORE)
    @given(SPECS, st.sampled_from(MOMENTS), st.integers(0, 2**16))
    def agree(specs, moment, seed) -> None:
        clock.moment = moment
        with suppress(DoneError), services.workplace.change():
            for number, spec in enumerate(specs):
                services.inventory.keys.add(
                    key(seed * 100 + number, moment, [home, *others], spec), None
                )
            for organisation in (None, home, *others):
                require_agreement(services, organisation)
            raise DoneError

    agree()


def key(
    number: int,
    moment: datetime,
    organisations: list[OrganisationId],
    spec: tuple[int, str, int, int, int],
) -> Key:
    where, level, days, age, states = spec
    return Key(
        id=KeyId(str(uuid.UUID(int=number))),
        name=f"Koha {number}",
        permission=level,
        organisation=organisations[where],
        owner=None,
        origin=Origin.PORTAL,
        ending="",
        has_value=False,
        created_at=moment - timedelta(days=age),
        expires_on=moment.date() + timedelta(days=days),
        disabled_at=moment if states == 1 else None,
        removed_at=moment if states in {2, 3} else None,
        superseded_at=moment if states in {3, 4} else None,
    )


def test_the_list_of_a_level_that_the_data_file_lost_can_be_filtered_for(services):
    moment = services.workplace.now()
    home = services.organisations.default().id
    with services.workplace.change():
        services.inventory.keys.add(key(1, moment, [home], (0, "a-lost-one", 9, 0, 0)), None)
    assert services.keys.count(services.keys.query(View(filter="permission:a-lost-one"))) == 1
    with pytest.raises(FilterError):
        services.keys.query(View(filter="permission:never-there"))


def test_the_months_begin_with_that_of_the_organisations_day(services, clock):
    clock.moment = datetime(2026, 6, 30, 10, 30, tzinfo=UTC)
    east = services.organisations.create(OrganisationDraft(name="East", time_zone=ZONES[0])).id
    assert services.statistics.of(east).day == date(2026, 7, 1)
    assert services.statistics.of(east).chart("forecast").bars[0].id == "2026-07"
    assert services.statistics.of().chart("forecast").bars[0].id == "2026-06"


def test_an_organisation_that_is_gone_has_nothing(services):
    found = services.statistics.of(OrganisationId("gone"))
    assert all(chart.total == 0 for chart in found.charts)


def test_a_section_is_counted_alone(services):
    found = services.statistics.of(None, Section.REPLACEMENTS)
    assert [chart.id for chart in found.charts] == ["replacements", "leads", "overlaps"]
    assert len(services.statistics.of().charts) == 10


def test_it_is_told_whose_figures_they_are(services):
    home = services.organisations.default()
    assert services.statistics.of().organisation_name == "Example University"
    services.organisations.create(OrganisationDraft(name="East"))
    assert services.statistics.of().organisation_name == ""
    assert services.statistics.of(home.id).organisation_name == "Example University"


def test_replacements_are_counted_by_state_lead_and_overlap(services, clock):
    def bars(chart_id: str) -> dict[str, int]:
        chart = services.statistics.of().chart(chart_id)
        return {bar.id: bar.total for bar in chart.bars if bar.total}

    early = add_key(services, "Early", expires_on=date(2026, 7, 5))
    late = add_key(services, "Late", expires_on=date(2026, 6, 15), ending="aaaa")
    for one in (early, late):
        create_key(services, f"{one.name}, next", predecessor=one.id)
    assert bars("leads") == {"15-to-30": 1, "late": 1}
    assert bars("overlaps") == {"none": 1, "1-to-7": 1}
    clock.turn(days=3)
    assert bars("overlaps") == {"none": 1, "1-to-7": 1}
    services.change.disable([early.id])
    clock.turn(days=30)
    assert bars("overlaps") == {"none": 1, "1-to-7": 1}
    counts = services.replacement_list.counts()
    assert bars("replacements") == {one.value: count for one, count in counts.items() if count}


def test_a_cancelled_replacement_has_no_lead(services):
    old = add_key(services, "Old")
    create_key(services, "New", predecessor=old.id)
    running = services.replacement_list.running_of(old.id)
    services.replacements.cancel(running.replacement.id)
    assert services.statistics.of().chart("leads").total == 0
    assert services.statistics.of().chart("replacements").bars[-1].total == 1


def outcomes(services: Services, organisation: OrganisationId | None = None) -> dict[str, int]:
    chart = services.statistics.of(organisation).chart("notice-outcomes")
    return {bar.id: bar.total for bar in chart.bars if bar.total}


def as_told_one_by_one(services: Services) -> dict[str, int]:
    """Return what the notices are, as the list tells of each."""
    found: dict[str, int] = {}
    for line in services.notice_list.history():
        state = line.state.value
        if line.state is NoticeState.PASSED:
            answered = line.notice.acknowledged_at or line.notice.snoozed_until
            state = "answered" if answered else "unanswered"
        found[state] = found.get(state, 0) + 1
    return found


def answer_some(services: Services, clock: FakeClock) -> dict[str, Key]:
    """Let notices be raised and answered for twelve days."""
    names = ("Koha", "Alma", "Folio", "Primo", "Sierra", "Gone")
    keys = {one: expiring(services, 14, one, ending=f"{at:04}") for at, one in enumerate(names)}
    account(services, "Grace", expires_on=date(2026, 6, 29))
    look(services)
    by_name = {line.subject.name: line.notice.id for line in services.notice_list.current()}
    services.notice_list.acknowledge([by_name["Koha"], by_name["Grace"]])
    services.notice_list.snooze([by_name["Alma"]], lambda day: day + timedelta(days=2))
    look_daily(services, clock, 6)
    services.change.disable([keys["Sierra"].id])
    services.todos.tick(services.todos.open_of(keys["Sierra"].id)[0].id)
    look_daily(services, clock, 6)
    by_name = {line.subject.name: line.notice.id for line in services.notice_list.current()}
    services.notice_list.acknowledge([by_name["Folio"]])
    services.notice_list.snooze([by_name["Primo"]], lambda day: day + timedelta(days=1))
    return keys


def test_notices_are_counted_as_the_list_tells_of_each(services, clock):
    answer_some(services, clock)
    assert outcomes(services) == as_told_one_by_one(services)
    assert set(outcomes(services)) == {
        *("open", "snoozed", "acknowledged", "answered", "unanswered", "settled", "skipped")
    }


@pytest.mark.parametrize("chart", ["notice-outcomes", "notice-stages"])
def test_notices_that_need_somebody_are_as_many_as_the_list_has(services, clock, chart):
    answer_some(services, clock)
    found = services.statistics.of().chart(chart)
    if chart == "notice-outcomes":
        counts = {bar.id: bar.total for bar in found.bars}
    else:
        counts = {one.id: found.total_of(at) for at, one in enumerate(found.series)}
    for state, count in services.notice_list.counts().items():
        assert counts[state.value] == count


def test_notices_of_a_clock_that_was_ahead_are_voided(services, clock):
    expiring(services, 14)
    clock.turn(days=10)
    look(services)
    clock.turn(days=-10)
    look(services)
    assert outcomes(services) == as_told_one_by_one(services)
    assert outcomes(services)["voided"] > 0


def test_notices_are_counted_where_they_belong(services, clock):
    answer_some(services, clock)
    east = services.organisations.create(OrganisationDraft(name="East", time_zone=ZONES[0])).id
    add_key(services, "Far", organisation=east, expires_on=date(2026, 7, 1))
    look(services)
    home = services.organisations.default().id
    assert sum(outcomes(services, east).values()) > 0
    whole = sum(outcomes(services).values())
    assert whole == sum(sum(outcomes(services, one).values()) for one in (home, east))
    for organisation in (home, east):
        counts = services.notice_list.counts(organisation)
        assert outcomes(services, organisation).get("open", 0) == counts[NoticeState.OPEN]


def test_notices_of_a_removed_account_are_counted_still(services, clock):
    grace = account(services, "Grace", expires_on=date(2026, 6, 29))
    look(services)
    services.accounts.remove(grace.id)
    assert outcomes(services) == as_told_one_by_one(services)
