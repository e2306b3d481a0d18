"""How replacements go: how early the successor is there, and how long both keys work."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from gettext import ngettext

from app.core import overlap, place_words
from app.core.replacement import ReplacementState
from app.core.statistics import Bar, Chart, Counted, Remark, Series

LENGTHS = (0, 7, 14, 30)
"""The most days of each length, but for the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Replacements that took the same days; *today* is the day where they belong."""

    begun_on: date
    expires_on: date
    stops_on: date
    """The first day on which the old key or its successor does not work."""
    today: date
    count: int

    @property
    def lead(self) -> int:
        """The days from the successor's being there to the old key's expiry date."""
        return (self.expires_on - self.begun_on).days

    @property
    def overlap(self) -> int:
        """The days on which both keys worked, today included if they do."""
        both = overlap.between(self.begun_on, [self.stops_on])
        return 0 if both is None else both.days_through(self.today)


def states(counts: Mapping[ReplacementState, int]) -> Chart:
    """Return the chart of all replacements by state; those that are late get a word."""
    return _chart(
        "replacements",
        _("Replacements by state"),
        _("All that were ever planned or begun"),
        _("State"),
        [
            Bar(id=state.value, label=place_words.state(state), values=(counts[state],))
            for state in ReplacementState
        ],
        remarks=_late(counts[ReplacementState.LATE]),
    )


def _late(count: int) -> tuple[Remark, ...]:
    if not count:
        return ()
    text = ngettext(
        "{n} replacement is late: its day has passed, or the old key stopped before each place "
        "had the new one.",
        "{n} replacements are late: their day has passed, or the old key stopped before each "
        "place had the new one.",
        count,
    )
    return (Remark(id="late", text=text.format(n=count), count=count),)


def leads(spans: Iterable[Span]) -> Chart:
    """Return the chart of replacements by their days of lead."""
    return _chart(
        "leads",
        _("Days of lead"),
        _("From the day the successor was there to the old key's expiry date"),
        _("Lead"),
        _by_length([(one.lead, one.count) for one in spans], "late", _("Late, or on the day")),
    )


def overlaps(spans: Iterable[Span]) -> Chart:
    """Return the chart of replacements by their days of overlap."""
    return _chart(
        "overlaps",
        _("Days of overlap"),
        _("On which the old key and its successor both worked; until today while they do"),
        _("Overlap"),
        _by_length([(one.overlap, one.count) for one in spans], "none", _("None")),
    )


def _by_length(lengths: Sequence[tuple[int, int]], first_id: str, first: str) -> list[Bar]:
    names = [
        (first_id, first),
        ("1-to-7", _("1 to 7 days")),
        ("8-to-14", _("8 to 14 days")),
        ("15-to-30", _("15 to 30 days")),
        ("over-30", _("Over 30 days")),
    ]
    counts = [0] * len(names)
    for days, count in lengths:
        counts[sum(days > most for most in LENGTHS)] += count
    return [
        Bar(id=bar_id, label=label, values=(count,))
        for (bar_id, label), count in zip(names, counts, strict=True)
    ]


def _chart(
    chart_id: str,
    title: str,
    about: str,
    axis: str,
    bars: Iterable[Bar],
    *,
    remarks: tuple[Remark, ...] = (),
) -> Chart:
    return Chart(
        id=chart_id,
        title=title,
        about=about,
        counted=Counted.REPLACEMENTS,
        axis=axis,
        bars=tuple(bars),
        series=(Series("replacements", _("Replacements")),),
        remarks=remarks,
        empty=_("No key was replaced yet."),
    )
