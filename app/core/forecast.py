"""The expiry forecast: which keys stop working, month by month, and where many stop at once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from gettext import gettext as _
from gettext import ngettext

from app.core import words
from app.core.calendar import add_months
from app.core.key import KeyState
from app.core.permission import PermissionLevels
from app.core.statistics import Bar, Chart, Counted, Expiry, Remark, Series, to_keys

MONTHS = 24
CLUSTER_LEAST = 5
"""So many keys at least make a week worth a word,"""
CLUSTER_SHARE = 10
"""and one in so many of all keys in the forecast."""
CLUSTERS = 3
WORKING = f"-state:{KeyState.DISABLED},{KeyState.EXPIRED}"
"""The filter for keys in use that have not expired."""

_WEEK = timedelta(days=6)
_DAY = timedelta(days=1)


def months(day: date) -> list[date]:
    """Return the first days of the months in the forecast that is made on *day*."""
    return [add_months(day.replace(day=1), number) for number in range(MONTHS)]


def end(day: date) -> date:
    """Return the first day after the forecast that is made on *day*."""
    return add_months(day.replace(day=1), MONTHS)


def forecast(
    day: date, expiries: Sequence[Expiry], levels: PermissionLevels, *, expired: int, working: int
) -> Chart:
    """Return the chart made on *day*.

    Keys that have *expired* are told beside it, and those of the *working* ones that last longer.
    """
    series = level_series(levels, (one.permission for one in expiries))
    counts: Counter[tuple[date, str]] = Counter()
    for one in expiries:
        counts[one.day.replace(day=1), one.permission] += one.count
    bars = tuple(_bar(month, series, counts) for month in months(day))
    later = working - sum(bar.total for bar in bars)
    remarks = [*_expired(expired), *_clusters(expiries, end(day) - _DAY), *_later(later, end(day))]
    return Chart(
        id="forecast",
        title=_("Expiry forecast"),
        about=_("Keys in use, by the month in which they expire"),
        counted=Counted.KEYS,
        axis=_("Month"),
        bars=bars,
        series=series,
        remarks=tuple(remarks),
        empty=_("No key in use expires in the next {n} months.").format(n=MONTHS),
    )


def level_series(levels: PermissionLevels, found: Iterable[str]) -> tuple[Series, ...]:
    """Return a series for each permission level, and for those *found* that the data file lost."""
    lost = sorted({one for one in found if one not in levels})
    known = [level.id for level in levels]
    return tuple(Series(one, levels.label(one)) for one in (*known, *lost))


def expiring_between(first: date, last: date) -> str:
    """Return the filter for keys in use that expire on these days, and have not yet."""
    return f"expires>={first.isoformat()} expires<={last.isoformat()} {WORKING}"


def _bar(month: date, series: Sequence[Series], counts: Counter[tuple[date, str]]) -> Bar:
    last = add_months(month, 1) - _DAY
    return Bar(
        id=f"{month:%Y-%m}",
        label=words.month(month),
        short=words.month_name(month),
        group=str(month.year),
        values=tuple(counts[month, one.id] for one in series),
        lead=to_keys(expiring_between(month, last)),
    )


def _clusters(expiries: Iterable[Expiry], last: date) -> list[Remark]:
    """Return the weeks in which most of the keys expire, where that is many."""
    weeks: Counter[date] = Counter()
    for one in expiries:
        weeks[one.day - timedelta(days=one.day.weekday())] += one.count
    all_keys = weeks.total()
    large = [
        (monday, count)
        for monday, count in weeks.items()
        if count >= CLUSTER_LEAST and count * CLUSTER_SHARE >= all_keys
    ]
    largest = sorted(large, key=lambda week: (-week[1], week[0]))[:CLUSTERS]
    return [_cluster(monday, min(monday + _WEEK, last), count) for monday, count in largest]


def _cluster(monday: date, last: date, count: int) -> Remark:
    text = ngettext(
        "{n} key expires in the week of {day}.", "{n} keys expire in the week of {day}.", count
    )
    return Remark(
        id="cluster",
        text=text.format(n=count, day=words.day(monday)),
        count=count,
        lead=to_keys(expiring_between(monday, last)),
        first=monday,
        last=last,
    )


def _expired(count: int) -> list[Remark]:
    if not count:
        return []
    text = ngettext(
        "{n} key has expired already and is not disabled.",
        "{n} keys have expired already and are not disabled.",
        count,
    )
    lead = to_keys(state=KeyState.EXPIRED)
    return [Remark(id="expired", text=text.format(n=count), count=count, lead=lead)]


def _later(count: int, after: date) -> list[Remark]:
    if not count:
        return []
    text = ngettext("{n} key expires later.", "{n} keys expire later.", count)
    lead = to_keys(f"expires>={after.isoformat()} {WORKING}")
    return [Remark(id="later", text=text.format(n=count), count=count, lead=lead, first=after)]
