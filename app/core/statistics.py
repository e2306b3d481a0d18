"""Statistics: charts, each a few bars of figures, and the list that each bar counts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.core.identity import OrganisationId
from app.core.key import KeyState


class Section(StrEnum):
    """What statistics are about: a page of them each."""

    FORECAST = "forecast"
    KEYS = "keys"
    REPLACEMENTS = "replacements"
    NOTICES = "notices"


class Counted(StrEnum):
    """What a chart counts."""

    KEYS = "keys"
    REPLACEMENTS = "replacements"
    NOTICES = "notices"


class Outcome(StrEnum):
    """What became of a notice: how it stands, and of those that passed, whether it was answered."""

    OPEN = "open"
    SNOOZED = "snoozed"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    """Acknowledged or snoozed, before a more urgent notice took its place."""
    UNANSWERED = "unanswered"
    """A more urgent notice took its place, and nobody had answered it."""
    SETTLED = "settled"
    SKIPPED = "skipped"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The list that a bar counts: a page of the window, and what it shows there.

    *state* is a state of keys or of notices, and *text* is in the filter's language.
    """

    page: str
    state: str = ""
    text: str = ""


def to_keys(text: str = "", state: KeyState | None = None) -> Lead:
    """Return the lead to a list of keys."""
    return Lead(page="keys", state=state.value if state else "", text=text)


@dataclass(frozen=True, slots=True)
class Series:
    """What the parts of each bar are, in the order of the bars' values."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar; its *lead* shows a list of as many things as its total says, if there is such a list.

    *short* is what stands below it where bars stand side by side, and *group* what several share,
    such as a year.
    """

    id: str
    label: str
    values: tuple[int, ...]
    lead: Lead | None = None
    short: str = ""
    group: str = ""

    @property
    def total(self) -> int:
        """All that the bar counts."""
        return sum(self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A sentence beside a chart that counts something too; *first* and *last* bound its days."""

    id: str
    text: str
    count: int
    lead: Lead | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart: *about* says what it counts, *axis* names its bars."""

    id: str
    title: str
    about: str
    counted: Counted
    axis: str
    bars: tuple[Bar, ...]
    series: tuple[Series, ...]
    remarks: tuple[Remark, ...] = ()
    empty: str
    """What is said where there is nothing to count."""

    @property
    def total(self) -> int:
        """All that the bars count."""
        return sum(bar.total for bar in self.bars)

    def total_of(self, series: int) -> int:
        """Return what the bars count of one series, by its number."""
        return sum(bar.values[series] for bar in self.bars)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Charts of one organisation, or of all, as they are on a day."""

    day: date
    """Today; of several organisations, where it is the earliest."""
    organisation: OrganisationId | None
    organisation_name: str
    """Empty where it is all of several."""
    charts: tuple[Chart, ...]

    def chart(self, chart_id: str) -> Chart:
        """Return the chart *chart_id*; raise KeyError if there is none."""
        return {chart.id: chart for chart in self.charts}[chart_id]


@dataclass(frozen=True, slots=True)
class Expiry:
    """How many keys of one permission level expire on a day."""

    day: date
    permission: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """Replacements that are alike: when the successor was there, and until when both keys worked.

    *both_until* is the first expiry date of the two, *ended_at* when one of them was disabled or
    left the list, before that or after.
    """

    organisation: OrganisationId
    begun_at: datetime
    expires_on: date
    both_until: date
    ended_at: datetime | None
    count: int
