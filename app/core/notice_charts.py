"""How many notices there are: by what became of them, and by stage."""

from collections import Counter
from collections.abc import Iterable, Mapping
from gettext import gettext as _

from app.core import notice_words
from app.core.notice import NoticeState
from app.core.statistics import Bar, Chart, Counted, Lead, Outcome, Series

LISTED = frozenset({Outcome.OPEN, Outcome.SNOOZED, Outcome.ACKNOWLEDGED})
"""The outcomes that a list shows alone: the latest notice of each subject."""
AFTER = -1
"""Stands for all stages after the expiry date: each day has one."""

Counts = Mapping[tuple[int, Outcome], int]


def outcomes(counts: Counts) -> Chart:
    """Return the chart of all notices by what became of them."""
    by_outcome = Counter[Outcome]()
    for (_stage, outcome), count in counts.items():
        by_outcome[outcome] += count
    return _chart(
        "notice-outcomes",
        _("Notices by outcome"),
        _("All that were ever raised or skipped"),
        _("Outcome"),
        [
            Bar(
                id=outcome.value,
                label=words_of(outcome),
                values=(by_outcome[outcome],),
                lead=Lead(page="notices", state=outcome.value) if outcome in LISTED else None,
            )
            for outcome in Outcome
        ],
        (Series("notices", _("Notices")),),
    )


def stages(counts: Counts) -> Chart:
    """Return the chart of all notices by stage, earliest first, and outcome."""
    by_stage = Counter[tuple[int, Outcome]]()
    for (stage, outcome), count in counts.items():
        by_stage[max(stage, AFTER), outcome] += count
    return _chart(
        "notice-stages",
        _("Notices by stage"),
        _("By the days before the expiry date, and what became of them"),
        _("Stage"),
        [
            Bar(
                id="after" if stage == AFTER else str(stage),
                label=_("after the date") if stage == AFTER else notice_words.stage(stage),
                short=_("after") if stage == AFTER else str(stage),
                values=tuple(by_stage[stage, outcome] for outcome in Outcome),
            )
            for stage in sorted({stage for stage, _state in by_stage}, reverse=True)
        ],
        tuple(Series(outcome.value, words_of(outcome)) for outcome in Outcome),
    )


def words_of(outcome: Outcome) -> str:
    """Say what became of a notice."""
    match outcome:
        case Outcome.ANSWERED:
            return _("Answered, then passed")
        case Outcome.UNANSWERED:
            return _("Passed unanswered")
        case _:
            return notice_words.state(NoticeState(outcome.value))


def _chart(
    chart_id: str,
    title: str,
    about: str,
    axis: str,
    bars: Iterable[Bar],
    series: tuple[Series, ...],
) -> Chart:
    return Chart(
        id=chart_id,
        title=title,
        about=about,
        counted=Counted.NOTICES,
        axis=axis,
        bars=tuple(bars),
        series=series,
        empty=_("No notice was raised yet."),
    )
