"""Statistics: what is counted, put into charts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from app.core import forecast, key_charts, notice_charts, replacement_charts
from app.core.identity import OrganisationId
from app.core.key import KeyState
from app.core.organisation import Organisation
from app.core.query import EVERYDAY, Day, days_of
from app.core.replacement_charts import Span
from app.core.statistics import Chart, Section, Statistics, Succession
from app.services.key_list import KeyList, View
from app.services.replacement_list import ReplacementList
from app.services.workplace import Workplace

_WORKING = (KeyState.EXPIRING, KeyState.ACTIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """What is looked at: one organisation or all of the *known* ones, on a day."""

    organisation: OrganisationId | None
    shown: list[Organisation]
    known: list[Organisation]
    now: datetime

    @property
    def days(self) -> tuple[Day, ...]:
        """The days that it is in what is looked at, earliest first."""
        return days_of(self.shown, self.now)

    @property
    def utc_day(self) -> date:
        """The day by UTC."""
        return self.now.astimezone(UTC).date()

    @property
    def day(self) -> date:
        """The earliest of the days that it is."""
        return self.days[0].day if self.days else self.utc_day

    @property
    def name(self) -> str:
        """The name of what is looked at; empty where it is all of several."""
        return self.shown[0].name if len(self.shown) == 1 else ""

    def span(self, one: Succession) -> Span:
        """Return *one* by the days where it belongs."""
        [where] = [each for each in self.known if each.id == one.organisation]
        ended = [] if one.ended_at is None else [where.today(one.ended_at)]
        return Span(
            begun_on=where.today(one.begun_at),
            expires_on=one.expires_on,
            stops_on=min([one.both_until, *ended]),
            today=where.today(self.now),
            count=one.count,
        )


class Figures:
    """Counts, and makes charts of it. Nothing is listed: a million keys are counted in a moment."""

    def __init__(
        self, workplace: Workplace, *, keys: KeyList, replacements: ReplacementList
    ) -> None:
        self._workplace = workplace
        self._keys = keys
        self._replacements = replacements
        self._sections: dict[Section, Callable[[_Scope], list[Chart]]] = {
            Section.FORECAST: self._forecast,
            Section.KEYS: self._key_charts,
            Section.REPLACEMENTS: self._replacement_charts,
            Section.NOTICES: self._notice_charts,
        }

    def of(self, organisation: OrganisationId | None = None, *sections: Section) -> Statistics:
        """Return the charts of these *sections*, or all, for one organisation or for all."""
        known = self._workplace.inventory.organisations.all()
        scope = _Scope(
            organisation=organisation,
            shown=[one for one in known if organisation in {None, one.id}],
            known=known,
            now=self._workplace.now(),
        )
        charts = [chart for one in sections or Section for chart in self._sections[one](scope)]
        return Statistics(
            day=scope.day,
            organisation=organisation,
            organisation_name=scope.name,
            charts=tuple(charts),
        )

    def _forecast(self, scope: _Scope) -> list[Chart]:
        counts = self._keys.counts(View(organisation=scope.organisation))
        expiries = self._workplace.inventory.statistics.expiries(
            scope.days, forecast.end(scope.day), scope.organisation
        )
        return [
            forecast.forecast(
                scope.day,
                expiries,
                self._workplace.levels,
                expired=counts[KeyState.EXPIRED],
                working=sum(counts[state] for state in _WORKING),
            )
        ]

    def _key_charts(self, scope: _Scope) -> list[Chart]:
        counted, within = self._workplace.inventory.statistics, scope.organisation
        counts = self._keys.counts(View(organisation=within))
        recorded_after = counted.recorded_after(key_charts.age_days(scope.utc_day), within)
        everyday = sum(counts[state] for state in EVERYDAY)
        return [
            key_charts.states(counts),
            key_charts.permissions(counted.permissions(within), self._workplace.levels),
            key_charts.organisations(counted.organisations(within), scope.shown, scope.known),
            key_charts.ages(scope.utc_day, recorded_after, everyday),
        ]

    def _replacement_charts(self, scope: _Scope) -> list[Chart]:
        found = self._workplace.inventory.statistics.successions(scope.organisation)
        spans = [scope.span(one) for one in found]
        return [
            replacement_charts.states(self._replacements.counts(scope.organisation)),
            replacement_charts.leads(spans),
            replacement_charts.overlaps(spans),
        ]

    def _notice_charts(self, scope: _Scope) -> list[Chart]:
        counts = self._workplace.inventory.statistics.notices(
            self._workplace.days(), scope.organisation
        )
        return [notice_charts.stages(counts), notice_charts.outcomes(counts)]
