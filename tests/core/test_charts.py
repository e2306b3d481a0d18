"""Charts of keys, replacements and notices; and charts as words and files."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.core import chart_words, key_charts, notice_charts, replacement_charts
from app.core.identity import OrganisationId
from app.core.key import KeyState
from app.core.organisation import Organisation
from app.core.replacement import ReplacementState
from app.core.replacement_charts import Span
from app.core.statistics import Bar, Chart, Outcome, Series

TODAY = date(2026, 6, 15)


def organisation(name: str, number: int = 1) -> Organisation:
    return Organisation(
        id=OrganisationId(f"00000000-0000-4000-8000-{number:012}"),
        name=name,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def totals(chart: Chart) -> dict[str, int]:
    return {bar.id: bar.total for bar in chart.bars}


def test_all_states_are_shown_though_they_have_no_key():
    chart = key_charts.states({KeyState.ACTIVE: 3})
    assert totals(chart) == {one.value: 3 * (one is KeyState.ACTIVE) for one in KeyState}


@pytest.mark.parametrize(
    ("name", "others", "term"),
    [
        ("Main", ["North"], 'org:"Main"'),
        ("Main", ["Main campus"], "org:00000000"),
        ("Main campus", ["Main"], 'org:"Main campus"'),
        ("MAIN", ["main"], "org:00000000"),
        ('The "old" one', ["North"], "org:00000000"),
        ("None", ["North"], "org:00000000"),
    ],
)
def test_an_organisation_is_filtered_for_by_its_name_where_no_other_contains_it(name, others, term):
    wanted = organisation(name)
    known = [wanted, *(organisation(one, 2 + at) for at, one in enumerate(others))]
    assert key_charts.organisation_term(wanted, known).startswith(term)


def test_organisations_come_with_most_keys_first():
    north, south = organisation("North"), organisation("South", 2)
    chart = key_charts.organisations({south.id: 4, north.id: 1}, [north, south], [north, south])
    assert [(bar.label, bar.total) for bar in chart.bars] == [("South", 4), ("North", 1)]


def test_ages_part_the_keys_at_whole_months():
    assert key_charts.age_days(date(2026, 5, 31)) == [
        *(date(2026, 2, 28), date(2025, 11, 30), date(2025, 8, 31)),
        *(date(2025, 5, 31), date(2024, 5, 31)),
    ]
    chart = key_charts.ages(TODAY, [1, 3, 6, 10, 15], 21)
    assert list(totals(chart).values()) == [1, 2, 3, 4, 5, 6]
    assert [bar.lead.text for bar in chart.bars if bar.lead][:2] == [
        "created>2026-03-15",
        "created>2025-12-15 created<=2026-03-15",
    ]


def span(begun: int, expires: int, stops: int | None = None, count: int = 1) -> Span:
    """Return a span by days from today."""
    day = TODAY + timedelta(days=begun)
    return Span(
        begun_on=day,
        expires_on=TODAY + timedelta(days=expires),
        stops_on=TODAY + timedelta(days=expires if stops is None else stops),
        today=TODAY,
        count=count,
    )


@pytest.mark.parametrize(
    ("days", "bar"),
    [
        *((-9, "late"), (0, "late"), (1, "1-to-7"), (7, "1-to-7"), (8, "8-to-14")),
        *((14, "8-to-14"), (15, "15-to-30"), (30, "15-to-30"), (31, "over-30")),
    ],
)
def test_the_lead_is_from_the_successor_to_the_expiry_date(days, bar):
    assert totals(replacement_charts.leads([span(-3, days - 3, count=2)]))[bar] == 2


@pytest.mark.parametrize(
    ("one", "days"),
    [
        (span(-5, 20), 6),
        (span(0, 20), 1),
        (span(-5, 20, stops=0), 5),
        (span(-5, 20, stops=-2), 3),
        (span(-5, -1), 4),
        (span(-5, -1, stops=-3), 2),
        (span(-5, 20, stops=-5), 0),
        (span(-1, -10), 0),
        (span(1, 20), 0),
    ],
)
def test_the_overlap_ends_before_a_key_stops_or_today(one, days):
    assert one.overlap == days


def test_late_replacements_get_a_word():
    counts = dict.fromkeys(ReplacementState, 0) | {ReplacementState.LATE: 2}
    [remark] = replacement_charts.states(counts).remarks
    assert remark.text.startswith("2 replacements are late: ")
    assert replacement_charts.states(dict.fromkeys(ReplacementState, 0)).remarks == ()


def test_stages_come_earliest_first_and_days_after_are_one():
    counts = {
        (30, Outcome.UNANSWERED): 2,
        (0, Outcome.OPEN): 1,
        (-1, Outcome.OPEN): 3,
        (-9, Outcome.OPEN): 4,
    }
    chart = notice_charts.stages(counts)
    assert totals(chart) == {"30": 2, "0": 1, "after": 7}
    assert chart.bars[0].label == "30 days before"
    assert notice_charts.outcomes(counts).total == chart.total == 10


def test_a_bar_is_told_with_its_parts():
    chart = notice_charts.stages({(30, Outcome.OPEN): 2, (30, Outcome.SKIPPED): 1})
    assert chart_words.bar(chart, chart.bars[0]) == "30 days before: 3 notices (Open 2, Skipped 1)"
    plain = key_charts.states({KeyState.ACTIVE: 1})
    assert chart_words.bar(plain, plain.bars[2]) == "Active: 1 key"


def test_a_chart_is_described_whole():
    told = chart_words.described(key_charts.states({KeyState.ACTIVE: 1}))
    assert told.splitlines()[0] == "All records, removed and superseded ones too"
    assert "Active: 1 key" in told.splitlines()


def test_a_file_for_spreadsheets_has_a_row_for_each_bar_and_no_formula():
    chart = replace(
        key_charts.states({}),
        axis="=axis",
        series=(Series("a", "+a"), Series("b", 'b "quoted", long')),
        bars=tuple(
            Bar(id=label, label=label, values=(1, 2))
            for label in ("@x", "-y", "\tz", "\rr", "fine")
        ),
    )
    rows = list(csv.reader(io.StringIO(chart_words.as_csv(chart), newline="")))
    assert rows[0] == ["'=axis", "'+a", 'b "quoted", long', "Total"]
    assert [row[0] for row in rows[1:]] == ["'@x", "'-y", "'\tz", "'\rr", "fine"]
    assert {tuple(row[1:]) for row in rows[1:]} == {("1", "2", "3")}
